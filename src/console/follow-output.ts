/** A VM's output as it comes, without being at its console: what is typed does not reach the guest. */
import { milliseconds, now } from "../std/index.js";
import type { u64, u8 } from "../std/index.js";
import type { ConsoleTarget } from "./console-session.js";
import { escapeKey } from "./console-session.js";
import type { KeptOutput } from "./kept-output.js";
import type { Terminal } from "./terminal.js";

/** Ctrl-C: ends what a command waits for. */
export const interruptKey: u8 = 0x03;
/** How often a silent VM is looked at whether it still runs, ms. */
const lookEvery: u64 = 200n;

/** Gives `body` the target's output behind what `output` gave already, until Ctrl-C or Ctrl-] is pressed or the VM does not run. */
export function followOutput(terminal: Terminal, target: ConsoleTarget, output: KeptOutput, body: (piece: Uint8Array) => void): void {
  for (;;) {
    const ticket = terminal.wakeups.prepare();
    target.console.attach(terminal.wakeups);
    const alive = target.isAlive();
    body(output.next());
    if (!alive || isInterrupted(terminal)) break;
    if (!output.hasMore()) terminal.wakeups.waitUntil(ticket, now() + milliseconds(lookEvery));
  }
  target.console.detach();
}

/** Takes what was typed, up to the key that ends it; that leaves what comes behind it to the shell. */
function isInterrupted(terminal: Terminal): boolean {
  for (let byte = terminal.nextByte(); byte >= 0; byte = terminal.nextByte()) if (byte === interruptKey || byte === escapeKey) return true;
  return false;
}
