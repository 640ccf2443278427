/** `BigInt.asUintN(bits, x)`, `BigInt.asIntN(bits, x)`: arithmetic that wraps. */
import * as ts from "typescript";
import type { ArithmeticOperator, Block, Expression } from "../../hir/nodes.js";
import type { FunctionContext } from "../function-context.js";
import { skipParentheses } from "../../frontend/parentheses.js";
import { choose } from "../expressions/conditional.js";
import { lowerCondition } from "../expressions/conditions.js";
import { lowerExpression } from "../expressions/lower-expression.js";
import { refuse } from "../refusal.js";
import { i64Type, isWide, typeText, u64Type } from "../types/hir-types.js";
import { lowerArithmetic, lowerWrapping } from "../values/arithmetic.js";
import { arithmetic, integer } from "../values/build.js";
import { constantOf } from "../values/constants.js";
import { wrapped } from "../types/ranges.js";
import { Operands } from "../values/temporaries.js";
import { wrapTo } from "./intrinsics.js";

/** Operators whose low 64 bits depend on the low 64 bits of both sides alone. */
const wrapping: ReadonlyMap<ts.SyntaxKind, ArithmeticOperator> = new Map<ts.SyntaxKind, ArithmeticOperator>([
  [ts.SyntaxKind.PlusToken, "+"],
  [ts.SyntaxKind.MinusToken, "-"],
  [ts.SyntaxKind.AsteriskToken, "*"],
  [ts.SyntaxKind.AmpersandToken, "&"],
  [ts.SyntaxKind.BarToken, "|"],
  [ts.SyntaxKind.CaretToken, "^"],
]);

export function lowerAsUint(node: ts.CallExpression, to: Block, context: FunctionContext): Expression {
  const { bits, value } = operands(node, to, context);
  if (bits === 64n) return value;
  return lowerArithmetic("&", value, integer((1n << bits) - 1n, u64Type, value.at), node, context);
}

/** The sign bit is moved to the top and back. */
export function lowerAsInt(node: ts.CallExpression, to: Block, context: FunctionContext): Expression {
  const { bits, value } = operands(node, to, context);
  if (bits === 64n) return wrapTo(value, i64Type);
  const shift = integer(64n - bits, u64Type, value.at);
  const top = wrapTo(lowerWrapping("<<", value, shift, node), i64Type);
  return arithmetic(">>", top, shift, i64Type);
}

function operands(node: ts.CallExpression, to: Block, context: FunctionContext): { readonly bits: bigint; readonly value: Expression } {
  const [width, value] = node.arguments;
  const constant = width === undefined ? null : constantOf(width, context.checker);
  if (constant?.kind !== "number" || value === undefined || constant.value < 1n || constant.value > 64n) return refuse(node, "wrap-width");
  return { bits: constant.value, value: lowerWrapped(value, to, context) };
}

/** The low 64 bits of `node` as a u64. */
function lowerWrapped(node: ts.Expression, to: Block, context: FunctionContext): Expression {
  const bare = skipParentheses(node);
  const constant = constantOf(bare, context.checker);
  if (constant?.kind === "bigint") return integer(wrapped(constant.value, 64, false), u64Type, context.place(bare));
  if (ts.isBinaryExpression(bare)) return lowerWrappedBinary(bare, to, context);
  if (ts.isPrefixUnaryExpression(bare)) return lowerWrappedPrefix(bare, to, context);
  if (ts.isConditionalExpression(bare)) return lowerWrappedConditional(bare, to, context);
  return asUnsigned(lowerExpression(bare, to, context), bare);
}

function lowerWrappedBinary(node: ts.BinaryExpression, to: Block, context: FunctionContext): Expression {
  const operator = wrapping.get(node.operatorToken.kind);
  const isShift = node.operatorToken.kind === ts.SyntaxKind.LessThanLessThanToken;
  if (operator === undefined && !isShift) return asUnsigned(lowerExpression(node, to, context), node);
  const sides = new Operands(to, context);
  sides.add(lowerWrapped(node.left, to, context));
  sides.add(isShift ? lowerExpression(node.right, to, context) : lowerWrapped(node.right, to, context));
  const [left, right] = sides.finish();
  if (left === undefined || right === undefined) return refuse(node, "wrap-width");
  return lowerWrapping(operator ?? "<<", left, right, node);
}

function lowerWrappedPrefix(node: ts.PrefixUnaryExpression, to: Block, context: FunctionContext): Expression {
  const isMinus = node.operator === ts.SyntaxKind.MinusToken;
  if (!isMinus && node.operator !== ts.SyntaxKind.TildeToken) return asUnsigned(lowerExpression(node, to, context), node);
  const value = lowerWrapped(node.operand, to, context);
  const all = integer(2n ** 64n - 1n, u64Type, value.at);
  return isMinus ? lowerWrapping("-", integer(0n, u64Type, value.at), value, node) : lowerWrapping("^", value, all, node);
}

/** The sides may have different signs: of each the low bits. */
function lowerWrappedConditional(node: ts.ConditionalExpression, to: Block, context: FunctionContext): Expression {
  const test = lowerCondition(node.condition, to, context);
  const [then, otherwise]: [Block, Block] = [[], []];
  const [first, second] = [lowerWrapped(node.whenTrue, then, context), lowerWrapped(node.whenFalse, otherwise, context)];
  return choose(test, { block: then, value: first }, { block: otherwise, value: second }, to, context);
}

function asUnsigned(value: Expression, node: ts.Node): Expression {
  if (!isWide(value.type)) return refuse(node, "no-conversion", { value: node.getText(), source: typeText(value.type), target: "bigint" });
  return value.type.signed ? wrapTo(value, u64Type) : value;
}
