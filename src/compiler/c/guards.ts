/** Tests before an element that may be outside, where it is known to be inside: C leaves them out. */
import type { Expression, Local } from "../hir/nodes.js";
import { operands } from "../hir/walk.js";
import type { RangeFacts } from "../passes/ranges/facts.js";

type Both = Extract<Expression, { kind: "and" }>;

/** `left` always holds, and no variable is named there alone: C compilers warn of what nobody uses. */
export function isNeedless({ left, right }: Both, ranges: RangeFacts): boolean {
  if (!holds(left, ranges)) return false;
  const named = new Set(localsIn(right));
  return localsIn(left).every((local) => named.has(local));
}

function holds(test: Expression, ranges: RangeFacts): boolean {
  return test.kind === "and" ? holds(test.left, ranges) && holds(test.right, ranges) : ranges.alwaysHolds(test);
}

function localsIn(e: Expression): readonly Local[] {
  return e.kind === "local" ? [e.local] : operands(e).flatMap(localsIn);
}
