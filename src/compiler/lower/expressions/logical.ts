/** `&&`, `||`, `??`: the right side only where the left one does not decide. */
import * as ts from "typescript";
import type { Block, Expression, Value } from "../../hir/nodes.js";
import type { HirType } from "../../hir/types.js";
import type { FunctionContext } from "../function-context.js";
import { hirType } from "../types/from-ts.js";
import { f64Type, isNarrow, numberType, sameType } from "../types/hir-types.js";
import { and, assignLocal, ifStatement, isNever, letStatement, local, not, nullOf, or } from "../values/build.js";
import { coerce } from "../values/coerce.js";
import { isMixed } from "../values/mixed.js";
import { isNullish, presentValue } from "../values/nullish.js";
import { keepUnlessStable, resultLocal } from "../values/temporaries.js";
import { choose } from "./conditional.js";
import { truth } from "./conditions.js";
import { lowerExpression } from "./lower-expression.js";

export function lowerAnd(node: ts.BinaryExpression, to: Block, context: FunctionContext, expected: HirType | null): Value {
  return lowerShortCircuit(node, true, to, context, expected);
}

export function lowerOr(node: ts.BinaryExpression, to: Block, context: FunctionContext, expected: HirType | null): Value {
  return lowerShortCircuit(node, false, to, context, expected);
}

function lowerShortCircuit(
  node: ts.BinaryExpression,
  isAnd: boolean,
  to: Block,
  context: FunctionContext,
  expected: HirType | null,
): Value {
  const left = lowerExpression(node.left, to, context, expected);
  const inner: Block = [];
  const right = lowerExpression(node.right, inner, context, expected);
  const isBoolean = left.type.kind === "bool" && (right.type.kind === "bool" || isNever(right));
  const isCondition = isTested(node) && !isNever(right) && right.type.kind !== "void";
  if (isBoolean || isCondition) return shortCircuitTruth(node, isAnd, left, { right, inner }, to, context);
  if (right.type.kind === "void" && ts.isExpressionStatement(node.parent)) {
    const test = truth(left, node.left, to, context);
    to.push(ifStatement(isAnd ? test : not(test), inner));
    return right;
  }
  return shortCircuitValue(node, isAnd, left, { right, inner }, to, context, expected);
}

interface RightSide {
  readonly right: Expression;
  readonly inner: Block;
}

/** Nobody wants more than whether it is truthy. */
export function isTested(node: ts.Expression): boolean {
  const { parent } = node;
  if (ts.isParenthesizedExpression(parent)) return isTested(parent);
  if (ts.isIfStatement(parent) || ts.isWhileStatement(parent) || ts.isDoStatement(parent)) return parent.expression === node;
  if (ts.isForStatement(parent) || ts.isConditionalExpression(parent)) return parent.condition === node;
  if (ts.isPrefixUnaryExpression(parent)) return parent.operator === ts.SyntaxKind.ExclamationToken;
  const isLogical =
    ts.isBinaryExpression(parent) &&
    (parent.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken || parent.operatorToken.kind === ts.SyntaxKind.BarBarToken);
  return isLogical && isTested(parent);
}

function shortCircuitTruth(
  node: ts.BinaryExpression,
  isAnd: boolean,
  left: Expression,
  { right, inner }: RightSide,
  to: Block,
  context: FunctionContext,
): Expression {
  const first = truth(left, node.left, to, context);
  const second = truth(isNever(right) ? coerce(right, first.type, node.right, inner, context) : right, node.right, inner, context);
  if (inner.length === 0) return isAnd ? and(first, second) : or(first, second);
  const result = resultLocal(first.type, context);
  to.push(letStatement(result, first, first.at));
  inner.push(assignLocal(result, second));
  to.push(ifStatement(isAnd ? local(result, first.at) : not(local(result, first.at)), inner));
  return local(result, first.at);
}

/** The value of one side or the other. */
function shortCircuitValue(
  node: ts.BinaryExpression,
  isAnd: boolean,
  left: Expression,
  { right, inner }: RightSide,
  to: Block,
  context: FunctionContext,
  expected: HirType | null,
): Expression {
  const kept = keepUnlessStable(left, to, context);
  const type = expected ?? hirType(context.checker.getTypeAtLocation(node), context.typeScope(node));
  const test = truth(kept, node.left, to, context);
  const keptBlock: Block = [];
  const first = { block: keptBlock, value: decidingValue(kept, type, isAnd, node, keptBlock, context) };
  const second = { block: inner, value: coerce(right, type, node.right, inner, context) };
  return isAnd ? choose(test, second, first, to, context) : choose(test, first, second, to, context);
}

/** The left side where it decides: of `&&` something falsy, of `||` something truthy. */
function decidingValue(
  left: Expression,
  type: HirType,
  isAnd: boolean,
  node: ts.BinaryExpression,
  to: Block,
  context: FunctionContext,
): Expression {
  if (!isAnd) return coerce(type.kind === "optional" ? left : presentValue(left, false), type, node.left, to, context);
  const isMissing = left.type.kind === "optional" && !["bool", "int", "number", "f64", "string", "mixed"].includes(left.type.of.kind);
  return isMissing && type.kind === "optional" && !isMixed(type) ? nullOf(type, left.at) : coerce(left, type, node.left, to, context);
}

/** `a ?? b` */
export function lowerNullish(node: ts.BinaryExpression, to: Block, context: FunctionContext, expected: HirType | null): Value {
  const left = lowerExpression(node.left, to, context);
  if (left.type.kind !== "optional") return left;
  const kept = keepUnlessStable(left, to, context);
  const present = presentValue(kept, false);
  const inner: Block = [];
  const right = lowerExpression(node.right, inner, context, expected ?? present.type);
  const type = resultType(present, right, node, context, expected);
  const there: Block = [];
  const first = { block: there, value: coerce(present, type, node.left, there, context) };
  const second = { block: inner, value: coerce(right, type, node.right, inner, context) };
  return choose(isNullish(kept), second, first, to, context);
}

function resultType(
  left: Expression,
  right: Expression,
  node: ts.BinaryExpression,
  context: FunctionContext,
  expected: HirType | null,
): HirType {
  if (isNever(right) || sameType(left.type, right.type)) return left.type;
  if (isNarrow(left.type) && isNarrow(right.type)) return left.type.kind === "f64" || right.type.kind === "f64" ? f64Type : numberType;
  return expected ?? hirType(context.checker.getTypeAtLocation(node), context.typeScope(node));
}
