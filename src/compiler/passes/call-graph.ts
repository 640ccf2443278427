/** Whom an operation may call, and whom a function may call in the end. */
import type { HirFunction, HirNative, Operation } from "../hir/nodes.js";
import { presentType } from "../hir/type-text.js";
import { walkFunction } from "../hir/walk.js";
import { closureKey } from "./closure-signature.js";
import type { FunctionValues } from "./effects.js";
import type { ProgramIndex } from "./program-index.js";
import { candidates, type Reachable } from "./reachable.js";

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

  callees(op: Operation): readonly HirFunction[] {
    switch (op.kind) {
      case "call":
        return [op.function];
      case "new":
        return op.constructor_ === null ? [] : [op.constructor_];
      case "callVirtual":
        return candidates(this.index, { owner: op.class, method: op.method, viaInterface: false });
      case "callInterface":
        return candidates(this.index, { owner: op.interface, method: op.method, viaInterface: true });
      case "callClosure": {
        const type = presentType(op.closure.type);
        return type.kind === "closure" ? (this.values.get(closureKey(type.parameters, type.result)) ?? []) : [];
      }
      default:
        return [];
    }
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
