/** Conversions of `src/std/convert.ts`, known by name. */
import type * as ts from "typescript";
import type { Block, Expression, Value } from "../../hir/nodes.js";
import type { IntType } from "../../hir/types.js";
import { lowerExpression } from "../expressions/lower-expression.js";
import type { FunctionContext } from "../function-context.js";
import { refuse } from "../refusal.js";
import { i16Type, i32Type, i64Type, i8Type, isNumeric, typeText, u16Type, u32Type, u64Type, u8Type } from "../types/hir-types.js";
import { wrapped } from "../types/ranges.js";
import { integer } from "../values/build.js";
import { convertTo, placeOfWhole } from "../values/coerce.js";

const exact: Readonly<Record<string, IntType>> = {
  ...{ u8: u8Type, u16: u16Type, u32: u32Type, u64: u64Type },
  ...{ i8: i8Type, i16: i16Type, i32: i32Type, i64: i64Type },
};
const low: Readonly<Record<string, IntType>> = { lowU8: u8Type, lowU16: u16Type, lowU32: u32Type };

export function lowerIntrinsic(name: string, node: ts.CallExpression, to: Block, context: FunctionContext): Value {
  const [argument] = node.arguments;
  if (argument === undefined) return refuse(node, "argument-missing", { name: "value" });
  const value = lowerExpression(argument, to, context);
  if (!isNumeric(value.type))
    return refuse(argument, "no-conversion", { value: argument.getText(), source: typeText(value.type), target: name });
  const cut = low[name];
  if (cut !== undefined) return { ...wrapTo(value, cut), at: context.place(node) };
  const target = exact[name];
  return target === undefined ? refuse(node, "intrinsic-unknown", { name }) : convertTo(value, target, placeOfWhole(argument, context));
}

/** The low bits. */
export function wrapTo(value: Expression, type: IntType): Expression {
  if (value.kind === "integer") return integer(wrapped(value.value, type.bits, type.signed), type, value.at);
  return { kind: "convert", value, mode: "wrap", type, at: value.at };
}
