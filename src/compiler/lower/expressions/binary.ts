/** Binary operators, by token. */
import * as ts from "typescript";
import type { ArithmeticOperator, Block, Expression, Value } from "../../hir/nodes.js";
import type { HirType } from "../../hir/types.js";
import type { FunctionContext } from "../function-context.js";
import { refuse } from "../refusal.js";
import { isNarrow, isWide, stringType } from "../types/hir-types.js";
import { lowerArithmetic } from "../values/arithmetic.js";
import { builtin, integer } from "../values/build.js";
import { constantExpression, constantOf } from "../values/constants.js";
import { math } from "../values/doubles.js";
import { Operands } from "../values/temporaries.js";
import { lowerAssignment, lowerCompoundAssignment, lowerLogicalAssignment } from "./assignment.js";
import { lowerAnd, lowerNullish, lowerOr } from "./logical.js";
import { lowerComparison, lowerEquality, lowerLooseEquality } from "./comparison.js";
import { lowerIn } from "./in.js";
import { lowerInstanceOf } from "./instance-of.js";
import { lowerEffect, lowerExpression, lowerValue } from "./lower-expression.js";
import { lowerQuotient, quotientOf } from "./quotient.js";
import { lowerText } from "./text.js";
import { complement } from "./unary.js";
import { skipParentheses } from "../../frontend/parentheses.js";

type BinaryLowering = (node: ts.BinaryExpression, to: Block, context: FunctionContext, expected: HirType | null) => Value;

const arithmeticOf =
  (op: ArithmeticOperator): BinaryLowering =>
  (node, to, context) =>
    lowerBinaryArithmetic(op, node, to, context);

const compound =
  (op: ArithmeticOperator | "**"): BinaryLowering =>
  (node, to, context) =>
    lowerCompoundAssignment(op, node, to, context);

const operators: ReadonlyMap<ts.SyntaxKind, BinaryLowering> = new Map<ts.SyntaxKind, BinaryLowering>([
  [ts.SyntaxKind.PlusToken, lowerPlus],
  [ts.SyntaxKind.MinusToken, arithmeticOf("-")],
  [ts.SyntaxKind.AsteriskToken, arithmeticOf("*")],
  [ts.SyntaxKind.SlashToken, arithmeticOf("/")],
  [ts.SyntaxKind.AsteriskAsteriskToken, lowerPower],
  [ts.SyntaxKind.PercentToken, arithmeticOf("%")],
  [ts.SyntaxKind.AmpersandToken, arithmeticOf("&")],
  [ts.SyntaxKind.BarToken, lowerBar],
  [ts.SyntaxKind.CaretToken, arithmeticOf("^")],
  [ts.SyntaxKind.LessThanLessThanToken, arithmeticOf("<<")],
  [ts.SyntaxKind.GreaterThanGreaterThanToken, arithmeticOf(">>")],
  [ts.SyntaxKind.GreaterThanGreaterThanGreaterThanToken, arithmeticOf(">>>")],
  [ts.SyntaxKind.EqualsEqualsEqualsToken, (node, to, context) => lowerEquality("===", node, to, context)],
  [ts.SyntaxKind.ExclamationEqualsEqualsToken, (node, to, context) => lowerEquality("!==", node, to, context)],
  [ts.SyntaxKind.EqualsEqualsToken, lowerLooseEquality],
  [ts.SyntaxKind.ExclamationEqualsToken, lowerLooseEquality],
  [ts.SyntaxKind.InKeyword, lowerIn],
  [ts.SyntaxKind.LessThanToken, (node, to, context) => lowerComparison("<", node, to, context)],
  [ts.SyntaxKind.LessThanEqualsToken, (node, to, context) => lowerComparison("<=", node, to, context)],
  [ts.SyntaxKind.GreaterThanToken, (node, to, context) => lowerComparison(">", node, to, context)],
  [ts.SyntaxKind.GreaterThanEqualsToken, (node, to, context) => lowerComparison(">=", node, to, context)],
  [ts.SyntaxKind.AmpersandAmpersandToken, lowerAnd],
  [ts.SyntaxKind.BarBarToken, lowerOr],
  [ts.SyntaxKind.QuestionQuestionToken, lowerNullish],
  [ts.SyntaxKind.InstanceOfKeyword, lowerInstanceOf],
  [ts.SyntaxKind.CommaToken, lowerComma],
  [ts.SyntaxKind.EqualsToken, lowerAssignment],
  [ts.SyntaxKind.PlusEqualsToken, compound("+")],
  [ts.SyntaxKind.MinusEqualsToken, compound("-")],
  [ts.SyntaxKind.AsteriskEqualsToken, compound("*")],
  [ts.SyntaxKind.AsteriskAsteriskEqualsToken, compound("**")],
  [ts.SyntaxKind.SlashEqualsToken, compound("/")],
  [ts.SyntaxKind.PercentEqualsToken, compound("%")],
  [ts.SyntaxKind.AmpersandEqualsToken, compound("&")],
  [ts.SyntaxKind.BarEqualsToken, compound("|")],
  [ts.SyntaxKind.CaretEqualsToken, compound("^")],
  [ts.SyntaxKind.LessThanLessThanEqualsToken, compound("<<")],
  [ts.SyntaxKind.GreaterThanGreaterThanEqualsToken, compound(">>")],
  [ts.SyntaxKind.GreaterThanGreaterThanGreaterThanEqualsToken, compound(">>>")],
  [ts.SyntaxKind.AmpersandAmpersandEqualsToken, lowerLogicalAssignment],
  [ts.SyntaxKind.BarBarEqualsToken, lowerLogicalAssignment],
  [ts.SyntaxKind.QuestionQuestionEqualsToken, lowerLogicalAssignment],
]);

