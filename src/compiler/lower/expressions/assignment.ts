/** `=`, `+=` and its like, `++`, `&&=`, `||=`, `??=`. */
import * as ts from "typescript";
import type { ArithmeticOperator, Block, Expression, Value } from "../../hir/nodes.js";
import type { HirType } from "../../hir/types.js";
import type { FunctionContext } from "../function-context.js";
import { refuse } from "../refusal.js";
import { hirType } from "../types/from-ts.js";
import { isNarrow, isWide, numberType, presentType, sameType, stringType, typeText } from "../types/hir-types.js";
import { lowerArithmetic } from "../values/arithmetic.js";
import { builtin, ifStatement, integer, neverValue, not } from "../values/build.js";
import { coerce } from "../values/coerce.js";
import { narrowed } from "../values/narrow.js";
import { isNullish, presentValue } from "../values/nullish.js";
import { stringOf } from "../values/strings.js";
import { isStable, keep, keepUnlessStable, Operands, settle } from "../values/temporaries.js";
import { assignPattern } from "../statements/patterns.js";
import { skipParentheses } from "../../frontend/parentheses.js";
import { truth } from "./conditions.js";
import { lowerExpression, lowerValueAs } from "./lower-expression.js";
import { lowerMask, powerOf } from "./binary.js";
import { resolveReference } from "./references.js";

export function lowerAssignment(node: ts.BinaryExpression, to: Block, context: FunctionContext): Value {
  const left = skipParentheses(node.left);
  if (ts.isArrayLiteralExpression(left) || ts.isObjectLiteralExpression(left)) return assignPattern(left, node.right, to, context);
  const reference = resolveReference(left, to, context);
  const operands = new Operands(to, context);
  reference.operands.forEach((operand) => operands.add(operand));
  const value = lowerValueAs(node.right, reference.type, to, context);
  const target = reference.bind(operands.finish());
  if (isDiscarded(node)) {
    target.write(value, to);
    return neverValue(context.place(node));
  }
  const kept = stableResult(settle(value, to, context), to, context);
  target.write(kept, to);
  return kept;
}

/** The value of an assignment must not change with the variable. */
function stableResult(value: Expression, to: Block, context: FunctionContext): Expression {
  return isStable(value) ? value : keep(value, to, context);
}

/** Nobody uses the expression's value. */
export function isDiscarded(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isExpressionStatement(parent)) return true;
  if (ts.isForStatement(parent)) return parent.incrementor === node || parent.initializer === node;
  if (ts.isParenthesizedExpression(parent)) return isDiscarded(parent);
  if (ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.CommaToken)
    return parent.left === node || isDiscarded(parent);
  return false;
}

/** `left op= right`: the left side is read before the right one is evaluated. */
export function lowerCompoundAssignment(
  op: ArithmeticOperator | "**",
  node: ts.BinaryExpression,
  to: Block,
  context: FunctionContext,
): Value {
  const reference = resolveReference(skipParentheses(node.left), to, context);
  const fixed = fixedOperands(reference.operands, to, context);
  const target = reference.bind(fixed);
  const operands = new Operands(to, context);
  operands.add(narrowed(target.read(to), node.left, false, context));
  const right = op === "&" ? lowerMask(node.right, to, context) : lowerExpression(node.right, to, context);
  operands.add(right.type.kind !== "string" && target.type.kind === "string" ? stringOf(right, node.right, to, context) : right);
  const [before, after] = operands.finish();
  if (before === undefined || after === undefined) return refuse(node, "operator", { operator: op });
  const result = combine(op, before, after, node, context);
  return store(target, result, node, to, context);
}

/** Object and index, evaluated once. */
function fixedOperands(operands: readonly Expression[], to: Block, context: FunctionContext): Expression[] {
  return operands.map((operand) => (isStable(operand) ? operand : keep(operand, to, context)));
}

function combine(
  op: ArithmeticOperator | "**",
  left: Expression,
  right: Expression,
  node: ts.BinaryExpression,
  context: FunctionContext,
): Value {
  if (left.type.kind === "string" && op === "+") return builtin("string_concat", [left, right], stringType, context.place(node));
  return op === "**" ? powerOf(left, right, node, context) : lowerArithmetic(op, left, right, node, context);
}

type BoundReference = ReturnType<ReturnType<typeof resolveReference>["bind"]>;

function store(target: BoundReference, value: Value, node: ts.Node, to: Block, context: FunctionContext): Value {
  const isSame = value.type.kind === "string" && target.type.kind === "string";
  if (isSame && isDiscarded(node)) {
    target.write(value, to);
    return neverValue(value.at);
  }
  const stored = coerce(settle(value, to, context), target.type, node, to, context);
  if (isDiscarded(node)) {
    target.write(stored, to);
    return neverValue(value.at);
  }
  const kept = stableResult(stored, to, context);
  target.write(kept, to);
  return kept;
}

/** `++` and `--`: the value is the one before or after. */
export function lowerStep(
  operand: ts.Expression,
  op: "+" | "-",
  gives: "before" | "after",
  node: ts.Expression,
  to: Block,
  context: FunctionContext,
): Value {
  const reference = resolveReference(skipParentheses(operand), to, context);
  const target = reference.bind(fixedOperands(reference.operands, to, context));
  const current = narrowed(target.read(to), operand, false, context);
  const before = isDiscarded(node) || gives === "after" ? current : stableResult(current, to, context);
  if (!isNarrow(before.type) && !isWide(before.type))
    return refuse(node, "operands", { operator: op + op, left: typeText(before.type), right: "nothing" });
  const one = integer(1n, isWide(before.type) ? before.type : numberType, before.at);
  const after = store(target, lowerArithmetic(op, before, one, node, context), node, to, context);
  return gives === "before" && !isDiscarded(node) ? before : after;
}

/** The right side is evaluated and stored only where the left one asks for it. */
export function lowerLogicalAssignment(node: ts.BinaryExpression, to: Block, context: FunctionContext): Value {
  const reference = resolveReference(skipParentheses(node.left), to, context);
  const target = reference.bind(fixedOperands(reference.operands, to, context));
  const current = target.read(to);
  const inner: Block = [];
  const value = lowerValueAs(node.right, target.type, inner, context);
  target.write(value, inner);
  to.push(ifStatement(logicalTest(node, current, to, context), inner));
  if (isDiscarded(node)) return neverValue(context.place(node));
  const result = target.read(to);
  const isNullish = node.operatorToken.kind === ts.SyntaxKind.QuestionQuestionEqualsToken;
  return stableResult(isNullish && presentIn(node, result.type, context) ? presentValue(result, false) : result, to, context);
}

function logicalTest(node: ts.BinaryExpression, current: Expression, to: Block, context: FunctionContext): Expression {
  switch (node.operatorToken.kind) {
    case ts.SyntaxKind.QuestionQuestionEqualsToken:
      return isNullish(keepUnlessStable(current, to, context));
    case ts.SyntaxKind.AmpersandAmpersandEqualsToken:
      return truth(current, node.left, to, context);
    default:
      return not(truth(current, node.left, to, context));
  }
}

/** After `??=` with a value that is not null, neither is the variable. */
function presentIn(node: ts.BinaryExpression, stored: HirType, context: FunctionContext): boolean {
  const { checker } = context;
  const type: ts.Type = checker.getTypeAtLocation(node);
  return checker.getNonNullableType(type) === type || sameType(hirType(type, context.typeScope(node)), presentType(stored));
}
