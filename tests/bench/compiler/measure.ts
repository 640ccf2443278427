/** Times, peak memory and instructions of a command. */
import { spawnSync } from "node:child_process";

export interface Run {
  readonly stdout: string;
  /** Wall time, milliseconds. */
  readonly time: number;
}

export function runOnce([command = "", ...args]: readonly string[]): Run {
  const start = process.hrtime.bigint();
  const { status, error, stdout, stderr } = spawnSync(command, args, { encoding: "utf8", timeout: 120_000 });
  const time = Number(process.hrtime.bigint() - start) / 1e6;
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`${command} ends with ${status}: ${stderr}`);
  return { stdout, time };
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
