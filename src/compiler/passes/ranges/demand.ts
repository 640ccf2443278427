/** What the analysis has to follow: functions with tests, and whoever says something of the parameters that the tests are about. */
import type { Expression, HirFunction, Local, Operation } from "../../hir/nodes.js";
import { perFunction } from "../../hir/per-function.js";
import { walkFunction } from "../../hir/walk.js";
import { hasLength, isFollowed } from "./variables.js";

type NamedOperation = Extract<Operation, { kind: "call" | "new" }>;

/** Where a function is called by its name. */
export interface NamedCall {
  readonly caller: HirFunction;
  readonly op: NamedOperation;
}

/** Whom the operation calls by name; null where it calls nobody so. */
export function namedCall(op: Operation): { readonly callee: HirFunction; readonly op: NamedOperation } | null {
  if (op.kind === "call") return { callee: op.function, op };
  return op.kind === "new" && op.constructor_ !== null ? { callee: op.constructor_, op } : null;
}

/** What the call gives for the callee's parameter `n`; null for the object that `new` makes. */
export function argumentOf(op: NamedOperation, n: number): Expression | null {
  return op.arguments[op.kind === "new" ? n - 1 : n] ?? null;
}

export class Demand {
  readonly functions = new Set<HirFunction>();
  private readonly parameters = new Set<Local>();
  private readonly pending: { readonly f: HirFunction; readonly n: number }[] = [];

  /**
   * @param tested functions with tests
   * @param callsOf a function by its name
   * @param isOpen nothing can be said of the parameter
   */
  constructor(
    tested: readonly HirFunction[],
    callsOf: (f: HirFunction) => readonly NamedCall[],
    private readonly isOpen: (parameter: Local) => boolean,
  ) {
    for (const f of tested) this.follow(f);
    for (let next = this.pending.pop(); next !== undefined; next = this.pending.pop()) {
      for (const call of callsOf(next.f)) this.askCaller(call, next.n);
    }
  }

  /** What calls say of the parameter matters. */
  asks(parameter: Local): boolean {
    return this.parameters.has(parameter);
  }

  private follow(f: HirFunction): void {
    if (this.functions.has(f)) return;
    this.functions.add(f);
    for (const p of parametersInUse(f)) this.ask(f, p);
  }

  private ask(f: HirFunction, parameter: Local): void {
    if (this.isOpen(parameter) || this.parameters.has(parameter)) return;
    this.parameters.add(parameter);
    this.pending.push({ f, n: f.parameters.indexOf(parameter) });
  }

  private askCaller(call: NamedCall, n: number): void {
    this.follow(call.caller);
    const argument = argumentOf(call.op, n);
    if (argument?.kind === "local" && call.caller.parameters.includes(argument.local)) this.ask(call.caller, argument.local);
  }
}

/** Integers may be in any test or condition; of what has a length, what is measured, indexed or renamed. */
const parametersInUse = perFunction((f): readonly Local[] => {
  const measured = new Set<Local>();
  const note = (e: Expression): void => {
    if (e.kind === "local") measured.add(e.local);
  };
  walkFunction(f, {
    statement: (s) => {
      if (s.kind === "let" && s.value?.kind === "local") note(s.value);
      if (s.kind === "assign" && s.target.kind === "index") note(s.target.of);
    },
    expression: (e) => {
      if (e.kind === "length" || e.kind === "index") note(e.of);
    },
  });
  return f.parameters.filter((p) => isFollowed(p.type) || (hasLength(p.type) && measured.has(p)));
});
