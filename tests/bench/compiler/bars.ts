/** What a program has to reach, and whether it does. */
import { readFileSync } from "node:fs";
import { generatedFiles, type Lane } from "./lanes.js";
import { peakMemory } from "./measure.js";
import { type BenchProgram, type CCompiler, linesTarget, memoryTarget, sourcePath } from "./programs.js";

/** A program in a lane, and how fast it was. */
export interface Row {
  readonly lane: Lane;
  readonly command: readonly string[];
  /** Least wall time, milliseconds. */
  time: number;
  /** Least processor time, milliseconds. */
  processor: number;
}

export interface Bar {
  readonly text: string;
  readonly holds: boolean;
}

/** @param rows of the lanes that could be built; without one of them its bar is not there */
export function barsOf(program: BenchProgram, rows: readonly Row[]): readonly Bar[] {
  return [...againstC(program, rows), ...againstOthers(program, rows), linesBar(program)];
}

function bar(what: string, value: number, most: number, unit: string): Bar {
  return { text: `${what} ${value.toFixed(2)} ${unit} (at most ${most})`, holds: value <= most };
}

function rowOf(rows: readonly Row[], lane: string): Row | undefined {
  return rows.find((row) => row.lane.name === lane);
}

/**
 * Processor time with each compiler, both sides being one thread; memory with gcc: the program's own is the same with both. What Node does
 * on other threads is not the program's, so that beside the others it is wall time that counts.
 */
function againstC(program: BenchProgram, rows: readonly Row[]): readonly Bar[] {
  const pairs = (["gcc", "clang"] as const).flatMap((compiler) => {
    const [own, twin] = pairOf(rows, compiler);
    return own === undefined || twin === undefined ? [] : [{ compiler, own, twin }];
  });
  const times = pairs.map(({ compiler, own, twin }) =>
    bar(`processor time, ${compiler}:`, own.processor / twin.processor, program.target, "of C"),
  );
  return [...times, ...pairs.slice(0, 1).flatMap(({ own, twin }) => memoryBars(own, twin))];
}

function pairOf(rows: readonly Row[], compiler: CCompiler): readonly (Row | undefined)[] {
  return [rowOf(rows, `ours ${compiler}`), rowOf(rows, `C ${compiler}`)];
}

function memoryBars(own: Row, twin: Row): readonly Bar[] {
  const [ownPeak, twinPeak] = [peakMemory(own.command), peakMemory(twin.command)];
  if (ownPeak === null || twinPeak === null) return [];
  return [bar(`peak memory, ${ownPeak} KiB beside ${twinPeak} KiB:`, ownPeak / twinPeak, memoryTarget, "of C")];
}

function againstOthers({ against }: BenchProgram, rows: readonly Row[]): readonly Bar[] {
  const own = rowOf(rows, `ours ${against}`);
  return ["Node", "AssemblyScript"].flatMap((lane) => {
    const other = rowOf(rows, lane);
    if (own === undefined || other === undefined) return [];
    return [
      { text: `wall time, ${against}: ${(own.time / other.time).toFixed(2)} of ${lane} (less than 1)`, holds: own.time < other.time },
    ];
  });
}

/** C lines of the program's own module for a line of its TypeScript. */
function linesBar(program: BenchProgram): Bar {
  const own = [...generatedFiles(program)].find(([name]) => name.endsWith(`programs_${program.name}.c`))?.[1] ?? "";
  const ratio = lineCount(own) / lineCount(readFileSync(sourcePath(program), "utf8"));
  return bar("lines of C:", ratio, linesTarget, "for a line of TypeScript");
}

/** Lines that are not empty. */
function lineCount(text: string): number {
  return text.split("\n").filter((line) => line.trim() !== "").length;
}
