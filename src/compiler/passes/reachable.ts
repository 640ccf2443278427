/**
 * The functions that can run and the classes that can have instances: from module initialisers and exports through every call, where a
 * dynamic call reaches the methods of those classes alone that something reachable makes.
 */
import type { ClassId, HirFunction, HirModule, HirProgram, Operation } from "../hir/nodes.js";
import { mentionsOf, namedFunctions, walkFunction } from "../hir/walk.js";
import type { ProgramIndex } from "./program-index.js";

/** A method called by the receiver's class or interface; `owner` is the class or interface that the call names. */
export interface DynamicCall {
  readonly owner: ClassId;
  readonly method: string;
  readonly viaInterface: boolean;
}

export interface Reachable {
  readonly functions: ReadonlySet<HirFunction>;
  /** One of each, by `callKey`. */
  readonly dynamicCalls: ReadonlyMap<string, DynamicCall>;
  /** Classes that need a struct: live ones, those whose fields or C structs are touched, and the bases of all these. */
  readonly classes: ReadonlySet<ClassId>;
}

export function callKey(call: DynamicCall): string {
  return `${call.owner}.${call.method}`;
}

/** Null for an operation that calls nothing by the receiver's class. */
export function dynamicCallOf(op: Operation): DynamicCall | null {
  if (op.kind === "callVirtual") return { owner: op.class, method: op.method, viaInterface: false };
  return op.kind === "callInterface" ? { owner: op.interface, method: op.method, viaInterface: true } : null;
}

/** Everyone who may answer the call. */
export function candidates(index: ProgramIndex, call: DynamicCall): readonly HirFunction[] {
  return index.methodsOf(call.owner, call.method, call.viaInterface);
}

class Search {
  readonly functions = new Set<HirFunction>();
  readonly dynamicCalls = new Map<string, DynamicCall>();
  readonly classes = new Set<ClassId>();
  private readonly pending: HirFunction[] = [];
  /** The calls seen so far by the class or interface that they name, each with its number. */
  private readonly callsOf = new Map<ClassId, { readonly call: DynamicCall; readonly number: number }[]>();

  constructor(private readonly index: ProgramIndex) {}

  add(f: HirFunction): void {
    if (this.functions.has(f)) return;
    this.functions.add(f);
    this.pending.push(f);
  }

  /** Objects of the class are made: it may answer calls that were seen before. */
  addInstances(id: ClassId): void {
    this.touch(id);
    if (this.index.makeLive(id)) this.answer(id);
  }

  /** Adds the methods of the class that earlier calls reach, in the calls' order. */
  private answer(id: ClassId): void {
    const c = this.index.class(id);
    const names = [...this.index.lineage(id).map((base) => base.id), ...(c.abstract ? [] : this.index.promises(c))];
    const calls = names.flatMap((name) => this.callsOf.get(name) ?? []).sort((a, b) => a.number - b.number);
    for (const { call } of calls) {
      const method = this.index.findMethod(id, call.method);
      if (method !== null) this.add(method);
    }
  }

  run(): void {
    for (let f = this.pending.pop(); f !== undefined; f = this.pending.pop()) this.scan(f);
  }

  private scan(f: HirFunction): void {
    walkFunction(f, { statement: (s) => s.kind === "assign" && s.target.kind === "field" && this.touch(s.target.class) });
    for (const node of mentionsOf(f)) {
      if (node.kind === "field") this.touch(node.class);
      else if (node.kind === "functionValue") this.add(node.function);
      else if (node.kind !== "interfaceField") this.scanOperation(node);
    }
  }

  private scanOperation(op: Operation): void {
    namedFunctions(op).forEach((named) => this.add(named));
    const dynamic = dynamicCallOf(op);
    if (dynamic !== null) this.addDynamic(dynamic);
    if (op.kind === "callNative" && op.native.struct !== null) this.touch(op.native.struct);
    if (op.kind === "new" || op.kind === "record") this.addInstances(op.class);
  }

  private touch(id: ClassId): void {
    if (this.classes.has(id)) return;
    for (const c of this.index.lineage(id)) this.classes.add(c.id);
  }

  private addDynamic(call: DynamicCall): void {
    const key = callKey(call);
    if (this.dynamicCalls.has(key)) return;
    const numbered = { call, number: this.dynamicCalls.size };
    this.dynamicCalls.set(key, call);
    const known = this.callsOf.get(call.owner);
    if (known === undefined) this.callsOf.set(call.owner, [numbered]);
    else known.push(numbered);
    candidates(this.index, call).forEach((f) => this.add(f));
  }
}

function functionsOf(module: HirModule): readonly HirFunction[] {
  return [...module.functions, ...module.classes.flatMap((c) => [...c.methods.values()])];
}

/** Tells `index` which classes are live. */
export function findReachable(program: HirProgram, index: ProgramIndex): Reachable {
  const search = new Search(index);
  search.addInstances(program.outOfMemoryClass);
  for (const module of program.modules) {
    search.add(module.initialise);
    for (const f of functionsOf(module)) if (f.exportName !== null) search.add(f);
  }
  search.run();
  return search;
}
