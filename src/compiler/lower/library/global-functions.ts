/** Global functions: `String(x)`, `Number(x)`, `BigInt(x)`, `Boolean(x)`. */
import type ts from "typescript";
import type { Block, Expression, Value } from "../../hir/nodes.js";
import { truth } from "../expressions/conditions.js";
import { lowerExpression } from "../expressions/lower-expression.js";
import type { FunctionContext } from "../function-context.js";
import { refuse } from "../refusal.js";
import { i64Type, isNarrow, isWide, numberType, typeText, u64Type } from "../types/hir-types.js";
import { conditional, integer } from "../values/build.js";
import { convertTo } from "../values/coerce.js";
import { intervalOf } from "../values/intervals.js";
import { stringOf } from "../values/strings.js";

export function lowerGlobalCall(name: string, node: ts.CallExpression, to: Block, context: FunctionContext): Value {
  const [argument] = node.arguments;
  if (argument === undefined) return refuse(node, "library-name", { name });
  const value = (): Expression => lowerExpression(argument, to, context);
  switch (name) {
    case "String":
      return stringOf(value(), argument, to, context);
    case "Number":
      return toNumber(value(), argument);
    case "BigInt":
      return toBigInt(value(), argument);
    case "Boolean":
      return truth(value(), argument, to, context);
    default:
      return refuse(node.expression, "library-name", { name });
  }
}

/** Of a bigint that is a safe integer (JavaScript would round any other), of a boolean 0 or 1. */
function toNumber(value: Expression, node: ts.Node): Expression {
  if (isNarrow(value.type) || isWide(value.type)) return convertTo(value, numberType);
  if (value.type.kind === "bool") return conditional(value, integer(1n, numberType, value.at), integer(0n, numberType, value.at));
  return refuse(node, "no-conversion", { value: node.getText(), source: typeText(value.type), target: "number" });
}

/** A number that may be below zero becomes an i64, any other a u64. */
function toBigInt(value: Expression, node: ts.Node): Expression {
  if (isWide(value.type)) return value;
  if (!isNarrow(value.type)) return refuse(node, "no-conversion", { value: node.getText(), source: typeText(value.type), target: "bigint" });
  const range = intervalOf(value);
  const isSigned = value.type.kind === "int" && value.type.signed && (range === null || range.least < 0n);
  return convertTo(value, isSigned ? i64Type : u64Type);
}
