/** The whole compiler: entry files to C. */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { emitProgram, type EmitOptions } from "./c/emit.js";
import type { Diagnostic } from "./diagnostics/diagnostic.js";
import { reportMemory, type MemoryReport } from "./explain/memory-report.js";
import type { HirProgram, Place } from "./hir/nodes.js";
import { verifyProgram } from "./hir/verify.js";
import { lowerProgram, type LoweringOptions } from "./lower-program.js";
import { analyse } from "./passes/analyse.js";
import { checkContracts, contractFinding } from "./passes/contracts.js";
import { diagnose } from "./passes/diagnose.js";
import { findEarlyReads } from "./passes/early-reads.js";
import { findRaces } from "./passes/races/find-races.js";
import { Timings } from "./timings.js";

/** How a program is read, and how its C is written. */
export interface CompileOptions extends LoweringOptions {
  /** How the C is written; with `#line` and without natives unless given. */
  readonly emit?: EmitOptions;
}

/** What became of a program: C, or diagnostics. */
export interface CompileResult {
  /** Null when there are diagnostics. */
  readonly program: HirProgram | null;
  readonly diagnostics: readonly Diagnostic[];
  /** The C files by name, made when first asked for; empty when there are diagnostics. */
  readonly files: ReadonlyMap<string, string>;
  /** Where references are counted, and what is allocated; null when there are diagnostics. */
  explainMemory(): MemoryReport | null;
  /** Of the stages so far. */
  readonly timings: Timings;
}

/**
 * From entry files to C, through all stages. What is wrong with the program is a diagnostic, and never thrown.
 * @param entryFiles relative to the current folder
 */
export function compile(entryFiles: readonly string[], options: CompileOptions = {}): CompileResult {
  const timings = new Timings();
  const { program, diagnostics } = lowerProgram(entryFiles, options, timings);
  if (program === null) return refused(diagnostics, timings);
  timings.measure("verify", () => {
    verifyProgram(program);
  });
  const analysis = timings.measure("analyse", () => analyse(program));
  const findings = [
    ...timings.measure("contracts", () => checkContracts(analysis)).map(contractFinding),
    ...timings.measure("early reads", () => findEarlyReads(analysis)),
    ...timings.measure("races", () => findRaces(program, analysis)),
  ];
  const broken = findings.map((finding) => diagnose(finding, (at) => sourceLine(at, options)));
  if (broken.length > 0) return refused(broken, timings);
  const { emit = { lines: true, nativeHeader: null } } = options;
  let files: ReadonlyMap<string, string> | null = null;
  return {
    program,
    diagnostics,
    get files() {
      files ??= timings.measure("emit", () => emitProgram(program, emit, analysis));
      return files;
    },
    explainMemory: () => reportMemory(program, emit, analysis),
    timings,
  };
}

function refused(diagnostics: readonly Diagnostic[], timings: Timings): CompileResult {
  return { program: null, diagnostics, files: new Map(), explainMemory: () => null, timings };
}

/** The line of the source at `at`, empty where the file cannot be read again. */
function sourceLine(at: Place, { root = process.cwd(), sources }: CompileOptions): string {
  const file = path.resolve(root, at.file);
  const text = sources?.get(file) ?? (existsSync(file) ? readFileSync(file, "utf8") : "");
  return text.split("\n", at.line)[at.line - 1] ?? "";
}
