/** Functions in an order in which callers come before those whom they call, as far as that goes. */
import type { HirFunction } from "../../hir/nodes.js";
import type { NamedCall } from "./demand.js";

export class CallersFirst {
  /** How many calls have yet to come. */
  private readonly missing = new Map<HirFunction, number>();
  private readonly callees = new Map<HirFunction, HirFunction[]>();
  private readonly waiting: HirFunction[] = [];
  private readonly done = new Set<HirFunction>();

  /** @param calls by the function that is called */
  constructor(functions: ReadonlySet<HirFunction>, calls: ReadonlyMap<HirFunction, readonly NamedCall[]>) {
    for (const f of functions) {
      const own = calls.get(f) ?? [];
      this.missing.set(f, own.length);
      if (own.length === 0) this.waiting.push(f);
      for (const { caller } of own) this.noteCallee(caller, f);
    }
  }

  isDone(f: HirFunction): boolean {
    return this.done.has(f);
  }

  /** Those whose callers are all done; each is done once the next is asked for. */
  *ready(): Generator<HirFunction> {
    for (let f = this.waiting.pop(); f !== undefined; f = this.waiting.pop()) {
      yield f;
      this.finish(f);
    }
  }

  /** Also for one whose callers are not all done: in a circle of calls somebody has to be first. */
  finish(f: HirFunction): void {
    this.done.add(f);
    for (const callee of this.callees.get(f) ?? []) {
      const missing = (this.missing.get(callee) ?? 0) - 1;
      this.missing.set(callee, missing);
      if (missing === 0 && !this.done.has(callee)) this.waiting.push(callee);
    }
  }

  private noteCallee(caller: HirFunction, callee: HirFunction): void {
    const known = this.callees.get(caller);
    if (known === undefined) this.callees.set(caller, [callee]);
    else known.push(callee);
  }
}
