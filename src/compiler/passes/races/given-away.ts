/** Whether a value is given away for good: made here, and not named again after it was handed on. */
import type { Block, Expression, HirFunction, Local, Operation } from "../../hir/nodes.js";
import { innerBlocks, isOperation, operationInputs, statementValue, targetInputs, walkExpression } from "../../hir/walk.js";
import type { Reachable } from "../reachable.js";
import type { EventContext } from "./function-events.js";
import { argumentsOf } from "./value-flow.js";

/** How often a local is named before and after an operation, and where it comes from. */
interface Uses {
  source: Operation | Expression | null;
  after: number;
  /** The operation is in a loop that the local is made outside of. */
  repeated: boolean;
}

/** Calls in a row that are followed back to the maker. */
const deepest = 4;

export class GivenAway {
  private readonly callSites = new Map<HirFunction, { readonly caller: HirFunction; readonly op: Operation }[]>();

  constructor(
    reachable: Reachable,
    private readonly context: EventContext,
  ) {
    for (const f of reachable.functions) this.scan(f.body, f);
  }

  /** `e` is an input of `op` in `f`. */
  at(f: HirFunction, e: Expression, op: Operation, depth = 0): boolean {
    const value = unwrapped(e);
    if (value.kind === "null") return true;
    if (value.kind !== "local") return false;
    const uses = usesOf(f, value.local, op);
    if (uses.after > 0 || uses.repeated) return false;
    const n = f.parameters.indexOf(value.local);
    if (n >= 0) return depth < deepest && this.byAllCallers(f, n, depth + 1);
    if (uses.source === null) return false;
    return isOperation(uses.source) ? this.makes(uses.source) : this.at(f, uses.source, op, depth);
  }

  private byAllCallers(f: HirFunction, n: number, depth: number): boolean {
    const sites = this.callSites.get(f) ?? [];
    return (
      sites.length > 0 &&
      sites.every(({ caller, op }) => {
        const argument = argumentsOf(op)[n];
        return argument != null && this.at(caller, argument, op, depth);
      })
    );
  }

  private makes(op: Operation): boolean {
    if (op.kind === "call" || op.kind === "callVirtual" || op.kind === "callInterface" || op.kind === "callClosure") {
      const callees = this.context.flow.callees(op);
      return callees.length > 0 && callees.every((callee) => this.context.fresh.has(callee));
    }
    return op.kind !== "callNative";
  }

  private scan(block: Block, caller: HirFunction): void {
    for (const s of block) {
      const value = statementValue(s);
      if (value !== null && isOperation(value)) {
        for (const callee of this.context.flow.callees(value)) {
          const sites = this.callSites.get(callee) ?? [];
          sites.push({ caller, op: value });
          this.callSites.set(callee, sites);
        }
      }
      innerBlocks(s).forEach((inner) => this.scan(inner, caller));
    }
  }
}

function unwrapped(e: Expression): Expression {
  return e.kind === "wrap" || e.kind === "unwrap" || e.kind === "cast" ? unwrapped(e.value) : e;
}

function usesOf(f: HirFunction, local: Local, op: Operation): Uses {
  const uses: Uses = { source: null, after: 0, repeated: false };
  let seen = false;
  const count = (e: Expression): void =>
    walkExpression(e, (part) => {
      if (seen && part.kind === "local" && part.local === local) uses.after++;
    });
  const scan = (block: Block, madeInLoop: boolean, inLoop: boolean): boolean => {
    let made = madeInLoop;
    for (const s of block) {
      if (s.kind === "let" && s.local === local) {
        uses.source = s.value;
        made = inLoop;
      }
      if (s.kind === "assign") targetInputs(s.target).forEach(count);
      const value = statementValue(s);
      if (value !== null) (isOperation(value) ? operationInputs(value) : [value]).forEach(count);
      if (value === op) {
        seen = true;
        uses.repeated = inLoop && !made;
      }
      for (const inner of innerBlocks(s)) made = scan(inner, s.kind === "loop" ? false : made, inLoop || s.kind === "loop") || made;
    }
    return made;
  };
  scan(f.body, false, false);
  return uses;
}
