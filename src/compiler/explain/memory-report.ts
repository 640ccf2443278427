/**
 * `--explain-memory`: where a program's functions count references, allocate and copy, and why. Counts are read off the C that is written
 * for the function, so that what a pass took away is not in the report; allocations come from the intermediate form.
 */
import { emitFunction } from "../c/functions.js";
import { CModule } from "../c/module.js";
import { CProgram, type EmitOptions } from "../c/program.js";
import type { HirFunction, HirProgram } from "../hir/nodes.js";
import { walkFunction } from "../hir/walk.js";
import type { Analysis } from "../passes/analyse.js";
import { ValueFlow } from "../passes/races/value-flow.js";
import { allocationsOf } from "./allocations.js";
import { containerCountsOf, countsOf } from "./counts.js";

export interface MemoryEvent {
  /** Line in the function's file. */
  readonly line: number;
  /** `retain` and `release` are counts: atomic in programs for the device, plain in those for a host. `copy`: an allocation that is filled from another object. */
  readonly kind: "retain" | "release" | "allocation" | "copy";
  readonly what: string;
  readonly why: string;
}

export interface FunctionMemory {
  readonly name: string;
  readonly file: string;
  readonly line: number;
  /** C names of the exported functions that lead here: `vmm_guest_exit`. */
  readonly exports: readonly string[];
  /** In source order; empty for functions that do nothing of the kind. */
  readonly events: readonly MemoryEvent[];
}

export interface MemoryReport {
  /** In order of file and line. */
  readonly functions: readonly FunctionMemory[];
}

/** Writes the C of all functions anew, to read the counts off it. */
export function reportMemory(program: HirProgram, options: EmitOptions, analysis: Analysis): MemoryReport {
  const c = new CProgram(program, { ...options, lines: true }, analysis);
  const exports = exportsLeadingTo(analysis);
  const functions = program.modules.flatMap((module, i) => {
    const m = new CModule(c, module, i + 1);
    return c.functionsOf(module).map((f) => functionMemory(f, emitFunction(f, m), analysis, exports.get(f) ?? []));
  });
  return { functions: functions.sort((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1)) };
}

function functionMemory(f: HirFunction, c: readonly string[], analysis: Analysis, exports: readonly string[]): FunctionMemory {
  const events = [...countsOf(f, c), ...containerCountsOf(f), ...allocationsOf(f, analysis)];
  return { name: f.name, file: f.at.file, line: f.at.line, exports, events: events.sort((a, b) => a.line - b.line) };
}

function exportsLeadingTo({ index, reachable }: Analysis): ReadonlyMap<HirFunction, readonly string[]> {
  const flow = new ValueFlow(index, reachable);
  const leading = new Map<HirFunction, string[]>();
  for (const start of reachable.functions) {
    if (start.exportName === null) continue;
    for (const f of calledFrom(start, flow)) leading.set(f, [...(leading.get(f) ?? []), start.exportName]);
  }
  return leading;
}

function calledFrom(start: HirFunction, flow: ValueFlow): ReadonlySet<HirFunction> {
  const found = new Set([start]);
  for (const f of found) walkFunction(f, { operation: (op) => flow.callees(op).forEach((callee) => found.add(callee)) });
  return found;
}
