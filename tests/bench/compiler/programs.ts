/** The five programs, what each has to reach, and their sources as other compilers want them. */
import { readFileSync } from "node:fs";
import { join } from "node:path";

export interface BenchProgram {
  readonly name: string;
  /** Greatest allowed time, in times of the C twin's with the same compiler. */
  readonly target: number;
  /** The C compiler whose time is held against Node's and AssemblyScript's. */
  readonly against: CCompiler;
}

export type CCompiler = "gcc" | "clang";

/** Bars of the issue that this bench was written for. */
export const programs: readonly BenchProgram[] = [
  { name: "fannkuch", target: 1.25, against: "gcc" },
  { name: "nbody", target: 1.25, against: "clang" },
  { name: "spectralnorm", target: 1.25, against: "gcc" },
  { name: "binarytrees", target: 1, against: "gcc" },
  { name: "wordcount", target: 1.5, against: "gcc" },
];

/** Peak memory, in times of the C twin's, and lines of C for a line of TypeScript: for every program. */
export const memoryTarget = 2;
export const linesTarget = 6;

export function sourcePath({ name }: BenchProgram): string {
  return join(import.meta.dirname, "programs", `${name}.ts`);
}

export function twinPath({ name }: BenchProgram): string {
  return join(import.meta.dirname, "twins", `${name}.c`);
}

/** The source with its import of our library replaced. */
export function withPrelude(program: BenchProgram, prelude: string): string {
  return readFileSync(sourcePath(program), "utf8").replace(/^import .*$/m, prelude);
}

/** AssemblyScript takes `!` for null tests alone, and writes doubles with a fraction always. */
export function forAssemblyScript(program: BenchProgram): string {
  return withPrelude(program, "function print(text: string): void { console.log(text); }")
    .replace(/([\])])!/g, "$1")
    .replace(/\bnumber\b/g, "f64")
    .replace(/(Math\.round\(.*\))\.toString\(\)/g, "(<i64>$1).toString()");
}
