/** `Math` on integers. */
import type * as ts from "typescript";
import type { Block, Expression, Value } from "../../hir/nodes.js";
import { lowerExpression } from "../expressions/lower-expression.js";
import { lowerFloorOf, lowerQuotient, quotientOf } from "../expressions/quotient.js";
import type { FunctionContext } from "../function-context.js";
import { refuse } from "../refusal.js";
import { i32Type, isNarrow, numberType, sameType, typeText } from "../types/hir-types.js";
import { interval, max, min, rangeOfType, safeRange, type Interval } from "../types/ranges.js";
import { lowerArithmetic, low32Of } from "../values/arithmetic.js";
import { arithmetic, compare, conditional, integer } from "../values/build.js";
import { intervalOf, noteResult } from "../values/intervals.js";
import { keepUnlessStable, Operands } from "../values/temporaries.js";

type MathFunction = (node: ts.CallExpression, to: Block, context: FunctionContext) => Value;

export const mathFunctions: ReadonlyMap<string, MathFunction> = new Map<string, MathFunction>([
  ["Math.min", (node, to, context) => extreme("<", node, to, context)],
  ["Math.max", (node, to, context) => extreme(">", node, to, context)],
  ["Math.abs", lowerAbs],
  ["Math.trunc", (node, to, context) => rounded(lowerQuotient, node, to, context)],
  ["Math.floor", (node, to, context) => rounded(lowerFloorOf, node, to, context)],
  ["Math.imul", lowerImul],
]);

function numbers(node: ts.CallExpression, to: Block, context: FunctionContext): Expression[] {
  const operands = new Operands(to, context);
  for (const argument of node.arguments) {
    const value = lowerExpression(argument, to, context);
    if (!isNarrow(value.type))
      refuse(argument, "no-conversion", { value: argument.getText(), source: typeText(value.type), target: "number" });
    operands.add(value);
  }
  return operands.finish();
}

/** The least or the greatest of any number of values. */
function extreme(op: "<" | ">", node: ts.CallExpression, to: Block, context: FunctionContext): Expression {
  const values = numbers(node, to, context);
  const [first, ...others] = values;
  if (first === undefined) return refuse(node, "argument-missing", { name: "value" });
  return others.reduce((best, value) => better(op, best, value, node, to, context), first);
}

function better(
  op: "<" | ">",
  left: Expression,
  right: Expression,
  node: ts.CallExpression,
  to: Block,
  context: FunctionContext,
): Expression {
  const isSame = sameType(left.type, right.type);
  const a = keepUnlessStable(isSame ? left : asNumber(left), to, context);
  const b = keepUnlessStable(isSame ? right : asNumber(right), to, context);
  const value = { ...conditional(compare(op, a, b), a, b), at: context.place(node) };
  noteResult(value, extremeRange(op === "<" ? "min" : "max", rangeOf(a), rangeOf(b)));
  return value;
}

/** What the lesser or greater of two can be. */
export function extremeRange(name: "min" | "max", a: Interval, b: Interval): Interval {
  const pick = name === "min" ? min : max;
  return interval(pick(a.least, b.least), pick(a.greatest, b.greatest));
}

function rangeOf(value: Expression): Interval {
  return intervalOf(value) ?? rangeOfType(value.type) ?? safeRange;
}

function asNumber(value: Expression): Expression {
  if (value.kind === "integer") return integer(value.value, numberType, value.at);
  return value.type.kind === "number" ? value : { kind: "convert", value, mode: "exact", type: numberType, at: value.at };
}

function lowerAbs(node: ts.CallExpression, to: Block, context: FunctionContext): Expression {
  const [value] = numbers(node, to, context);
  if (value === undefined) return refuse(node, "argument-missing", { name: "value" });
  const kept = asNumber(keepUnlessStable(value, to, context));
  const zero = integer(0n, numberType, kept.at);
  const absolute = conditional(compare("<", kept, zero), lowerArithmetic("-", zero, kept, node, context), kept);
  return { ...absolute, at: context.place(node) };
}

/** Rounding means something for a quotient alone: any other number is an integer already. */
function rounded(ofQuotient: typeof lowerQuotient, node: ts.CallExpression, to: Block, context: FunctionContext): Value {
  const [argument] = node.arguments;
  const quotient = argument === undefined ? null : quotientOf(argument);
  if (quotient !== null) return ofQuotient(quotient, to, context);
  return numbers(node, to, context)[0] ?? refuse(node, "argument-missing", { name: "value" });
}

/** The low 32 bits of the product, which 64 bits hold in full. */
function lowerImul(node: ts.CallExpression, to: Block, context: FunctionContext): Expression {
  const [left, right] = numbers(node, to, context);
  if (left === undefined || right === undefined) return refuse(node, "argument-missing", { name: "value" });
  const product = arithmetic("*", low32Of(left, i32Type), low32Of(right, i32Type), numberType);
  return { kind: "convert", value: product, mode: "wrap", type: i32Type, at: context.place(node) };
}
