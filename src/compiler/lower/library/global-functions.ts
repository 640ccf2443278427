/** Global functions: `String(x)`, `Number(x)`, `BigInt(x)`, `Boolean(x)`. */
import type * as ts from "typescript";
import type { Block, Expression, Value } from "../../hir/nodes.js";
import type { HirType } from "../../hir/types.js";
import { truth } from "../expressions/conditions.js";
import { lowerExpression } from "../expressions/lower-expression.js";
import type { FunctionContext } from "../function-context.js";
import { refuse } from "../refusal.js";
import { f64Type, i64Type, isNarrow, isWide, numberType, typeText, u64Type } from "../types/hir-types.js";
import { conditional, integer } from "../values/build.js";
import { convertTo, placeOfWhole } from "../values/coerce.js";
import { intervalOf } from "../values/intervals.js";
import { stringOf } from "../values/strings.js";
import { globalDoubleFunctions, numberOfText } from "./doubles.js";

export function lowerGlobalCall(
  name: string,
  node: ts.CallExpression,
  to: Block,
  context: FunctionContext,
  expected: HirType | null,
): Value {
  const [argument] = node.arguments;
  if (argument === undefined) return refuse(node, "library-name", { name });
  const value = (): Expression => lowerExpression(argument, to, context);
  const double = context.compilation.hasDoubles(node) ? globalDoubleFunctions.get(name) : undefined;
  if (double !== undefined) return double(node, to, context);
  switch (name) {
    case "String":
      return stringOf(value(), argument, to, context);
    case "Number":
      return toNumber(value(), node, argument, context, to);
    case "BigInt":
      return toBigInt(value(), argument, context, expected);
    case "Boolean":
      return truth(value(), argument, to, context);
    default:
      return refuse(node.expression, "library-name", { name });
  }
}

/** Of a bigint that is a safe integer (JavaScript would round any other), of a boolean 0 or 1. */
function toNumber(value: Expression, call: ts.CallExpression, node: ts.Node, context: FunctionContext, to: Block): Value {
  if (context.compilation.hasDoubles(call)) {
    if (isNarrow(value.type)) return value;
    if (isWide(value.type)) return { kind: "convert", value, mode: "exact", type: f64Type, at: value.at };
    if (value.type.kind === "string") return numberOfText(value, node, to, context);
  }
  if (isNarrow(value.type) || isWide(value.type)) return convertTo(value, numberType, placeOfWhole(node, context));
  if (value.type.kind === "bool") return conditional(value, integer(1n, numberType, value.at), integer(0n, numberType, value.at));
  return refuse(node, "no-conversion", { value: node.getText(), source: typeText(value.type), target: "number" });
}

/** An i64 where one is expected or the number's type has a sign, else a u64. */
function toBigInt(value: Expression, node: ts.Node, context: FunctionContext, expected: HirType | null): Expression {
  const { type } = value;
  if (isWide(type)) return value;
  if (!isNarrow(type)) return refuse(node, "no-conversion", { value: node.getText(), source: typeText(type), target: "bigint" });
  if (expected !== null && isWide(expected)) return convertTo(value, expected, placeOfWhole(node, context));
  return convertTo(value, hasSign(value) ? i64Type : u64Type, placeOfWhole(node, context));
}

function hasSign(value: Expression): boolean {
  const range = intervalOf(value);
  const isSigned = value.type.kind === "int" && value.type.signed;
  return isSigned && (range === null || range.least < 0n);
}
