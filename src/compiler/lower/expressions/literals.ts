/** Literals. A number with a fraction is a double of the host profile, or refused. */
import * as ts from "typescript";
import type { Block, Value } from "../../hir/nodes.js";
import type { HirType } from "../../hir/types.js";
import type { FunctionContext } from "../function-context.js";
import { refuse } from "../refusal.js";
import { typeAt } from "../types/from-ts.js";
import { numberType, u64Type } from "../types/hir-types.js";
import { boolean, integer, nullOf, optional, text } from "../values/build.js";
import { numberConstant } from "../values/doubles.js";

export function lowerNumber(node: ts.NumericLiteral, _to: Block, context: FunctionContext): Value {
  const value = Number(node.text);
  if (context.compilation.hasDoubles(node)) return numberConstant(value, context.place(node));
  if (!Number.isSafeInteger(value)) return refuse(node, "fraction", { value: node.getText() });
  return integer(BigInt(value), numberType, context.place(node));
}

export function lowerBigInt(node: ts.BigIntLiteral, _to: Block, context: FunctionContext): Value {
  const value = BigInt(node.text.replace(/n$/, ""));
  if (value >= 1n << 64n) return refuse(node, "bigint-too-big", { value: node.getText() });
  return integer(value, u64Type, context.place(node));
}

export function lowerString(node: ts.StringLiteralLike, _to: Block, context: FunctionContext): Value {
  return text(node.text, context.place(node));
}

export function lowerBoolean(node: ts.Expression, _to: Block, context: FunctionContext): Value {
  return boolean(node.kind === ts.SyntaxKind.TrueKeyword, context.place(node));
}

/** `null` has the type of its place. */
export function lowerNull(node: ts.Expression, _to: Block, context: FunctionContext, expected: HirType | null): Value {
  if (expected?.kind === "optional") return missingOf(expected, node, context);
  const contextual = context.checker.getContextualType(node);
  if (contextual === undefined) return refuse(node, "null-alone");
  const type = typeAt(contextualNode(node), context);
  return type.kind === "optional" ? missingOf(type, node, context) : refuse(node, "null-alone");
}

/** Where both are possible, `null` is a value of its own beside the missing one. */
function missingOf(type: HirType & { readonly kind: "optional" }, node: ts.Expression, context: FunctionContext): Value {
  const at = context.place(node);
  const isOwnNull = node.kind === ts.SyntaxKind.NullKeyword && type.of.kind === "mixed" && type.of.hasNull;
  return isOwnNull ? optional(nullOf(type.of, at)) : nullOf(type, at);
}

/** The expression whose type says what the null may be else. */
function contextualNode(node: ts.Node): ts.Node {
  let at = node.parent;
  while (ts.isParenthesizedExpression(at) || ts.isConditionalExpression(at)) at = at.parent;
  return ts.isVariableDeclaration(at) ? at.name : at;
}
