/**
 * `npm run bench:compile-time`: how long the compiler takes for the hypervisor, in a new process and in one that stays, tsc's own time
 * beside ours. Least of several runs. The CPU's seconds are of all threads; they say something on a machine that has other work as well.
 */
import { spawnSync } from "node:child_process";
import { cpus, loadavg } from "node:os";
import path from "node:path";
import { conditions, undisturbed } from "../undisturbed.js";
import type { Turn } from "./turns.js";

const root = path.join(import.meta.dirname, "../../..");
const coldRuns = 3;
const warmTurns = 12;

/** What changes, and the file that does: from what concerns little to what concerns everything, so that all stages do all their work. */
const changes = {
  "after a change in a shell's command": "src/shell/commands/vm/list.ts",
  "... that a third depends on": "src/vmm/vm.ts",
  "... that everything depends on": "src/std/lang/array.ts",
} as const;

/** Node's own start and that of our bundle are in `start`. */
interface Run {
  readonly start: number;
  readonly turns: readonly Turn[];
}

function run(turns: number, file: string, priority = undisturbed): Run {
  const script = `const { load } = require("./bin/precompiled.cjs");
    const done = load("tests/bench/compile-time/turns.ts", { withTypeScript: true }).turns(${turns}, ${JSON.stringify(file)});
    process.stdout.write(JSON.stringify(done));`;
  const started = performance.now();
  const [program = "", ...words] = [...priority, process.execPath, "-e", script];
  const { status, stdout, stderr } = spawnSync(program, words, { cwd: root, encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  const wall = (performance.now() - started) / 1e3;
  const done = JSON.parse(stdout) as readonly Turn[];
  return { start: wall - done.reduce((sum, turn) => sum + turn.wall, 0), turns: done };
}

function least(turns: readonly Turn[], what: "wall" | "cpu" | "tsc" | "ours"): number {
  return Math.min(...turns.map((turn) => turn[what]));
}

/** Lines per second are of all lines of the program. */
function show(title: string, turns: readonly Turn[], start = 0): void {
  const [wall, cpu, tsc, ours] = (["wall", "cpu", "tsc", "ours"] as const).map((what) => least(turns, what));
  const rate = Math.round((turns[0]?.lines ?? 0) / ours!);
  const parts = `tsc ${tsc!.toFixed(2)}, ours ${ours!.toFixed(2)} (${rate} lines/s)`;
  console.log(`${title.padEnd(36)} ${(start + wall!).toFixed(2).padStart(6)} s: ${parts}; CPU ${cpu!.toFixed(2)} s`);
}

const [anyFile = ""] = Object.values(changes);
run(1, anyFile, []); // makes the bundle and keeps its code; esbuild at real-time priority would wait for itself
const cold = Array.from({ length: coldRuns }, () => run(1, anyFile));
const [first] = cold[0]!.turns;
console.log(`${first!.lines} lines, ${cpus().length} CPUs, load ${loadavg()[0]!.toFixed(1)}, Node ${process.version}, ${conditions}`);
show(
  "a new process, from its start",
  cold.flatMap(({ turns }) => turns),
  Math.min(...cold.map(({ start }) => start)),
);
console.log("with --watch,");
for (const [title, file] of Object.entries(changes)) show(title, run(warmTurns, file).turns.slice(1));
