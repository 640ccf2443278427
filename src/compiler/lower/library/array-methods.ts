/** Array methods with more than one form: `sort`, `reduce`, `join`. */
import type ts from "typescript";
import type { Block, Expression, Value } from "../../hir/nodes.js";
import type { FunctionContext } from "../function-context.js";
import { refuse } from "../refusal.js";
import { typeText } from "../types/hir-types.js";
import { callLibraryFunction } from "./library-function.js";

function call(name: string, receiver: Expression, node: ts.CallExpression, to: Block, context: FunctionContext): Value {
  const declaration = context.compilation.libraryFunction(name);
  if (declaration === null) return refuse(node, "library-missing", { name });
  return callLibraryFunction(declaration, [receiver], node.arguments, node, to, context);
}

/** Without a comparison, JavaScript sorts by text: only strings can be meant. */
export function lowerSort(receiver: Expression, node: ts.CallExpression, to: Block, context: FunctionContext): Value {
  if (node.arguments.length > 0) return call("arraySort", receiver, node, to, context);
  const isStrings = receiver.type.kind === "array" && receiver.type.element.kind === "string";
  return isStrings
    ? call("arraySortStrings", receiver, node, to, context)
    : refuse(node, "sort-by-text", { type: typeText(receiver.type) });
}

export function lowerReduce(receiver: Expression, node: ts.CallExpression, to: Block, context: FunctionContext): Value {
  return call(node.arguments.length > 1 ? "arrayReduce" : "arrayReduceFirst", receiver, node, to, context);
}

/** Elements become text as in a template; those that could be null have none. Strings are joined as they are. */
export function lowerJoin(receiver: Expression, node: ts.CallExpression, to: Block, context: FunctionContext): Value {
  const isStrings = receiver.type.kind === "array" && receiver.type.element.kind === "string";
  return call(isStrings ? "arrayJoinStrings" : "arrayJoin", receiver, node, to, context);
}
