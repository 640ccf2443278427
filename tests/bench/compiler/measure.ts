/** Times, peak memory and instructions of a command. */
import { spawnSync } from "node:child_process";
import { undisturbed } from "../undisturbed.js";

export interface Run {
  readonly stdout: string;
  /** Wall time, milliseconds. */
  readonly time: number;
  /** Processor time, milliseconds: other programs disturb it less. */
  readonly processor: number;
}

/** Bash's own `time` measures without a process between, to a thousandth of a second. */
const timing = 'TIMEFORMAT="times %3R %3U %3S"; time "$@"';

export function runOnce(command: readonly string[]): Run {
  const env = { ...process.env, LC_ALL: "C" };
  const [program = "bash", ...words] = [...undisturbed, "bash", "-c", timing, "bash", ...command];
  const { status, error, stdout, stderr } = spawnSync(program, words, { env, encoding: "utf8", timeout: 120_000 });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`${command.join(" ")} ends with ${status}: ${stderr}`);
  const [wall = NaN, user = NaN, system = NaN] = (/^times ([\d.]+) ([\d.]+) ([\d.]+)$/m.exec(stderr) ?? []).slice(1).map(Number);
  return { stdout, time: wall * 1000, processor: (user + system) * 1000 };
}

/** Peak resident memory, KiB; null without GNU time. */
export function peakMemory(command: readonly string[]): number | null {
  const { error, stderr } = spawnSync("/usr/bin/time", ["-f", "peak %M", ...command], { encoding: "utf8" });
  const peak = error === undefined ? /^peak (\d+)$/m.exec(stderr)?.[1] : undefined;
  return peak === undefined ? null : Number(peak);
}

/** Instructions of a native program, which do not depend on what else the machine does; null without valgrind. */
export function instructions(command: readonly string[]): number | null {
  const { error, stderr } = spawnSync("valgrind", ["--tool=callgrind", "--callgrind-out-file=/dev/null", ...command], { encoding: "utf8" });
  const count = error === undefined ? /Collected : (\d+)/.exec(stderr)?.[1] : undefined;
  return count === undefined ? null : Number(count);
}
