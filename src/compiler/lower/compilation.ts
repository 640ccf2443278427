/** What all of lowering shares: the checked program, the registries of what has been lowered, the work that is left. */
import * as ts from "typescript";
import { fileName } from "../frontend/file-names.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { diagnosticAt, placeAt } from "../diagnostics/report.js";
import { perFile } from "../frontend/per-file.js";
import { isDoubleFile, type CheckedProgram } from "../frontend/program.js";
import type { HirClass, HirFunction, HirGlobal, HirInterface, HirNative, Place } from "../hir/nodes.js";
import type { ClassId, HirType } from "../hir/types.js";
import type { ClassInfo, InterfaceInfo } from "./classes/class-info.js";
import { globalErrors } from "./classes/global-errors.js";
import type { OpenShape } from "./classes/records.js";
import type { Hierarchy } from "./classes/hierarchy.js";
import type { FunctionInstance } from "./functions/function-instance.js";
import { readableValues } from "./readable.js";
import { filesOfTypes } from "./reuse/files-of-types.js";
import { Table } from "./reuse/table.js";
import { type Finding, Stale, Work, Works } from "./reuse/works.js";
import { Consequence, Refusal, refuse } from "./refusal.js";
import { ShownValues } from "./show/shown-values.js";
import type { Interval } from "./types/ranges.js";
import { NameTable } from "./names.js";

/** Type parameters (and `this` types, by their class) to concrete types. */
export type Substitution = ReadonlyMap<ts.Symbol, HirType>;

/** Where there are no type parameters. One object for all such places: types are remembered by it. */
export const noSubstitution: Substitution = new Map();

/** A module as it grows. */
export interface ModuleState {
  readonly name: string;
  readonly file: ts.SourceFile;
  readonly classes: HirClass[];
  readonly interfaces: HirInterface[];
  readonly functions: HirFunction[];
  readonly globals: HirGlobal[];
}

const placesByRoot = perFile(() => new Map<string, Map<ts.Node, Place>>());

/** Of the file's nodes, with its name as it is under `root`. */
function placesIn(file: ts.SourceFile, root: string): Map<ts.Node, Place> {
  const all = placesByRoot(file);
  const known = all.get(root);
  if (known !== undefined) return known;
  const none = new Map<ts.Node, Place>();
  all.set(root, none);
  return none;
}

export class Compilation {
  /** What is done once, and in a process that stays perhaps not again. The tables outlive a compilation, all else here is of one alone. */
  readonly works = new Works();
  readonly diagnostics: Diagnostic[] = [];
  readonly modules = new Map<ts.SourceFile, ModuleState>();
  readonly initialisers = new Table<ts.SourceFile, HirFunction>(this.works);
  readonly classes = new Table<string, ClassInfo>(this.works);
  readonly classesById = new Map<ClassId, ClassInfo>();
  /** Shapes that are being looked at or contain themselves, by type and what its parameters stand for. */
  readonly shapes = new Map<ts.Type, Map<string, OpenShape>>();
  readonly interfaces = new Table<string, InterfaceInfo>(this.works);
  readonly interfacesById = new Map<ClassId, InterfaceInfo>();
  readonly functions = new Table<string, FunctionInstance>(this.works);
  readonly natives = new Table<ts.Node, HirNative>(this.works);
  readonly globals = new Table<ts.Symbol, HirGlobal>(this.works);
  /** Variables that only count, by file. */
  readonly counters = new Table<ts.SourceFile, ReadonlyMap<ts.Symbol, Interval>>(this.works);
  private names = new NameTable();
  private shownValues: ShownValues;
  private readonly library = new Map<string, ts.Declaration>();
  /** Numbers given to declarations, for keys of instances. */
  private readonly numbers = new WeakMap<ts.Node | ts.Symbol, number>();
  private numbersGiven = 0;
  private readonly integerTypes = new Map<Substitution, Map<ts.Type, Finding<HirType>>>();
  private readonly doubleTypes = new Map<Substitution, Map<ts.Type, Finding<HirType>>>();
  private readonly pending: Work[] = [];
  /** Of the file that was last asked about: most questions come one after the other. */
  private places: { readonly file: ts.SourceFile | null; readonly known: Map<ts.Node, Place> } = { file: null, known: new Map() };

  constructor(
    private program: CheckedProgram,
    private hierarchyNow: Hierarchy,
  ) {
    this.shownValues = new ShownValues(program);
  }

  /** Of this compilation; `restart` puts another in its place. */
  get checked(): CheckedProgram {
    return this.program;
  }

  get hierarchy(): Hierarchy {
    return this.hierarchyNow;
  }

  get shown(): ShownValues {
    return this.shownValues;
  }

  /** Makes it one of `checked`. What has been made so far stays with the tables alone. */
  restart(checked: CheckedProgram, hierarchy: Hierarchy): void {
    this.program = checked;
    this.hierarchyNow = hierarchy;
    this.shownValues = new ShownValues(checked);
    this.names = new NameTable();
    this.diagnostics.length = 0;
    this.pending.length = 0;
    this.places = { file: null, known: new Map() };
    for (const map of [this.modules, this.classesById, this.shapes, this.interfacesById, this.library]) map.clear();
    for (const map of [this.integerTypes, this.doubleTypes]) map.clear();
  }

  /** At the end: forgets what the program has no use for any more. */
  sweep(): void {
    const { initialisers, classes, interfaces, functions, natives, globals, counters } = this;
    for (const table of [initialisers, classes, interfaces, functions, natives, globals, counters]) table.sweep();
  }

  /** Numbers are doubles where `node` stands: in a program of a host, but not in the library that devices have as well. */
  hasDoubles(node: ts.Node): boolean {
    return this.checked.profile === "host" && isDoubleFile(node.getSourceFile().fileName);
  }

