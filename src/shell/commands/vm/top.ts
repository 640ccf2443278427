import { parseInteger } from "../../../std/index.js";
import type { u64 } from "../../../std/index.js";
import type { Call } from "../../call.js";
import { command, WordKind } from "../../command.js";
import { takeSample } from "../../top/top-sample.js";
import { topLines } from "../../top/top-view.js";

/** Keys that end it: q, Q, Ctrl-C. */
const endKeys: readonly number[] = [0x71, 0x51, 0x03];
/** To the upper left; what is left of an older line, and of an older screen. ECMA-48. */
const home = "\x1b[H";
const eraseLine = "\x1b[K";
const eraseBelow = "\x1b[J";
/** Seconds from one look to the next. */
const usualInterval: u64 = 1n;

export const top = command("top", "Watch what VMs do: CPU share, exits, memory")
  .flag("once", "", "print it once, for scripts")
  .option({ name: "count", short: "n", summary: "print it N times, for scripts", valueName: "N", kind: WordKind.Number, choices: [] })
  .option({
    name: "interval",
    short: "i",
    summary: "from one look to the next (1)",
    valueName: "SECONDS",
    kind: WordKind.Number,
    choices: [],
  })
  .note("It is shown anew every second until q or Ctrl-C is pressed. Shares are of one CPU: a VM with four busy vCPUs has 400.")
  .run((call) => {
    const interval = 1000n * (numberOf(call, "interval") ?? usualInterval);
    const count = call.has("once") ? 1n : numberOf(call, "count");
    if (interval === 0n || interval > 3_600_000n) call.out.failure("--interval takes 1 to 3600 seconds");
    else if (count === null) watch(call, interval);
    else printTimes(call, count, interval);
  });

function numberOf(call: Call, option: string): u64 | null {
  return parseInteger(call.option(option) ?? "");
}

function watch(call: Call, interval: u64): void {
  call.shell.machine.clearScreen();
  let before = takeSample(call.shell);
  while (!isEnded(call, interval)) {
    const after = takeSample(call.shell);
    const lines = topLines(before, after).map((line) => line + eraseLine);
    lines.push(eraseLine, `q: back to the shell${eraseBelow}`);
    lines[0] = home + lines[0]!;
    for (const line of lines) call.out.text(line);
    before = after;
  }
}

function printTimes(call: Call, count: u64, interval: u64): void {
  let before = takeSample(call.shell);
  for (let n: u64 = 0n; n < count && !isEnded(call, interval); n++) {
    const after = takeSample(call.shell);
    if (n > 0n) call.out.text("");
    for (const line of topLines(before, after)) call.out.text(line);
    before = after;
  }
}

/** Waits for the next look; true when a key ends it before that. */
function isEnded(call: Call, interval: u64): boolean {
  return call.shell.machine.awaitKey(endKeys, interval);
}
