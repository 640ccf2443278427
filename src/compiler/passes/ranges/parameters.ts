/** What all calls of a function say of its parameters: limits of integers, and of the lengths of arrays, strings and bytes. */
import type { Expression, HirFunction, Local, Operation } from "../../hir/nodes.js";
import { isOperation, mentionsOf, walkFunction } from "../../hir/walk.js";
import type { ProgramIndex } from "../program-index.js";
import { candidates, type Reachable } from "../reachable.js";
import { CallersFirst } from "./callers-first.js";
import { argumentOf, Demand, type NamedCall, namedCall } from "./demand.js";
import type { Range } from "./evaluate.js";

export class Parameters {
  private readonly known = new Map<Local, Range>();
  private readonly unknown = new Set<Local>();
  /** By the function that is called. */
  private readonly calls = new Map<HirFunction, NamedCall[]>();
  private readonly demand: Demand;

  /** @param tested functions for which what is known matters */
  constructor(
    index: ProgramIndex,
    private readonly reachable: Reachable,
    tested: readonly HirFunction[],
  ) {
    for (const call of reachable.dynamicCalls.values()) candidates(index, call).forEach((f) => this.open(f));
    for (const f of reachable.functions) this.scan(f);
    this.demand = new Demand(
      tested,
      (f) => this.calls.get(f) ?? [],
      (parameter) => this.unknown.has(parameter),
    );
  }

  /**
   * The functions to follow: callers before those whom they call; functions that call each other in a circle know nothing of their
   * parameters.
   */
  *inOrder(): Generator<HirFunction> {
    const order = new CallersFirst(this.reachable.functions, this.calls);
    for (const first of this.reachable.functions) {
      for (const f of order.ready()) if (this.demand.functions.has(f)) yield f;
      if (order.isDone(first)) continue;
      this.open(first);
      if (this.demand.functions.has(first)) yield first;
      order.finish(first);
    }
    for (const f of order.ready()) if (this.demand.functions.has(f)) yield f;
  }

  /** Of an integer its limits, of what has a length those of the length; null: the calls say nothing. */
  of(local: Local): Range | null {
    return this.unknown.has(local) ? null : (this.known.get(local) ?? null);
  }

  /** A call, with the limits of what it passes. */
  note(op: Operation, rangeOf: (argument: Expression) => Range): void {
    const call = namedCall(op);
    if (call === null) return;
    call.callee.parameters.forEach((parameter, n) => {
      if (this.unknown.has(parameter) || !this.demand.asks(parameter)) return;
      const argument = argumentOf(call.op, n);
      if (argument !== null) this.noteRange(parameter, rangeOf(argument));
    });
  }

  /** `f` is not followed: whom it calls may get anything from it. */
  giveUp(f: HirFunction): void {
    walkFunction(f, {
      operation: (op) => {
        const call = namedCall(op);
        if (call !== null) this.open(call.callee);
      },
    });
  }

  private noteRange(parameter: Local, { least, greatest }: Range): void {
    const known = this.known.get(parameter) ?? { least, greatest };
    this.known.set(parameter, { least: Math.min(least, known.least), greatest: Math.max(greatest, known.greatest), linear: null });
  }

  /** It is called by whom nobody knows. */
  private open(f: HirFunction): void {
    for (const parameter of f.parameters) this.unknown.add(parameter);
  }

  private scan(f: HirFunction): void {
    if (f.exportName !== null) this.open(f);
    for (const node of mentionsOf(f)) {
      if (node.kind === "functionValue" || node.kind === "closure") this.open(node.function);
      if (!isOperation(node)) continue;
      const call = namedCall(node);
      if (call === null) continue;
      const known = this.calls.get(call.callee);
      if (known === undefined) this.calls.set(call.callee, [{ caller: f, op: call.op }]);
      else known.push({ caller: f, op: call.op });
    }
  }
}
