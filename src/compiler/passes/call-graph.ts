/** Whom an operation may call, and whom a function may call in the end. */
import type { HirFunction, HirNative, Operation } from "../hir/nodes.js";
import { presentType } from "../hir/type-text.js";
import { walkFunction } from "../hir/walk.js";
import { calleesOf } from "./callees.js";
import { type FunctionValues, valuesLike } from "./effects.js";
import type { ProgramIndex } from "./program-index.js";
import type { Reachable } from "./reachable.js";

export class CallGraph {
  /**
   * Nobody but the code that starts the program runs TypeScript: no function is exported, no native takes a function. Otherwise another
   * task, or an interrupt, may run wherever C is called.
   */
  readonly oneTask: boolean;
  private readonly reached = new Map<HirFunction, ReadonlySet<HirFunction>>();

  constructor(
    private readonly index: ProgramIndex,
    private readonly values: FunctionValues,
    reachable: Reachable,
  ) {
    this.oneTask = hasOneTask(reachable);
  }

  /** Of a function value by its type: some of them may never be called there. */
  callees(op: Operation): readonly HirFunction[] {
    return calleesOf(op, this.index, (call) => valuesLike(call, this.values));
  }

  /** `f` and all that may run before it returns. */
  reachedFrom(f: HirFunction): ReadonlySet<HirFunction> {
    const known = this.reached.get(f);
    if (known !== undefined) return known;
    const found = new Set<HirFunction>([f]);
    for (const next of found) walkFunction(next, { operation: (op) => this.callees(op).forEach((callee) => found.add(callee)) });
    this.reached.set(f, found);
    return found;
  }
}

function takesFunction(native: HirNative): boolean {
  return native.parameters.some((type) => presentType(type).kind === "closure");
}

function hasOneTask(reachable: Reachable): boolean {
  let alone = true;
  for (const f of reachable.functions) {
    alone &&= f.exportName === null;
    walkFunction(f, { operation: (op) => (alone &&= op.kind !== "callNative" || !takesFunction(op.native)) });
  }
  return alone;
}
