/** A checked program to the intermediate form: everything that the modules' top-level code and the exported functions reach. */
import * as ts from "typescript";
import { isNodeOnly, taggedName } from "../frontend/tags.js";
import type { ModuleGraph } from "../frontend/module-graph.js";
import type { CheckedProgram } from "../frontend/program.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { HirFunction, HirModule, HirProgram } from "../hir/nodes.js";
import { classFor } from "./classes/classes.js";
import { scanHierarchy } from "./classes/hierarchy.js";
import { Compilation, type ModuleState, noSubstitution } from "./compilation.js";
import type { FunctionContext } from "./function-context.js";
import { functionFor } from "./functions/functions.js";
import { makeFunction } from "./functions/make-function.js";
import type { LoweringMemory } from "./reuse/lowering-memory.js";
import { Stale } from "./reuse/works.js";
import { describeShown } from "./show/shown-classes.js";
import { lowerStatements } from "./statements/lower-statement.js";
import { voidType } from "./types/hir-types.js";
import { refuse } from "./refusal.js";

export interface LoweredProgram {
  readonly program: HirProgram | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** @param memory of the last time that this program was lowered; it is brought up to date */
export function lowerModules(checked: CheckedProgram, graph: ModuleGraph, memory: Memory | null): LoweredProgram {
  /* Classes of modules that are imported for their types alone take part as well. */
  const files = checked.program.getSourceFiles().filter((file) => !file.isDeclarationFile);
  const hierarchy = scanHierarchy(files, checked.checker);
  if (memory === null) return lowerAll(new Compilation(checked, hierarchy), graph);
  const { lowering } = memory;
  const again = (): LoweredProgram =>
    lowerAll(
      lowering.resume(checked, hierarchy, (file) => memory.dependenciesOf(file)),
      graph,
    );
  const lowered = unlessStale(again) ?? lowerAll(lowering.start(checked, hierarchy), graph);
  if (lowered.program === null) lowering.forget();
  return lowered;
}

/** What a process keeps that compiles the program again and again. */
export interface Memory {
  readonly lowering: LoweringMemory;
  /** By name, those that it does not import itself as well. */
  dependenciesOf(file: ts.SourceFile): readonly string[];
}

/** Null where what was made the last time does not fit. */
function unlessStale(lower: () => LoweredProgram): LoweredProgram | null {
  try {
    return lower();
  } catch (error) {
    if (error instanceof Stale) return null;
    throw error;
  }
}

function lowerAll(compilation: Compilation, graph: ModuleGraph): LoweredProgram {
  const { checked } = compilation;
  const initialisers = graph.order.map((file) => initialiserOf(file, compilation));
  for (const file of graph.order) lowerExported(file, compilation);
  if (checked.whole) for (const file of checked.entries) lowerWhole(file, compilation);
  const errors = lowerErrors(compilation);
  compilation.runPending();
  describeShown(compilation);
  if (compilation.diagnostics.length > 0 || errors === null) return { program: null, diagnostics: compilation.diagnostics };
  const initialised = graph.order.map((file, n): HirModule => {
    const initialise = initialisers[n];
    if (initialise === undefined) throw new Error("a module without an initialiser");
    return hirModule(compilation.moduleOf(file), initialise);
  });
  const modules = [...typeModules(graph, compilation), ...initialised];
  compilation.sweep();
  return { program: { profile: checked.profile, modules, ...errors }, diagnostics: [] };
}

function hirModule({ name, classes, interfaces, functions, globals }: ModuleState, initialise: HirFunction): HirModule {
  return { name, classes, interfaces, globals, initialise, functions: functions.filter((candidate) => candidate !== initialise) };
}

/** Modules that are imported for their types alone: they declare interfaces and records, and nothing of them runs. */
function typeModules(graph: ModuleGraph, compilation: Compilation): HirModule[] {
  const known = new Set(graph.order);
  const files = [...compilation.modules.keys()].filter((file) => !known.has(file));
  return files.map((file) => hirModule(compilation.moduleOf(file), emptyInitialiser(file, compilation)));
}

function emptyInitialiser(file: ts.SourceFile, compilation: Compilation): HirFunction {
  return initialiserContext(file, compilation).function;
}

function initialiserContext(file: ts.SourceFile, compilation: Compilation): FunctionContext {
  return makeFunction(
    { name: "initialise", node: file, result: voidType, substitution: noSubstitution, thisClass: null, parent: null, synthetic: true },
    compilation,
  );
}

function initialiserOf(file: ts.SourceFile, compilation: Compilation): HirFunction {
  return compilation.initialisers.get(
    file,
    () => [file],
    () => lowerTopLevel(file, compilation),
  );
}

function lowerTopLevel(file: ts.SourceFile, compilation: Compilation): HirFunction {
  const context = initialiserContext(file, compilation);
  lowerStatements(file.statements, context.function.body, context);
  return context.function;
}

/** `@export` functions are called from C: they are there whether anybody here calls them or not. */
function lowerExported(file: ts.SourceFile, compilation: Compilation): void {
  for (const statement of file.statements) {
    if (!ts.isFunctionDeclaration(statement) || taggedName(statement, "export") === null) continue;
    compilation.guard(statement, () => void functionFor(statement, [], statement, compilation));
  }
}

/** What is not generic, whether anything reaches it or not: an instance of a generic needs somebody who names its types. */
function lowerWhole(file: ts.SourceFile, compilation: Compilation): void {
  for (const statement of file.statements) {
    if (isNodeOnly(statement)) continue;
    if (ts.isFunctionDeclaration(statement) && statement.typeParameters === undefined && statement.body !== undefined)
      compilation.guard(statement, () => void functionFor(statement, [], statement, compilation));
    if (ts.isClassLike(statement) && statement.typeParameters === undefined)
      compilation.guard(statement, () => void classFor(statement, [], { compilation, node: statement }).prepareMethods());
  }
}

function lowerErrors(compilation: Compilation): Pick<HirProgram, "errorClass" | "outOfMemoryClass"> | null {
  const [entry] = compilation.checked.entries;
  if (entry === undefined) return null;
  const found: { errorClass: string; outOfMemoryClass: string } = { errorClass: "", outOfMemoryClass: "" };
  compilation.guard(entry, () => {
    const error = compilation.errorDeclaration("Error", entry) ?? refuse(entry, "library-missing", { name: "Error" });
    const outOfMemory = compilation.libraryClass("OutOfMemoryError") ?? refuse(entry, "library-missing", { name: "OutOfMemoryError" });
    found.errorClass = classFor(error, [], { compilation, node: entry }).hir.id;
    found.outOfMemoryClass = classFor(outOfMemory, [], { compilation, node: entry }).hir.id;
  });
  return found;
}