export function lowerBinary(node: ts.BinaryExpression, to: Block, context: FunctionContext, expected: HirType | null): Value {
  const lower = operators.get(node.operatorToken.kind);
  if (lower === undefined) return refuse(node.operatorToken, "operator", { operator: node.operatorToken.getText() });
  return lower(node, to, context, expected);
}

function lowerBinaryArithmetic(op: ArithmeticOperator, node: ts.BinaryExpression, to: Block, context: FunctionContext): Value {
  const operands = new Operands(to, context);
  operands.add(op === "&" ? lowerMask(node.left, to, context) : lowerExpression(node.left, to, context));
  operands.add(op === "&" ? lowerMask(node.right, to, context) : lowerExpression(node.right, to, context));
  const [left, right] = operands.finish();
  if (left === undefined || right === undefined) return refuse(node, "operator", { operator: op });
  return foldedBigint(left, right, node, context) ?? lowerArithmetic(op, left, right, node, context);
}

/** Of constants, as JavaScript computes it: the result has the type that holds it. Null for anything else. */
function foldedBigint(left: Expression, right: Expression, node: ts.BinaryExpression, context: FunctionContext): Expression | null {
  if (left.kind !== "integer" || right.kind !== "integer" || !isWide(left.type)) return null;
  const constant = constantOf(node, context.checker);
  return constant === null ? null : constantExpression(constant, context.place(node));
}

/** In `a & ~b` the complement of a u64 is its low 64 bits: the others meet zeros. */
export function lowerMask(node: ts.Expression, to: Block, context: FunctionContext): Expression {
  const bare = skipParentheses(node);
  const isComplement = ts.isPrefixUnaryExpression(bare) && bare.operator === ts.SyntaxKind.TildeToken;
  if (!isComplement || constantOf(bare, context.checker) !== null) return lowerExpression(node, to, context);
  const operand = lowerExpression(bare.operand, to, context);
  return isWide(operand.type)
    ? lowerArithmetic("^", operand, integer(operand.type.signed ? -1n : 2n ** 64n - 1n, operand.type, operand.at), bare, context)
    : complement(operand, bare);
}

/** Numbers are added; with a string on either side the parts of the whole chain are concatenated. */
function lowerPlus(node: ts.BinaryExpression, to: Block, context: FunctionContext): Value {
  if (!isString(node, context)) return lowerBinaryArithmetic("+", node, to, context);
  const operands = new Operands(to, context);
  for (const part of concatenated(node, context)) operands.add(lowerText(part, to, context));
  return builtin("string_concat", operands.finish(), stringType, context.place(node));
}

function concatenated(node: ts.Expression, context: FunctionContext): ts.Expression[] {
  const isPlus = ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken && isString(node, context);
  return isPlus ? [...concatenated(node.left, context), node.right] : [node];
}

function isString(node: ts.Expression, context: FunctionContext): boolean {
  return (context.checker.getTypeAtLocation(node).flags & ts.TypeFlags.StringLike) !== 0;
}

/** `(a / b) | 0` is the quotient cut to 32 bits. */
function lowerBar(node: ts.BinaryExpression, to: Block, context: FunctionContext): Value {
  const quotient = quotientOf(node.left);
  if (quotient === null || context.compilation.hasDoubles(node) || node.right.getText() !== "0")
    return lowerBinaryArithmetic("|", node, to, context);
  const cut = lowerQuotient(quotient, to, context);
  return lowerArithmetic("|", cut, integer(0n, cut.type, cut.at), node, context);
}

/** `a ** b`: of constants folded, of doubles in the host profile. */
function lowerPower(node: ts.BinaryExpression, to: Block, context: FunctionContext): Value {
  const constant = constantOf(node, context.checker);
  const folded = constant === null ? null : constantExpression(constant, context.place(node));
  if (folded !== null) return folded;
  const operands = new Operands(to, context);
  operands.add(lowerExpression(node.left, to, context));
  operands.add(lowerExpression(node.right, to, context));
  const [base, exponent] = operands.finish();
  return base === undefined || exponent === undefined
    ? refuse(node, "operator", { operator: "**" })
    : powerOf(base, exponent, node, context);
}

/** Of doubles, in the host profile. */
export function powerOf(base: Expression, exponent: Expression, node: ts.BinaryExpression, context: FunctionContext): Expression {
  if (!isNarrow(base.type) || !isNarrow(exponent.type) || !context.compilation.hasDoubles(node))
    return refuse(node.operatorToken, "operator", { operator: node.operatorToken.getText() });
  return math("pow", [base, exponent]);
}

/** `a, b` */
function lowerComma(node: ts.BinaryExpression, to: Block, context: FunctionContext, expected: HirType | null): Value {
  lowerEffect(node.left, to, context);
  return lowerValue(node.right, to, context, expected);
}
