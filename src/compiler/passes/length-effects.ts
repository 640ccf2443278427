/** Which arrays may have another length after an operation, told apart by the kind of their elements. */
import type { HirFunction, HirType, Operation } from "../hir/nodes.js";
import { hirTypeText } from "../hir/type-text.js";
import { isCounted } from "../hir/types.js";
import { walkFunction } from "../hir/walk.js";
import type { CallGraph } from "./call-graph.js";
import { lengthChanges } from "./ranges/variables.js";
import type { Reachable } from "./reachable.js";

/** Arrays whose elements have different kinds are different arrays. All objects are one kind: an array of cats can be one of animals. */
function elementKind(element: HirType): string {
  return isCounted(element) ? "object" : hirTypeText(element);
}

/** The kind of all arrays. */
const everything = "*";

export class LengthEffects {
  private readonly changed = new Map<HirFunction, Set<string>>();

  constructor(
    private readonly calls: CallGraph,
    reachable: Reachable,
  ) {
    const callers = new Map<HirFunction, HirFunction[]>();
    for (const f of reachable.functions) this.changed.set(f, this.addOwn(f, callers));
    /* A function that is put in again while the loop is under way comes up again. */
    const waiting = new Set(reachable.functions);
    for (const f of waiting) {
      waiting.delete(f);
      for (const caller of callers.get(f) ?? []) if (this.addFrom(f, caller)) waiting.add(caller);
    }
  }

  /** Whether an array with such elements may have another length after `op`. */
  mayChange(op: Operation, element: HirType): boolean {
    const kind = elementKind(element);
    const has = (kinds: ReadonlySet<string>): boolean => kinds.has(kind) || kinds.has(everything);
    return has(this.ownKinds(op)) || this.calls.callees(op).some((f) => has(this.changed.get(f) ?? none));
  }

  /** What the function does by itself; it is noted as a caller of those that it calls. */
  private addOwn(f: HirFunction, callers: Map<HirFunction, HirFunction[]>): Set<string> {
    const own = new Set<string>();
    walkFunction(f, {
      operation: (op) => {
        for (const kind of this.ownKinds(op)) own.add(kind);
        for (const callee of this.calls.callees(op)) {
          const known = callers.get(callee);
          if (known === undefined) callers.set(callee, [f]);
          else known.push(f);
        }
      },
    });
    return own;
  }

  /** True when that is news for the caller. */
  private addFrom(f: HirFunction, caller: HirFunction): boolean {
    const known = this.changed.get(caller) ?? new Set<string>();
    const before = known.size;
    for (const kind of this.changed.get(f) ?? none) known.add(kind);
    this.changed.set(caller, known);
    return known.size > before;
  }

  private ownKinds(op: Operation): ReadonlySet<string> {
    /* Where several tasks are, C is where one of them waits for another: locks and queues. */
    if (op.kind === "callNative") return this.calls.oneTask ? none : all;
    if (op.kind !== "builtin") return none;
    const array = op.name in lengthChanges ? op.arguments[0]?.type : undefined;
    return array?.kind === "array" ? new Set([elementKind(array.element)]) : none;
  }
}

const none: ReadonlySet<string> = new Set();
const all: ReadonlySet<string> = new Set([everything]);
