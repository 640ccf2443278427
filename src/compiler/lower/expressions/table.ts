/** Which function lowers which expression. */
import * as ts from "typescript";
import type { Block, Value } from "../../hir/nodes.js";
import type { HirType } from "../../hir/types.js";
import { lowerCall } from "../calls/call.js";
import { lowerNew } from "../calls/new.js";
import type { FunctionContext } from "../function-context.js";
import { lowerFunctionExpression } from "../functions/closures.js";
import { refuse } from "../refusal.js";
import { lowerArrayLiteral } from "./array-literal.js";
import { lowerAssertion, lowerNonNull, lowerParenthesized } from "./assertions.js";
import { lowerBinary } from "./binary.js";
import { lowerConditional } from "./conditional.js";
import { lowerElementAccess } from "./element-access.js";
import { lowerIdentifier } from "./identifier.js";
import { lowerBigInt, lowerBoolean, lowerNull, lowerNumber, lowerString } from "./literals.js";
import type { ExpressionLowering } from "./lower-expression.js";
import { lowerObjectLiteral } from "./object-literal.js";
import { lowerPropertyAccess } from "./property-access.js";
import { lowerTemplate } from "./template.js";
import { lowerThis } from "./this.js";
import { lowerTypeOf } from "./typeof.js";
import { lowerPostfix, lowerPrefix } from "./unary.js";
import { lowerVoid } from "./void.js";

type Lowering<N> = (node: N, to: Block, context: FunctionContext, expected: HirType | null) => Value;

/** A table entry for nodes that `is` accepts. */
function on<N extends ts.Expression>(is: (node: ts.Node) => node is N, lower: Lowering<N>): ExpressionLowering {
  return (node, to, context, expected) =>
    is(node) ? lower(node, to, context, expected) : refuse(node, "syntax", { kind: ts.SyntaxKind[node.kind] });
}

/** A kind that is not in it is refused. */
export const expressions: ReadonlyMap<ts.SyntaxKind, ExpressionLowering> = new Map([
  [ts.SyntaxKind.NumericLiteral, on(ts.isNumericLiteral, lowerNumber)],
  [ts.SyntaxKind.BigIntLiteral, on(ts.isBigIntLiteral, lowerBigInt)],
  [ts.SyntaxKind.StringLiteral, on(ts.isStringLiteral, lowerString)],
  [ts.SyntaxKind.NoSubstitutionTemplateLiteral, on(ts.isNoSubstitutionTemplateLiteral, lowerString)],
  [ts.SyntaxKind.TemplateExpression, on(ts.isTemplateExpression, lowerTemplate)],
  [ts.SyntaxKind.TrueKeyword, lowerBoolean],
  [ts.SyntaxKind.FalseKeyword, lowerBoolean],
  [ts.SyntaxKind.NullKeyword, lowerNull],
  [ts.SyntaxKind.ThisKeyword, lowerThis],
  [ts.SyntaxKind.Identifier, on(ts.isIdentifier, lowerIdentifier)],
  [ts.SyntaxKind.ParenthesizedExpression, on(ts.isParenthesizedExpression, lowerParenthesized)],
  [ts.SyntaxKind.NonNullExpression, on(ts.isNonNullExpression, lowerNonNull)],
  [ts.SyntaxKind.AsExpression, on(ts.isAsExpression, lowerAssertion)],
  [ts.SyntaxKind.TypeAssertionExpression, on(ts.isTypeAssertionExpression, lowerAssertion)],
  [ts.SyntaxKind.SatisfiesExpression, on(ts.isSatisfiesExpression, lowerParenthesized)],
  [ts.SyntaxKind.PropertyAccessExpression, on(ts.isPropertyAccessExpression, lowerPropertyAccess)],
  [ts.SyntaxKind.ElementAccessExpression, on(ts.isElementAccessExpression, lowerElementAccess)],
  [ts.SyntaxKind.CallExpression, on(ts.isCallExpression, lowerCall)],
  [ts.SyntaxKind.NewExpression, on(ts.isNewExpression, lowerNew)],
  [ts.SyntaxKind.TypeOfExpression, on(ts.isTypeOfExpression, lowerTypeOf)],
  [ts.SyntaxKind.VoidExpression, on(ts.isVoidExpression, lowerVoid)],
  [ts.SyntaxKind.BinaryExpression, on(ts.isBinaryExpression, lowerBinary)],
  [ts.SyntaxKind.PrefixUnaryExpression, on(ts.isPrefixUnaryExpression, lowerPrefix)],
  [ts.SyntaxKind.PostfixUnaryExpression, on(ts.isPostfixUnaryExpression, lowerPostfix)],
  [ts.SyntaxKind.ConditionalExpression, on(ts.isConditionalExpression, lowerConditional)],
  [ts.SyntaxKind.ArrayLiteralExpression, on(ts.isArrayLiteralExpression, lowerArrayLiteral)],
  [ts.SyntaxKind.ObjectLiteralExpression, on(ts.isObjectLiteralExpression, lowerObjectLiteral)],
  [ts.SyntaxKind.ArrowFunction, on(ts.isArrowFunction, lowerFunctionExpression)],
  [ts.SyntaxKind.FunctionExpression, on(ts.isFunctionExpression, lowerFunctionExpression)],
]);
