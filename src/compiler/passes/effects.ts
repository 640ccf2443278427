/**
 * Which functions may throw and which allocate: a fixpoint over the closed call graph that starts from "nobody". Memory may run out in
 * every allocation. A dynamic call does what one of its candidates does, a call of a function value what some value of that type does.
 */
import { builtins, type BuiltinName } from "../hir/builtins.js";
import type { Block, Expression, HirFunction, HirNative, Operation, Place, Statement } from "../hir/nodes.js";
import { isCounted } from "../hir/types.js";
import { presentType } from "../hir/type-text.js";
import { innerBlocks, isOperation, statementValue, mentionsOf } from "../hir/walk.js";
import { calleesOf, type ClosureCall } from "./callees.js";
import { closureKey, functionKey } from "./closure-signature.js";
import type { ClosureUse } from "./escape.js";
import type { ProgramIndex } from "./program-index.js";
import type { Reachable } from "./reachable.js";

/** Why something has the effect: the place and, for a call, whom it calls. */
export interface Cause {
  readonly at: Place;
  readonly what: string;
  readonly callees: readonly HirFunction[];
}

type EffectKind = "throw" | "allocate";

type Throw = Extract<Statement, { kind: "throw" }>;

function isThrow(what: Operation | Throw): what is Throw {
  return what.kind === "throw";
}

/** A native whose result is an object has failed when it gives NULL: out of memory. */
function nativeAllocates(native: HirNative): boolean {
  return native.result.kind !== "optional" && isCounted(native.result);
}

function isBuiltin(name: string): name is BuiltinName {
  return name in builtins;
}

function builtinAllocates(name: string): boolean {
  if (!isBuiltin(name)) throw new Error(`no builtin ${name}`);
  return builtins[name].mayThrow;
}

/** Complete when it is made; `functions` are those that have it. */
export class Effect {
  readonly functions = new Set<HirFunction>();

  constructor(
    private readonly index: ProgramIndex,
    private readonly reachable: Reachable,
    private readonly closures: ClosureUse,
    private readonly values: FunctionValues,
    private readonly kind: EffectKind,
  ) {
    this.spread();
  }

  /** Everything in `block` that has the effect on whoever runs it. */
  causes(block: Block): readonly Cause[] {
    const found: Cause[] = [];
    this.visit(block, (what) => {
      const cause = isThrow(what) ? { at: what.at, what: "throw", callees: [] } : this.operationCause(what);
      if (cause !== null) found.push(cause);
    });
    return found;
  }

  /** From the function's first cause down to what does it itself. */
  chain(f: HirFunction): readonly Cause[] {
    const chain: Cause[] = [];
    const seen = new Set<HirFunction>();
    for (let at: HirFunction | undefined = f; at !== undefined && !seen.has(at); at = chain.at(-1)?.callees[0]) {
      seen.add(at);
      const cause = this.causes(at.body)[0];
      if (cause === undefined) break;
      chain.push(cause);
    }
    return chain;
  }

  private spread(): void {
    const callers = new Map<HirFunction, HirFunction[]>();
    const pending: HirFunction[] = [];
    const add = (f: HirFunction): void => {
      if (this.functions.has(f)) return;
      this.functions.add(f);
      pending.push(f);
    };
    const note = (callee: HirFunction, caller: HirFunction): void => {
      const known = callers.get(callee);
      if (known === undefined) callers.set(callee, [caller]);
      else known.push(caller);
    };
    for (const f of this.reachable.functions) {
      this.visit(f.body, (what) => {
        const callees = isThrow(what) ? [] : this.callees(what);
        for (const callee of callees) note(callee, f);
        if (callees.length === 0 && (isThrow(what) || this.operationCause(what) !== null)) add(f);
      });
    }
    for (let f = pending.pop(); f !== undefined; f = pending.pop()) callers.get(f)?.forEach(add);
  }

  /** Operations in their order whose effects whoever runs the block has, and statements that throw. */
  private visit(block: Block, note: (what: Operation | Throw) => void): void {
    for (const s of block) {
      if (s.kind === "throw" && this.kind === "throw") note(s);
      const value = statementValue(s);
      if (value !== null && isOperation(value)) note(value);
      const caught = s.kind === "try" && s.catch !== null && this.kind === "throw" ? s.body : null;
      for (const inner of innerBlocks(s)) if (inner !== caught) this.visit(inner, note);
    }
  }

  /** That of `new` has a cause of its own: it allocates. */
  private callees(op: Operation): readonly HirFunction[] {
    return op.kind === "new" ? [] : calleesOf(op, this.index, (call) => valuesLike(call, this.values));
  }

  /** Null: neither the operation nor anybody whom it may call has the effect. */
  operationCause(op: Operation): Cause | null {
    const allocates = (what: string): Cause => ({ at: op.at, what, callees: [] });
    const calls = (what: string): Cause | null => {
      const guilty = this.callees(op).filter((f) => this.functions.has(f));
      return guilty.length === 0 ? null : { at: op.at, what: `call of ${what}`, callees: guilty };
    };
    switch (op.kind) {
      case "call":
        return calls(op.function.name);
      case "callVirtual":
      case "callInterface":
        return calls(op.method);
      case "callClosure":
        return calls(closureName(op.closure));
      case "callNative":
        return nativeAllocates(op.native) ? allocates(op.native.name) : null;
      case "closure":
        return this.closures.isStatic(op) || this.closures.onStack(op) ? null : allocates("a function that outlives its block");
      case "newCell":
        return this.closures.cellOnStack(op) ? null : allocates("a captured variable that outlives its block");
      case "box":
        return allocates("a value among others of another kind");
      case "new":
      case "record":
        return allocates(`a new ${this.index.class(op.class).name}`);
      case "arrayLiteral":
        return allocates("an array");
      case "builtin":
        return builtinAllocates(op.name) ? allocates(op.name.replaceAll("_", " ")) : null;
    }
  }
}

function closureName(closure: Expression): string {
  return closure.kind === "local" ? `the function value ${closure.local.name}` : "a function value";
}

/** Functions used as values, by what a call through them looks like. */
export type FunctionValues = ReadonlyMap<string, readonly HirFunction[]>;

export function functionValues(reachable: Reachable): FunctionValues {
  const found = new Map<string, Set<HirFunction>>();
  const note = (node: Operation | Expression): void => {
    if (node.kind !== "closure" && node.kind !== "functionValue") return;
    const key = functionKey(node.function);
    found.set(key, (found.get(key) ?? new Set()).add(node.function));
  };
  for (const f of reachable.functions) mentionsOf(f).forEach(note);
  return new Map([...found].map(([key, functions]) => [key, [...functions]]));
}

/** Those that the value in a call may be, by its type alone. @param values of `functionValues` */
export function valuesLike({ closure }: ClosureCall, values: FunctionValues): readonly HirFunction[] {
  const type = presentType(closure.type);
  return type.kind === "closure" ? (values.get(closureKey(type.parameters, type.result)) ?? []) : [];
}
