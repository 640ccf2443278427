/**
 * `npm run bench:compiler -- [--runs N] [--only NAME,...] [--without-assemblyscript] [--instructions]`: the five programs as our C and as
 * hand-written C, each with gcc and clang, in Node and as AssemblyScript; least of paired runs. Exit code 1: a bar does not hold, or an output is
 * wrong.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { barsOf, type Row } from "./bars.js";
import { assemblyScript, type Lane, node, ours, twin } from "./lanes.js";
import { conditions } from "../undisturbed.js";
import { instructions, runOnce } from "./measure.js";
import { type BenchProgram, programs } from "./programs.js";

/** Short programs are run more often, up to so many times: what disturbs them is longer than they are. */
const mostRuns = 40;
/** Time for all runs of one lane, milliseconds, beyond which the number asked for is enough. */
const enoughTime = 2000;

const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "7" },
    only: { type: "string", default: "" },
    "without-assemblyscript": { type: "boolean", default: false },
    instructions: { type: "boolean", default: false },
  },
});

/** Our own lanes and their twins must build; the others are left out where they cannot be had. */
function built(lane: Lane, program: BenchProgram, folder: string): readonly Row[] {
  try {
    return [{ lane, command: lane.build(program, folder), time: Infinity, processor: Infinity }];
  } catch (error) {
    if (lane !== node && lane !== assemblyScript) throw error;
    console.log(`  ${lane.name}: not built: ${String(error).split("\n")[0]}`);
    return [];
  }
}

/** In turns, so that all meet the same disturbances. */
function race(rows: readonly Row[]): void {
  const expected = rows.map(timed)[0];
  const turns = Math.max(Number(values.runs), Math.min(mostRuns, Math.ceil(enoughTime / Math.min(...rows.map(({ time }) => time)))));
  for (let turn = 1; turn < turns; turn++) {
    for (const row of rows) {
      const stdout = timed(row);
      if (stdout !== expected) throw new Error(`${row.lane.name} prints something else: ${stdout.slice(0, 200)}`);
    }
  }
}

function timed(row: Row): string {
  const { stdout, time, processor } = runOnce(row.command);
  row.time = Math.min(row.time, time);
  row.processor = Math.min(row.processor, processor);
  return stdout;
}

/** @returns bars that do not hold */
function measure(program: BenchProgram, lanes: readonly Lane[], folder: string): number {
  console.log(program.name);
  const rows = lanes.flatMap((lane) => built(lane, program, folder));
  race(rows);
  console.log(
    `  ms (of the processor): ${rows.map(({ lane, time, processor }) => `${lane.name} ${time.toFixed(0)} (${processor.toFixed(0)})`).join(", ")}`,
  );
  if (values.instructions)
    for (const { lane, command } of rows) if (lane !== node && lane !== assemblyScript) countInstructions(lane, command);
  const bars = barsOf(program, rows);
  for (const { text, holds } of bars) console.log(`  ${holds ? "holds " : "MISSED"} ${text}`);
  return bars.filter(({ holds }) => !holds).length;
}

function countInstructions(lane: Lane, command: readonly string[]): void {
  const count = instructions(command);
  if (count !== null) console.log(`  ${lane.name}: ${count} instructions`);
}

function versionOf(compiler: string): string {
  return spawnSync(compiler, ["--version"], { encoding: "utf8" }).stdout.split("\n")[0] ?? compiler;
}

console.log(`${versionOf("gcc")}; ${versionOf("clang")}; Node ${process.version}; ${conditions}, load ${(loadavg()[0] ?? 0).toFixed(1)}`);
const folder = mkdtempSync(join(tmpdir(), "tsvisor-bench-"));
try {
  const own = [ours("gcc"), twin("gcc"), ours("clang"), twin("clang"), node];
  const lanes = values["without-assemblyscript"] ? own : [...own, assemblyScript];
  const chosen = programs.filter(({ name }) => values.only === "" || values.only.split(",").includes(name));
  const missed = chosen.reduce((sum, program) => sum + measure(program, lanes, folder), 0);
  console.log(missed === 0 ? "all bars hold" : `${missed} bars do not hold`);
  process.exitCode = missed === 0 ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true });
}
