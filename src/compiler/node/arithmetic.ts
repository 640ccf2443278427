/** `+ - * / % << -x`: what does not fit traps, as in C; bit operators and comparisons are JavaScript's own. */
import * as ts from "typescript";
import { skipParentheses } from "../frontend/parentheses.js";
import type { CheckName } from "./checks.js";
import { isBigint, isConstant, isNumber, mayLeaveSafe, nameOf, wideTypeOf } from "./integers.js";
import type { Lane } from "./lane.js";
import { isWrapping, parentOf } from "./syntax.js";

const numbers: ReadonlyMap<ts.SyntaxKind, CheckName> = new Map([
  [ts.SyntaxKind.PlusToken, "add"],
  [ts.SyntaxKind.MinusToken, "subtract"],
  [ts.SyntaxKind.AsteriskToken, "multiply"],
  [ts.SyntaxKind.SlashToken, "divide"],
  [ts.SyntaxKind.PercentToken, "remainder"],
]);

const unsigned: ReadonlyMap<ts.SyntaxKind, CheckName> = new Map([
  [ts.SyntaxKind.PlusToken, "addU64"],
  [ts.SyntaxKind.MinusToken, "subtractU64"],
  [ts.SyntaxKind.AsteriskToken, "multiplyU64"],
  [ts.SyntaxKind.LessThanLessThanToken, "shiftU64"],
  [ts.SyntaxKind.SlashToken, "divide"],
  [ts.SyntaxKind.PercentToken, "remainder"],
]);

const signed: ReadonlyMap<ts.SyntaxKind, CheckName> = new Map([
  [ts.SyntaxKind.PlusToken, "addI64"],
  [ts.SyntaxKind.MinusToken, "subtractI64"],
  [ts.SyntaxKind.AsteriskToken, "multiplyI64"],
  [ts.SyntaxKind.LessThanLessThanToken, "shiftI64"],
  [ts.SyntaxKind.SlashToken, "divideI64"],
  [ts.SyntaxKind.PercentToken, "remainder"],
]);

/** `left op right`, of which `node` is the original; null where JavaScript's own operator says the same. */
export function checkedBinary(node: ts.BinaryExpression, left: ts.Expression, right: ts.Expression, lane: Lane): ts.Expression | null {
  return checkedOperation(node, node.left, node.operatorToken.kind, left, right, lane);
}

/** @param operand the original left side @param node where a wrapping conversion may stand around it */
export function checkedOperation(
  node: ts.Expression,
  operand: ts.Expression,
  operator: ts.SyntaxKind,
  left: ts.Expression,
  right: ts.Expression,
  lane: Lane,
): ts.Expression | null {
  const check = checkOf(node, operand, operator, lane);
  return check === null ? null : lane.checked(check, [left, right], operand);
}

function checkOf(node: ts.Expression, operand: ts.Expression, operator: ts.SyntaxKind, lane: Lane): CheckName | null {
  const type = lane.checker.getTypeAtLocation(operand);
  if (isBigint(type)) return isWrapped(node) || isConstant(node, lane.checker) ? null : wideCheck(node, operator, lane);
  if (!isNumber(type) || !lane.options.safeIntegers) return null;
  const right = ts.isBinaryExpression(node) ? node.right : null;
  if (right !== null && !isNumber(lane.checker.getTypeAtLocation(right))) return null;
  const check = numbers.get(operator) ?? null;
  const isSum = check === "add" || check === "subtract" || check === "multiply";
  return isSum && !mayLeaveSafe(operand, check === "multiply", right, lane.checker) ? null : check;
}

function wideCheck(node: ts.Expression, operator: ts.SyntaxKind, { checker }: Lane): CheckName | null {
  const type = wideTypeOf(ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node) ? node.operand : node, checker);
  return (nameOf(type) === "i64" ? signed : unsigned).get(operator) ?? null;
}

/** `-x` of a bigint; `~x` and `-x` of a number need no check. */
export function checkedMinus(node: ts.PrefixUnaryExpression, value: ts.Expression, lane: Lane): ts.Expression | null {
  const { checker, factory } = lane;
  if (node.operator !== ts.SyntaxKind.MinusToken || !isBigint(checker.getTypeAtLocation(node.operand))) return null;
  if (isWrapped(node) || isConstant(node, checker)) return null;
  const check = wideCheck(node, ts.SyntaxKind.MinusToken, lane);
  return check === null ? null : lane.checked(check, [factory.createBigIntLiteral("0n"), value], node);
}

const passing: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.PlusToken,
  ts.SyntaxKind.MinusToken,
  ts.SyntaxKind.AsteriskToken,
  ts.SyntaxKind.AmpersandToken,
  ts.SyntaxKind.BarToken,
  ts.SyntaxKind.CaretToken,
  ts.SyntaxKind.LessThanLessThanToken,
]);

/** Inside `BigInt.asUintN(64, …)`: only the low bits are wanted. */
function isWrapped(node: ts.Expression): boolean {
  const parent = parentOf(node);
  if (ts.isBinaryExpression(parent)) {
    const isCount = parent.operatorToken.kind === ts.SyntaxKind.LessThanLessThanToken && skipParentheses(parent.right) === node;
    return passing.has(parent.operatorToken.kind) && !isCount && isWrapped(parent);
  }
  if (ts.isPrefixUnaryExpression(parent)) return isWrapped(parent);
  return isWrapping(parent);
}
