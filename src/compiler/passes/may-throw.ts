/**
 * Which functions may throw: a fixpoint over the closed call graph that starts from "nobody". Memory may run out in every allocation.
 * Dynamic calls may throw if one of their candidates may, calls of function values if some value of that type may.
 */
import { builtins, type BuiltinName } from "../hir/builtins.js";
import type { Block, Expression, HirFunction, HirNative, Operation, Place, Statement } from "../hir/nodes.js";
import { isCounted } from "../hir/types.js";
import { presentType } from "../hir/type-text.js";
import { innerBlocks, isOperation, statementValue, walkBlock } from "../hir/walk.js";
import { closureKey, functionKey } from "./closure-signature.js";
import type { ClosureUse } from "./escape.js";
import type { ProgramIndex } from "./program-index.js";
import { candidates, type Reachable } from "./reachable.js";

/** Why something may throw: the place and, for a call, whom it calls. */
export interface ThrowCause {
  readonly at: Place;
  readonly what: string;
  readonly callees: readonly HirFunction[];
}

/** A native whose result is an object has failed when it gives NULL: out of memory. */
export function nativeMayThrow(native: HirNative): boolean {
  return native.result.kind !== "optional" && isCounted(native.result);
}

export function isBuiltin(name: string): name is BuiltinName {
  return name in builtins;
}

export function builtinMayThrow(name: string): boolean {
  if (!isBuiltin(name)) throw new Error(`no builtin ${name}`);
  return builtins[name].mayThrow;
}

export class MayThrow {
  private readonly values: ReadonlyMap<string, readonly HirFunction[]>;

  constructor(
    private readonly index: ProgramIndex,
    private readonly reachable: Reachable,
    private readonly closures: ClosureUse,
  ) {
    this.values = functionValues(reachable);
  }

  /** Sets `mayThrow` of every reachable function. */
  run(): void {
    const { reachable } = this;
    for (const f of reachable.functions) f.mayThrow = false;
    for (let changed = true; changed; ) {
      changed = false;
      for (const f of reachable.functions) {
        if (f.mayThrow || this.causes(f.body).length === 0) continue;
        f.mayThrow = true;
        changed = true;
      }
    }
  }

  /** Everything in `block` that may throw out of it. */
  causes(block: Block): readonly ThrowCause[] {
    return block.flatMap((s) => this.statementCauses(s));
  }

  private statementCauses(s: Statement): readonly ThrowCause[] {
    if (s.kind === "throw") return [{ at: s.at, what: "throw", callees: [] }];
    if (s.kind === "try" && s.catch !== null) {
      return [...this.causes(s.catch.body), ...(s.finally === null ? [] : this.causes(s.finally))];
    }
    const value = statementValue(s);
    const own = value !== null && isOperation(value) ? this.operationCause(value) : null;
    return [...(own === null ? [] : [own]), ...innerBlocks(s).flatMap((inner) => this.causes(inner))];
  }

  operationCause(op: Operation): ThrowCause | null {
    const cause = (what: string, callees: readonly HirFunction[] = []): ThrowCause => ({ at: op.at, what, callees });
    const throwing = (what: string, callees: readonly HirFunction[]): ThrowCause | null => {
      const guilty = callees.filter((f) => f.mayThrow);
      return guilty.length === 0 ? null : cause(what, guilty);
    };
    switch (op.kind) {
      case "call":
        return throwing(`call of ${op.function.name}`, [op.function]);
      case "callVirtual":
        return throwing(`call of ${op.method}`, candidates(this.index, { owner: op.class, method: op.method, viaInterface: false }));
      case "callInterface":
        return throwing(`call of ${op.method}`, candidates(this.index, { owner: op.interface, method: op.method, viaInterface: true }));
      case "callClosure":
        return throwing(`call of the function value ${closureName(op.closure)}`, this.valuesLike(op));
      case "callNative":
        return nativeMayThrow(op.native) ? cause(`${op.native.name} may run out of memory`) : null;
      case "closure":
        return this.closures.isStatic(op) || this.closures.onStack(op) ? null : cause("a closure may run out of memory");
      case "newCell":
        return this.closures.cellOnStack(op) ? null : cause("a captured variable may run out of memory");
      case "new":
      case "record":
      case "arrayLiteral":
        return cause(op.kind === "new" ? `new ${op.class}` : `${op.kind === "record" ? "object" : "array"} literal`);
      case "builtin":
        return builtinMayThrow(op.name) ? cause(`${op.name} may run out of memory`) : null;
    }
  }

  /** Functions that a call of this function value can reach: all values of that type. */
  private valuesLike(op: Extract<Operation, { kind: "callClosure" }>): readonly HirFunction[] {
    const type = presentType(op.closure.type);
    return type.kind === "closure" ? (this.values.get(closureKey(type.parameters, type.result)) ?? []) : [];
  }
}

function closureName(closure: Expression): string {
  return closure.kind === "local" ? closure.local.name : "of a table or field";
}

/** Functions used as values, by what a call through them looks like. */
function functionValues(reachable: Reachable): ReadonlyMap<string, readonly HirFunction[]> {
  const found = new Map<string, Set<HirFunction>>();
  const note = (node: Operation | Expression): void => {
    if (node.kind !== "closure" && node.kind !== "functionValue") return;
    const key = functionKey(node.function);
    found.set(key, (found.get(key) ?? new Set()).add(node.function));
  };
  for (const f of reachable.functions) walkBlock(f.body, { operation: note, expression: note });
  return new Map([...found].map(([key, functions]) => [key, [...functions]]));
}
