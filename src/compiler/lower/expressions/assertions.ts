/** `(x)`, `x!`, `x as T`, `<T>x`, `x satisfies T`. */
import * as ts from "typescript";
import { skipParentheses } from "../../frontend/parentheses.js";
import type { Block, Expression, Value } from "../../hir/nodes.js";
import type { HirType } from "../../hir/types.js";
import type { FunctionContext } from "../function-context.js";
import { refuse } from "../refusal.js";
import { typeAt } from "../types/from-ts.js";
import { sameType, typeText } from "../types/hir-types.js";
import { cast, unwrap } from "../values/build.js";
import { coerce, isAssignable, isObject } from "../values/coerce.js";
import { presentValue } from "../values/nullish.js";
import { lowerElementRead } from "./element-access.js";
import { lowerExpression, lowerValue } from "./lower-expression.js";

export function lowerParenthesized(
  node: ts.ParenthesizedExpression | ts.SatisfiesExpression,
  to: Block,
  context: FunctionContext,
  expected: HirType | null,
): Value {
  return lowerValue(node.expression, to, context, expected);
}

/** Traps on null. The index of an element read traps by itself. */
export function lowerNonNull(node: ts.NonNullExpression, to: Block, context: FunctionContext): Value {
  const operand = skipParentheses(node.expression);
  if (ts.isElementAccessExpression(operand) && operand.questionDotToken === undefined) {
    return unwrapUnlessOptionalIsMeant(lowerElementRead(operand, to, context));
  }
  return presentValue(lowerExpression(node.expression, to, context), true);
}

function unwrapUnlessOptionalIsMeant(value: Value): Value {
  return value.type.kind === "optional" ? presentValue(value as Expression, true) : value;
}

/** `as const` says nothing to C; widening is free, narrowing to a class is checked, anything else is refused. */
export function lowerAssertion(node: ts.AssertionExpression, to: Block, context: FunctionContext, expected: HirType | null): Value {
  if (ts.isConstTypeReference(node.type)) return lowerValue(node.expression, to, context, expected);
  const target = typeAt(node.type, context);
  const operand = skipParentheses(node.expression);
  const isElement = ts.isElementAccessExpression(operand) && operand.questionDotToken === undefined;
  const value = isElement ? lowerElementRead(operand, to, context) : lowerExpression(node.expression, to, context, target);
  return asserted(value, target, node, to, context);
}

function asserted(value: Expression, target: HirType, node: ts.AssertionExpression, to: Block, context: FunctionContext): Value {
  if (sameType(value.type, target)) return value;
  if (target.kind !== "optional" && value.type.kind === "optional") return asserted(unwrap(value, true), target, node, to, context);
  if (isObject(value.type) && isObject(target) && !isAssignable(value.type, target, context.compilation)) {
    if (isAssignable(target, value.type, context.compilation)) return cast(value, target, true);
    return refuse(node, "assertion", { source: typeText(value.type), target: typeText(target) });
  }
  return coerce(value, target, node, to, context);
}

/** `x as const`. */
export function isConstAssertion(node: ts.Expression): node is ts.AsExpression {
  return ts.isAsExpression(node) && ts.isConstTypeReference(node.type);
}
