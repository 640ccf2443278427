/** `Math` in the host profile: on doubles, and on integers where they stay integers. */
import * as ts from "typescript";
import type { MathName } from "../../hir/math.js";
import type { Block, Expression, Value } from "../../hir/nodes.js";
import { lowerFloor, quotientOf } from "../expressions/quotient.js";
import { lowerExpression } from "../expressions/lower-expression.js";
import type { FunctionContext } from "../function-context.js";
import { refuse } from "../refusal.js";
import { f64Type, isInteger, isNarrow, numberType, typeText } from "../types/hir-types.js";
import { arithmetic, compare, conditional, float } from "../values/build.js";
import { convertTo } from "../values/coerce.js";
import { constantNumber, math, numberConstant, toDouble } from "../values/doubles.js";
import { safeRange } from "../types/ranges.js";
import { extremeRange } from "./math.js";
import { truncatedQuotient } from "../values/arithmetic.js";
import { intervalOf, noteResult } from "../values/intervals.js";
import { keepUnlessStable, Operands } from "../values/temporaries.js";
import { declarationOf } from "./doubles.js";
import { callLibraryFunction } from "./library-function.js";

type MathLowering = (node: ts.CallExpression, to: Block, context: FunctionContext) => Value;

const ofOne: readonly MathName[] = [
  ...(["sqrt", "cbrt", "abs", "round", "ceil", "sign", "fround", "exp", "expm1", "log", "log2", "log10", "log1p"] as const),
  ...(["sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh", "tanh", "asinh", "acosh", "atanh"] as const),
];

export const doubleMathFunctions: ReadonlyMap<string, MathLowering> = new Map<string, MathLowering>([
  ...ofOne.map((name): [string, MathLowering] => [`Math.${name}`, (node, to, context) => lowerOne(name, node, to, context)]),
  ["Math.floor", (node, to, context) => lowerRounding("floor", node, to, context)],
  ["Math.trunc", (node, to, context) => lowerRounding("trunc", node, to, context)],
  ["Math.pow", (node, to, context) => lowerTwo("pow", node, to, context)],
  ["Math.atan2", (node, to, context) => lowerTwo("atan2", node, to, context)],
  ["Math.min", (node, to, context) => lowerMany("min", Infinity, node, to, context)],
  ["Math.max", (node, to, context) => lowerMany("max", -Infinity, node, to, context)],
]);

export const doubleConstants: ReadonlyMap<string, number> = new Map([
  ...(["PI", "E", "LN2", "LN10", "LOG2E", "LOG10E", "SQRT2", "SQRT1_2"] as const).map((name): [string, number] => [
    `Math.${name}`,
    Math[name],
  ]),
  ["Number.EPSILON", Number.EPSILON],
  ["Number.MAX_VALUE", Number.MAX_VALUE],
  ["Number.MIN_VALUE", Number.MIN_VALUE],
  ["Number.POSITIVE_INFINITY", Infinity],
  ["Number.NEGATIVE_INFINITY", -Infinity],
  ["Number.NaN", NaN],
]);

/** The arguments as numbers of any representation; what is missing is `undefined`, which counts as NaN. */
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

function lowerOne(name: MathName, node: ts.CallExpression, to: Block, context: FunctionContext): Expression {
  const [value] = numbers(node, to, context);
  return value === undefined ? float(NaN, context.place(node)) : math(name, [value]);
}

function lowerTwo(name: MathName, node: ts.CallExpression, to: Block, context: FunctionContext): Expression {
  const [first, second] = numbers(node, to, context);
  return first === undefined || second === undefined ? float(NaN, context.place(node)) : math(name, [first, second]);
}

/** Of integers the result is one: the lesser of two is decided by a comparison, as no -0 is among them. */
function lowerMany(name: "min" | "max", ofNone: number, node: ts.CallExpression, to: Block, context: FunctionContext): Value {
  if (node.arguments.some((argument) => ts.isSpreadElement(argument))) return extremeOfAll(name, node, to, context);
  const [first, ...others] = numbers(node, to, context);
  if (first === undefined) return float(ofNone, context.place(node));
  return others.reduce((best, value) => extremeOfTwo(name, best, value, to, context), first);
}

function extremeOfTwo(name: "min" | "max", left: Expression, right: Expression, to: Block, context: FunctionContext): Expression {
  const [x, y] = [constantNumber(left), constantNumber(right)];
  if (x !== null && y !== null) return numberConstant(Math[name](x, y), left.at);
  if (!isInteger(left.type) || !isInteger(right.type)) return math(name, [left, right]);
  const [a, b] = [left, right].map((side) => keepUnlessStable(convertTo(side, numberType), to, context));
  if (a === undefined || b === undefined) return left;
  const value = conditional(compare(name === "min" ? "<" : ">", a, b), a, b);
  noteResult(value, extremeRange(name, intervalOf(a) ?? safeRange, intervalOf(b) ?? safeRange));
  return value;
}

function extremeOfAll(name: "min" | "max", node: ts.CallExpression, to: Block, context: FunctionContext): Value {
  const declaration = declarationOf(name === "min" ? "mathMinAll" : "mathMaxAll", node, context);
  return callLibraryFunction(declaration, [], node.arguments, node, to, context);
}

/** A quotient of integers is divided as integers where that cannot give -0 or divide by zero. */
function lowerRounding(name: "floor" | "trunc", node: ts.CallExpression, to: Block, context: FunctionContext): Value {
  const [argument] = node.arguments;
  const quotient = argument === undefined ? null : quotientOf(argument);
  if (quotient === null) return roundedNumber(name, node, to, context);
  const operands = new Operands(to, context);
  operands.add(lowerExpression(quotient.left, to, context));
  operands.add(lowerExpression(quotient.right, to, context));
  const [left, right] = operands.finish();
  if (left === undefined || right === undefined || !isNarrow(left.type) || !isNarrow(right.type))
    return refuse(node, "syntax", { kind: "/" });
  if (isInteger(left.type) && isInteger(right.type) && (leastOf(right) ?? 0n) > 0n) {
    if ((leastOf(left) ?? -1n) >= 0n) return truncatedQuotient(left, right);
    if (name === "floor") return lowerFloor(left, right, node, to, context);
  }
  const [a, b] = [constantNumber(left), constantNumber(right)];
  if (a !== null && b !== null) return numberConstant(Math[name](a / b), left.at);
  return math(name, [arithmetic("/", toDouble(left), toDouble(right), f64Type)]);
}

function leastOf(value: Expression): bigint | null {
  return intervalOf(value)?.least ?? null;
}

function roundedNumber(name: "floor" | "trunc", node: ts.CallExpression, to: Block, context: FunctionContext): Expression {
  const [value] = numbers(node, to, context);
  if (value === undefined) return float(NaN, context.place(node));
  return isInteger(value.type) ? value : math(name, [value]);
}
