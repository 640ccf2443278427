/** What all calls of a function say of its parameters: limits of integers, and of the lengths of arrays, strings and bytes. */
import type { Expression, HirFunction, Local, Operation } from "../../hir/nodes.js";
import { namedFunctions, walkFunction } from "../../hir/walk.js";
import { candidates, type Reachable } from "../reachable.js";
import type { ProgramIndex } from "../program-index.js";
import type { Range } from "./evaluate.js";

/** Whom the operation calls by name, and what it passes to which parameter. */
function passed(op: Operation): { readonly callee: HirFunction; readonly pairs: readonly (readonly [Local, Expression])[] } | null {
  const callee = op.kind === "call" ? op.function : op.kind === "new" ? op.constructor_ : null;
  if (callee === null || (op.kind !== "call" && op.kind !== "new")) return null;
  const parameters = op.kind === "call" ? callee.parameters : callee.parameters.slice(1);
  return {
    callee,
    pairs: op.arguments.flatMap((argument, i) => (parameters[i] === undefined ? [] : [[parameters[i], argument] as const])),
  };
}

export class Parameters {
  private readonly known = new Map<Local, Range>();
  private readonly unknown = new Set<Local>();
  /** By whom a function is called by name. */
  private readonly callers = new Map<HirFunction, Set<HirFunction>>();

  constructor(
    index: ProgramIndex,
    private readonly reachable: Reachable,
  ) {
    const open = (f: HirFunction): void => f.parameters.forEach((p) => this.unknown.add(p));
    for (const call of reachable.dynamicCalls.values()) candidates(index, call).forEach(open);
    for (const f of reachable.functions) {
      if (f.exportName !== null) open(f);
      walkFunction(f, {
        expression: (e) => namedFunctions(e).forEach(open),
        operation: (op) => {
          if (op.kind === "closure") open(op.function);
          const call = passed(op);
          if (call !== null) this.callers.set(call.callee, (this.callers.get(call.callee) ?? new Set()).add(f));
        },
      });
    }
  }

  /** Callers before those whom they call; functions that call each other in a circle know nothing of their parameters. */
  *inOrder(): Generator<HirFunction> {
    const done = new Set<HirFunction>();
    const waiting = new Set(this.reachable.functions);
    while (waiting.size > 0) {
      const before = waiting.size;
      for (const f of waiting) {
        if (![...(this.callers.get(f) ?? [])].every((caller) => done.has(caller))) continue;
        waiting.delete(f);
        done.add(f);
        yield f;
      }
      const [stuck] = waiting.size === before ? waiting : [];
      if (stuck === undefined) continue;
      stuck.parameters.forEach((p) => this.unknown.add(p));
      waiting.delete(stuck);
      done.add(stuck);
      yield stuck;
    }
  }

  of(local: Local): Range | null {
    return this.unknown.has(local) ? null : (this.known.get(local) ?? null);
  }

  /** A call, with the limits of what it passes. */
  note(op: Operation, rangeOf: (argument: Expression) => Range): void {
    for (const [parameter, argument] of passed(op)?.pairs ?? []) {
      if (this.unknown.has(parameter)) continue;
      const { least, greatest } = rangeOf(argument);
      const known = this.known.get(parameter) ?? { least, greatest };
      this.known.set(parameter, { least: Math.min(least, known.least), greatest: Math.max(greatest, known.greatest), linear: null });
    }
  }

  /** `f` is not followed: whom it calls may get anything from it. */
  giveUp(f: HirFunction): void {
    walkFunction(f, { operation: (op) => passed(op)?.callee.parameters.forEach((p) => this.unknown.add(p)) });
  }
}
