/** Array methods with more than one form: `sort`, `reduce`, `join`. */
import type * as ts from "typescript";
import type { Block, Expression, Value } from "../../hir/nodes.js";
import type { HirType } from "../../hir/types.js";
import { addArguments } from "../calls/arguments.js";
import { callTarget } from "../calls/call-target.js";
import type { FunctionContext } from "../function-context.js";
import { functionFor } from "../functions/functions.js";
import { refuse } from "../refusal.js";
import { typeAt } from "../types/from-ts.js";
import { isNarrow, presentType, sameType, typeText } from "../types/hir-types.js";
import { Operands } from "../values/temporaries.js";
import { callLibraryFunction } from "./library-function.js";

function call(name: string, receiver: Expression, node: ts.CallExpression, to: Block, context: FunctionContext): Value {
  const declaration = context.compilation.libraryFunction(name);
  if (declaration === null) return refuse(node, "library-missing", { name });
  return callLibraryFunction(declaration, [receiver], node.arguments, node, to, context);
}

/** Without a comparison, JavaScript sorts by text: in the device profile only strings can be meant. */
export function lowerSort(receiver: Expression, node: ts.CallExpression, to: Block, context: FunctionContext): Value {
  if (node.arguments.length > 0) return call("arraySort", receiver, node, to, context);
  const isStrings = receiver.type.kind === "array" && receiver.type.element.kind === "string";
  return isStrings
    ? call("arraySortStrings", receiver, node, to, context)
    : context.compilation.hasDoubles(node)
      ? call("arraySortByText", receiver, node, to, context)
      : refuse(node, "sort-by-text", { type: typeText(receiver.type) });
}

/** A test that narrows gives an array of what it narrows to. */
export function lowerFilter(receiver: Expression, node: ts.CallExpression, to: Block, context: FunctionContext): Value {
  const wanted = typeAt(node, context);
  const isNarrower = wanted.kind === "array" && receiver.type.kind === "array" && !sameType(wanted.element, receiver.type.element);
  if (!isNarrower) return call("arrayFilter", receiver, node, to, context);
  return callNarrowing("arrayFilterTo", receiver, wanted.element, node, to, context);
}

export function lowerFind(receiver: Expression, node: ts.CallExpression, to: Block, context: FunctionContext): Value {
  if (receiver.type.kind !== "array" || isNarrow(receiver.type.element)) return call("arrayFind", receiver, node, to, context);
  const wanted = presentType(typeAt(node, context));
  if (sameType(wanted, receiver.type.element)) return call("arrayFind", receiver, node, to, context);
  return callNarrowing("arrayFindTo", receiver, wanted, node, to, context);
}

function callNarrowing(
  name: string,
  receiver: Expression,
  wanted: HirType,
  node: ts.CallExpression,
  to: Block,
  context: FunctionContext,
): Value {
  const declaration = context.compilation.libraryFunction(name);
  if (declaration === null || receiver.type.kind !== "array") return refuse(node, "library-missing", { name });
  const { signature, target } = functionFor(declaration, [receiver.type.element, wanted], node, context.compilation);
  const operands = new Operands(to, context);
  operands.add(receiver);
  addArguments({ parameters: signature.parameters.slice(1) }, node.arguments, operands, node, to, context);
  return callTarget(target, operands.finish(), signature.result, context.place(node));
}

/** A copy, sorted as `sort` would. */
export function lowerToSorted(receiver: Expression, node: ts.CallExpression, to: Block, context: FunctionContext): Value {
  if (node.arguments.length > 0) return call("arrayToSorted", receiver, node, to, context);
  const isStrings = receiver.type.kind === "array" && receiver.type.element.kind === "string";
  return isStrings
    ? call("arrayToSortedStrings", receiver, node, to, context)
    : context.compilation.hasDoubles(node)
      ? call("arrayToSortedByText", receiver, node, to, context)
      : refuse(node, "sort-by-text", { type: typeText(receiver.type) });
}

export function lowerReduceRight(receiver: Expression, node: ts.CallExpression, to: Block, context: FunctionContext): Value {
  return call(node.arguments.length > 1 ? "arrayReduceRight" : "arrayReduceRightFirst", receiver, node, to, context);
}

export function lowerReduce(receiver: Expression, node: ts.CallExpression, to: Block, context: FunctionContext): Value {
  return call(node.arguments.length > 1 ? "arrayReduce" : "arrayReduceFirst", receiver, node, to, context);
}

/** Elements become text as in a template; those that could be null have none. Strings are joined as they are. */
export function lowerJoin(receiver: Expression, node: ts.CallExpression, to: Block, context: FunctionContext): Value {
  const isStrings = receiver.type.kind === "array" && receiver.type.element.kind === "string";
  return call(isStrings ? "arrayJoinStrings" : "arrayJoin", receiver, node, to, context);
}