  /** Representations found before, for these type parameters, in files whose numbers are as they are where `node` stands. */
  typesKnown(substitution: Substitution, node: ts.Node): Map<ts.Type, Finding<HirType>> {
    const all = this.hasDoubles(node) ? this.doubleTypes : this.integerTypes;
    const known = all.get(substitution) ?? new Map<ts.Type, Finding<HirType>>();
    all.set(substitution, known);
    return known;
  }

  get checker(): ts.TypeChecker {
    return this.checked.checker;
  }

  /** A number of its own for each declaration or symbol. */
  numberOf(thing: ts.Node | ts.Symbol): number {
    const known = this.numbers.get(thing);
    if (known !== undefined) return known;
    this.numbers.set(thing, ++this.numbersGiven);
    return this.numbersGiven;
  }

  /** Where the node begins, behind blanks and comments. */
  placeOf(node: ts.Node): Place {
    const file = node.getSourceFile();
    if (file !== this.places.file) this.places = { file, known: placesIn(file, this.checked.root) };
    const known = this.places.known.get(node);
    if (known !== undefined) return known;
    const place = placeAt(file, node.getStart(file), this.checked);
    this.places.known.set(node, place);
    return place;
  }

  /** A C identifier of its own: `wanted`, or with a number behind it. */
  uniqueName(wanted: string): string {
    const name = this.names.unique(wanted);
    this.works.whenRepeated(() => {
      if (this.names.unique(wanted) !== name) throw new Stale();
    });
    return name;
  }

  /** Makes a class known, and part of the module of `node`. */
  addClass(info: ClassInfo, node: ts.Node): void {
    this.works.tell(() => {
      this.classesById.set(info.hir.id, info);
      this.moduleOf(node).classes.push(info.hir);
    });
  }

  /** What types depend on: where they are declared. */
  filesOf(types: readonly HirType[]): readonly ts.SourceFile[] {
    return filesOfTypes(types, (id) => (this.classesById.get(id) ?? this.interfacesById.get(id))?.files ?? []);
  }

  /** Something that runs once, when it is first called. @param files see `Work` */
  once(files: readonly ts.SourceFile[], run: () => void): () => void {
    const work = new Work(files, run);
    return () => {
      this.works.do(work);
    };
  }

  /** Runs `run` later: bodies are lowered after everything that names them. @param files see `Work` */
  enqueue(files: readonly ts.SourceFile[], run: () => void): void {
    const work = new Work(files, run);
    this.works.tell(() => void this.pending.push(work));
  }

  /** Also what is enqueued meanwhile. */
  runPending(): void {
    /* What is added while the loop is under way comes up in it. */
    for (const work of this.pending) this.works.do(work);
    this.pending.length = 0;
  }

  /** Runs `work`; a refusal becomes a diagnostic, an error of our own one with the place of `node`. */
  guard(node: ts.Node, work: () => void): void {
    try {
      work();
    } catch (error) {
      if (error instanceof Stale) throw error;
      this.report(node, error);
    }
  }

  private report(node: ts.Node, error: unknown): void {
    if (error instanceof Consequence) {
      if (this.diagnostics.length === 0) this.add(diagnosticAt(node, "internal", { problem: "an error without a cause" }, this.checked));
      return;
    }
    if (error instanceof Refusal) return this.add(diagnosticAt(error.node, error.page, readableValues(error.values, this), this.checked));
    const problem = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.add(diagnosticAt(node, "internal", { problem }, this.checked));
  }

  private add(diagnostic: Diagnostic): void {
    const same = (other: Diagnostic): boolean => JSON.stringify(other) === JSON.stringify(diagnostic);
    if (!this.diagnostics.some(same)) this.diagnostics.push(diagnostic);
  }

  /** The class of `src/std/lang` that stands for a global error class of JavaScript; null when `name` is none. */
  errorDeclaration(name: string, node: ts.Node): ts.ClassDeclaration | null {
    const ownName = globalErrors.get(name);
    if (ownName === undefined) return null;
    const found = this.libraryDeclarations().get(ownName);
    return found !== undefined && ts.isClassDeclaration(found) ? found : refuse(node, "library-missing", { name });
  }

  /** The library function of that name; null when there is none. */
  libraryFunction(name: string): ts.FunctionDeclaration | null {
    const found = this.libraryDeclarations().get(name);
    return found !== undefined && ts.isFunctionDeclaration(found) ? found : null;
  }

  /** The library class of that name; null when there is none. */
  libraryClass(name: string): ts.ClassDeclaration | null {
    const found = this.libraryDeclarations().get(name);
    return found !== undefined && ts.isClassDeclaration(found) ? found : null;
  }

  private libraryDeclarations(): ReadonlyMap<string, ts.Declaration> {
    if (this.library.size > 0) return this.library;
    for (const statement of this.checked.library.flatMap((file) => [...file.statements])) {
      const isNamed = ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement);
      if (isNamed && statement.name !== undefined) this.library.set(statement.name.text, statement);
    }
    return this.library;
  }

  /** Of the node's file; made when it is first asked for. */
  moduleOf(node: ts.Node): ModuleState {
    const file = node.getSourceFile();
    const known = this.modules.get(file);
    if (known !== undefined) return known;
    const state: ModuleState = { name: this.moduleName(file), file, classes: [], interfaces: [], functions: [], globals: [] };
    this.modules.set(file, state);
    return state;
  }

  private moduleName(file: ts.SourceFile): string {
    return fileName(file.fileName, this.checked.root)
      .replace(/^\/+/, "")
      .replace(/\.tsx?$/, "");
  }
}
