/** JavaScript's number functions and methods in the host profile that are functions of `src/std/lang/host`. */
import * as ts from "typescript";
import type { Block, Expression, Value } from "../../hir/nodes.js";
import type { FunctionContext } from "../function-context.js";
import { callTarget } from "../calls/call-target.js";
import { functionFor } from "../functions/functions.js";
import { refuse } from "../refusal.js";
import { numberType } from "../types/hir-types.js";
import { integerForm, math, toDouble } from "../values/doubles.js";
import { settle } from "../values/temporaries.js";
import { callLibraryFunction } from "./library-function.js";

type DoubleCall = (node: ts.CallExpression, to: Block, context: FunctionContext) => Value;

function library(name: string): DoubleCall {
  return (node, to, context) => callLibraryFunction(declarationOf(name, node, context), [], node.arguments, node, to, context);
}

export function declarationOf(name: string, node: ts.Node, context: FunctionContext): ts.FunctionDeclaration {
  return context.compilation.libraryFunction(name) ?? refuse(node, "library-missing", { name });
}

/** Members of global objects. */
export const doubleFunctions: ReadonlyMap<string, DoubleCall> = new Map([
  ["Number.isNaN", library("numberIsNaN")],
  ["Number.isFinite", library("numberIsFinite")],
  ["Number.isInteger", library("numberIsInteger")],
  ["Number.isSafeInteger", library("numberIsSafeInteger")],
  ["Number.parseFloat", library("numberParseFloat")],
  ["Number.parseInt", library("numberParseInt")],
  ["Math.hypot", library("mathHypot")],
  ["Math.random", library("mathRandom")],
  ["Object.is", objectIs],
]);

/** Of numbers; of anything else `===` says the same. */
function objectIs(node: ts.CallExpression, to: Block, context: FunctionContext): Value {
  const isNumber = (argument: ts.Expression): boolean => isPlainNumber(context.checker.getTypeAtLocation(argument));
  if (node.arguments.length !== 2 || !node.arguments.every(isNumber)) return refuse(node.expression, "library-name", { name: "Object.is" });
  return callLibraryFunction(declarationOf("numberIsSame", node, context), [], node.arguments, node, to, context);
}

function isPlainNumber(type: ts.Type): boolean {
  return (type.flags & ts.TypeFlags.NumberLike) !== 0;
}

/** Functions without an object. */
export const globalDoubleFunctions: ReadonlyMap<string, DoubleCall> = new Map([
  ["isNaN", library("numberIsNaN")],
  ["isFinite", library("numberIsFinite")],
  ["parseFloat", library("numberParseFloat")],
  ["parseInt", library("numberParseInt")],
]);

const methods: ReadonlyMap<string, string> = new Map([
  ["toFixed", "numberToFixed"],
  ["toPrecision", "numberToPrecision"],
  ["toExponential", "numberToExponential"],
  ["toString", "numberToRadix"],
]);

/** `x.toFixed(2)`; null for a method that numbers do not have, or that needs no function. */
export function callDoubleMethod(
  receiver: Expression,
  name: string,
  node: ts.CallExpression,
  to: Block,
  context: FunctionContext,
): Value | null {
  const function_ = methods.get(name);
  if (function_ === undefined || (name === "toString" && node.arguments.length === 0)) return null;
  return callLibraryFunction(declarationOf(function_, node, context), [toDouble(receiver)], node.arguments, node, to, context);
}

/** `xs.includes(x)` of doubles: it finds NaN. */
export function callIncludes(receiver: Expression, node: ts.CallExpression, to: Block, context: FunctionContext): Value {
  return callLibraryFunction(declarationOf("arrayIncludesNumber", node, context), [receiver], node.arguments, node, to, context);
}

/** `Number(text)`, `+text`. */
export function numberOfText(value: Expression, node: ts.Node, to: Block, context: FunctionContext): Expression {
  const { target, signature } = functionFor(declarationOf("numberOfText", node, context), [], node, context.compilation);
  return settle(callTarget(target, [value], signature.result, value.at), to, context);
}

/** A double where JavaScript's library takes an integer: the fraction is dropped, NaN is 0. */
export function cutToInteger(value: Expression): Expression {
  if (value.type.kind !== "f64") return value;
  return integerForm(value, null) ?? math("toInteger", [value], numberType);
}
