/** What a test says about the variables where it holds, and where it does not. */
import type { CompareOperator, Expression } from "../../hir/nodes.js";
import type { Evaluator, Range } from "./evaluate.js";
import { isFollowed } from "./variables.js";
import { zero, type Linear, type Zone } from "./zone.js";

/** Adds to `zone` that `test` is `truth`. */
export function assume(test: Expression, truth: boolean, zone: Zone, evaluator: Evaluator): void {
  switch (test.kind) {
    case "boolean":
      if (test.value !== truth) zone.unreachable = true;
      return;
    case "not":
      return assume(test.value, !truth, zone, evaluator);
    case "and":
    case "or":
      return assumeBoth(test, truth, zone, evaluator);
    case "compare":
      return assumeComparison(test, truth, zone, evaluator);
    default:
  }
}

type Both = Extract<Expression, { kind: "and" | "or" }>;

/** Both sides of a true `&&` hold, neither of a false `||`; otherwise one of two cases. */
function assumeBoth(test: Both, truth: boolean, zone: Zone, evaluator: Evaluator): void {
  if ((test.kind === "and") === truth) {
    assume(test.left, truth, zone, evaluator);
    if (!zone.unreachable) assume(test.right, truth, zone, evaluator);
    return;
  }
  const first = zone.copy();
  assume(test.left, truth, first, evaluator);
  assume(test.left, !truth, zone, evaluator);
  if (!zone.unreachable) assume(test.right, truth, zone, evaluator);
  zone.include(first);
}

const opposite: Readonly<Record<CompareOperator, CompareOperator>> = {
  "===": "!==",
  "!==": "===",
  "<": ">=",
  "<=": ">",
  ">": "<=",
  ">=": "<",
};

function assumeComparison(test: Extract<Expression, { kind: "compare" }>, truth: boolean, zone: Zone, evaluator: Evaluator): void {
  if (!isFollowed(test.left.type) || !isFollowed(test.right.type)) return;
  const left = evaluator.range(test.left, zone);
  const right = evaluator.range(test.right, zone);
  const op = truth ? test.op : opposite[test.op];
  switch (op) {
    case "===":
      atMost(left, right, 0, zone);
      return atMost(right, left, 0, zone);
    case "<":
      return atMost(left, right, -1, zone);
    case "<=":
      return atMost(left, right, 0, zone);
    case ">":
      return atMost(right, left, -1, zone);
    case ">=":
      return atMost(right, left, 0, zone);
    case "!==":
      return differ(left, right, zone);
  }
}

/** `left - right <= limit` */
function atMost(left: Range, right: Range, limit: number, zone: Zone): void {
  const [a, b] = [plain(left, zone), plain(right, zone)];
  if (a !== null && b !== null) zone.constrain(a.base, b.base, limit + b.offset - a.offset);
  if (a !== null) zone.constrain(a.base, zero, right.greatest + limit - a.offset);
  if (b !== null) zone.constrain(zero, b.base, b.offset + limit - left.least);
  if (left.least - right.greatest > limit) zone.unreachable = true;
}

/** What is said of one element is not said of all. */
function plain({ linear }: Range, zone: Zone): Linear | null {
  return linear === null || zone.isSummary(linear.base) ? null : linear;
}

/** Helps where one is known not to lie beyond the other. */
function differ(left: Range, right: Range, zone: Zone): void {
  if (isNotAbove(left, right, zone)) atMost(left, right, -1, zone);
  else if (isNotAbove(right, left, zone)) atMost(right, left, -1, zone);
}

/** `a <= b` */
function isNotAbove(a: Range, b: Range, zone: Zone): boolean {
  if (a.greatest <= b.least) return true;
  const [x, y] = [plain(a, zone), plain(b, zone)];
  return x !== null && y !== null && zone.difference(x.base, y.base) + x.offset - y.offset <= 0;
}
