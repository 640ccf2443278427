/** The functions that can run: from module initialisers and exports through every call, with all candidates of dynamic calls. */
import type { ClassId, HirFunction, HirModule, HirProgram } from "../hir/nodes.js";
import { namedFunctions, walkBlock } from "../hir/walk.js";
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
}

export function callKey(call: DynamicCall): string {
  return `${call.owner}.${call.method}`;
}

/** The class and function of everyone who may answer the call. */
export function candidates(index: ProgramIndex, call: DynamicCall): readonly HirFunction[] {
  const classes = call.viaInterface ? index.implementors(call.owner) : index.instances(call.owner);
  const found = classes.map((c) => index.findMethod(c.id, call.method));
  return [...new Set(found.filter((f) => f !== null))];
}

class Search {
  readonly functions = new Set<HirFunction>();
  readonly dynamicCalls = new Map<string, DynamicCall>();
  private readonly pending: HirFunction[] = [];

  constructor(private readonly index: ProgramIndex) {}

  add(f: HirFunction): void {
    if (this.functions.has(f)) return;
    this.functions.add(f);
    this.pending.push(f);
  }

  run(): void {
    for (let f = this.pending.pop(); f !== undefined; f = this.pending.pop()) this.scan(f);
  }

  private scan(f: HirFunction): void {
    walkBlock(f.body, {
      operation: (op) => {
        namedFunctions(op).forEach((named) => this.add(named));
        if (op.kind === "callVirtual") this.addDynamic({ owner: op.class, method: op.method, viaInterface: false });
        if (op.kind === "callInterface") this.addDynamic({ owner: op.interface, method: op.method, viaInterface: true });
      },
      expression: (e) => namedFunctions(e).forEach((named) => this.add(named)),
    });
  }

  private addDynamic(call: DynamicCall): void {
    if (this.dynamicCalls.has(callKey(call))) return;
    this.dynamicCalls.set(callKey(call), call);
    candidates(this.index, call).forEach((f) => this.add(f));
  }
}

function functionsOf(module: HirModule): readonly HirFunction[] {
  return [...module.functions, ...module.classes.flatMap((c) => [...c.methods.values()])];
}

export function findReachable(program: HirProgram, index: ProgramIndex): Reachable {
  const search = new Search(index);
  for (const module of program.modules) {
    search.add(module.initialise);
    for (const f of functionsOf(module)) if (f.exportName !== null) search.add(f);
  }
  search.run();
  return search;
}
