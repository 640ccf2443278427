/**
 * `npm run bench:compiler -- [--runs N] [--cc COMPILER] [--only NAME,...] [--assemblyscript] [--instructions] [--check]`: the five programs as
 * our C beside hand-written C, least of paired runs, the same C compiler for both. Exit code 1: a wrong output, or with --check a missed target.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { assemblyScript, generatedFiles, type Lane, node, ours, twin } from "./lanes.js";
import { instructions, peakMemory, runOnce } from "./measure.js";
import { type BenchProgram, linesTarget, memoryTarget, programs, sourcePath } from "./programs.js";

interface Row {
  readonly lane: Lane;
  readonly command: readonly string[];
  /** Least wall time, milliseconds. */
  time: number;
}

const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "7" },
    cc: { type: "string", default: process.env["CC"] ?? "gcc" },
    only: { type: "string", default: "" },
    assemblyscript: { type: "boolean", default: false },
    instructions: { type: "boolean", default: false },
    check: { type: "boolean", default: false },
  },
});

function built(lane: Lane, program: BenchProgram, folder: string): readonly Row[] {
  try {
    return [{ lane, command: lane.build(program, folder), time: Infinity }];
  } catch (error) {
    if (lane.native) throw error;
    console.log(`  ${lane.name}: not built: ${String(error).split("\n")[0]}`);
    return [];
  }
}

/** In turns, so that all meet the same disturbances. */
function race(rows: readonly Row[], turns: number): void {
  let expected: string | null = null;
  for (let turn = 0; turn < turns; turn++) {
    for (const row of rows) {
      const { stdout, time } = runOnce(row.command);
      expected ??= stdout;
      if (stdout !== expected) throw new Error(`${row.lane.name} prints something else: ${stdout.slice(0, 200)}`);
      row.time = Math.min(row.time, time);
    }
  }
}

/** Lines that are not empty. */
function lineCount(text: string): number {
  return text.split("\n").filter((line) => line.trim() !== "").length;
}

/** C lines of the program's own module for a line of its TypeScript. */
function linesOfC(program: BenchProgram): number {
  const own = [...generatedFiles(program)].find(([name]) => name.endsWith(`programs_${program.name}.c`))?.[1] ?? "";
  return lineCount(own) / lineCount(readFileSync(sourcePath(program), "utf8"));
}

function judged(text: string, value: number, target: number, missed: string[]): string {
  if (value > target) missed.push(`${text} ${value.toFixed(2)} > ${target}`);
  return `${text} ${value.toFixed(2)} (at most ${target})`;
}

function measure(program: BenchProgram, lanes: readonly Lane[], folder: string): readonly string[] {
  console.log(program.name);
  const rows = lanes.flatMap((lane) => built(lane, program, folder));
  race(rows, Number(values.runs));
  const missed: string[] = [];
  const [own, other] = rows;
  if (own === undefined || other === undefined) throw new Error("nothing to compare");
  console.log(`  ${rows.map(({ lane, time }) => `${lane.name} ${time.toFixed(0)} ms`).join(", ")}`);
  console.log(`  ${judged("time", own.time / other.time, program.target, missed)}`);
  for (const { lane, time } of rows.slice(2)) if (own.time > time) missed.push(`slower than ${lane.name}`);
  const peaks = [peakMemory(own.command), peakMemory(other.command)] as const;
  if (peaks[0] !== null && peaks[1] !== null) {
    console.log(`  ${judged("peak memory", peaks[0] / peaks[1], memoryTarget, missed)}, ${peaks[0]} KiB beside ${peaks[1]} KiB`);
  }
  if (values.instructions) {
    const counts = [instructions(own.command), instructions(other.command)] as const;
    if (counts[0] !== null && counts[1] !== null) {
      console.log(`  instructions ${(counts[0] / counts[1]).toFixed(2)}, ${counts[0]} beside ${counts[1]}`);
    }
  }
  console.log(`  ${judged("lines of C", linesOfC(program), linesTarget, missed)}`);
  for (const miss of missed) console.log(`  MISSED: ${miss}`);
  return missed;
}

const version = spawnSync(values.cc, ["--version"], { encoding: "utf8" }).stdout.split("\n")[0] ?? values.cc;
console.log(`${version}; Node ${process.version}; least of ${values.runs} runs each; load ${(loadavg()[0] ?? 0).toFixed(1)}`);
const folder = mkdtempSync(join(tmpdir(), "tsvisor-bench-"));
try {
  const lanes = [ours(values.cc), twin(values.cc), node, ...(values.assemblyscript ? [assemblyScript] : [])];
  const chosen = programs.filter(({ name }) => values.only === "" || values.only.split(",").includes(name));
  const missed = chosen.flatMap((program) => measure(program, lanes, folder));
  console.log(missed.length === 0 ? "all targets are met" : `${missed.length} targets are missed`);
  process.exitCode = values.check && missed.length > 0 ? 1 : 0;
} finally {
  rmSync(folder, { recursive: true });
}
