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
    for (let growing = true; growing;) {
      growing = false;
      for (const f of reachable.functions) growing = this.addTo(f) || growing;
    }
  }

  /** Whether an array with such elements may have another length after `op`. */
  mayChange(op: Operation, element: HirType): boolean {
    const kinds = this.kindsOf(op);
    return kinds.has(elementKind(element)) || kinds.has(everything);
  }

  private addTo(f: HirFunction): boolean {
    const known = this.changed.get(f) ?? new Set<string>();
    const before = known.size;
    walkFunction(f, { operation: (op) => this.kindsOf(op).forEach((kind) => known.add(kind)) });
    this.changed.set(f, known);
    return known.size > before;
  }

  private kindsOf(op: Operation): ReadonlySet<string> {
    /* Where several tasks are, C is where one of them waits for another: locks and queues. */
    if (op.kind === "callNative") return this.calls.oneTask ? none : all;
    if (op.kind === "builtin") {
      const array = op.name in lengthChanges ? op.arguments[0]?.type : undefined;
      return array?.kind === "array" ? new Set([elementKind(array.element)]) : none;
    }
    const callees = this.calls.callees(op);
    const [only] = callees;
    if (callees.length === 1 && only !== undefined) return this.changed.get(only) ?? none;
    return callees.length === 0 ? none : new Set(callees.flatMap((f) => [...(this.changed.get(f) ?? [])]));
  }
}

const none: ReadonlySet<string> = new Set();
const all: ReadonlySet<string> = new Set([everything]);
