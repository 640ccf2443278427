/** Making arrays: `new Array<T>(n).fill(x)`, `Array.from(…)`. */
import * as ts from "typescript";
import type { Block, Value } from "../../hir/nodes.js";
import type { HirType } from "../../hir/types.js";
import { skipParentheses } from "../../frontend/parentheses.js";
import { lowerAs, lowerExpression } from "../expressions/lower-expression.js";
import type { FunctionContext } from "../function-context.js";
import { lowerIndexFunction } from "../functions/closures.js";
import { lowerIteration } from "../statements/iteration.js";
import { cutToInteger } from "./doubles.js";
import { refuse } from "../refusal.js";
import { typeAt } from "../types/from-ts.js";
import { numberType, voidType } from "../types/hir-types.js";
import { isGlobalSymbol } from "../types/object-types.js";
import { builtin, nullOf } from "../values/build.js";
import { coerce } from "../values/coerce.js";
import { expectedAs } from "../values/expected.js";
import { Operands, settle } from "../values/temporaries.js";
import { functionFor } from "../functions/functions.js";
import { callTarget } from "../calls/call-target.js";

/** `new Array<T>(length).fill(value)`, `new` or not: an array without holes. Null for any other call. Without `<T>`, the type of its place says what it holds. */
export function lowerFilledArray(
  callee: ts.PropertyAccessExpression,
  node: ts.CallExpression,
  to: Block,
  context: FunctionContext,
  expected: HirType | null,
): Value | null {
  const made = skipParentheses(callee.expression);
  if (callee.name.text !== "fill" || (!ts.isNewExpression(made) && !ts.isCallExpression(made)) || !isArrayConstructor(made, context))
    return null;
  const [size, extra] = made.arguments ?? [];
  const [value, ...others] = node.arguments;
  if (size === undefined || extra !== undefined || value === undefined || others.length > 0) return null;
  const type = expectedAs(expected, "array") ?? typeAt(node, context);
  if (type.kind !== "array") return null;
  const operands = new Operands(to, context);
  operands.add(lowerAs(size, numberType, to, context));
  operands.add(lowerAs(value, type.element, to, context));
  return callMaker("arrayFilled", type.element, operands, node, context);
}

/** JavaScript's own `Array`, not something else of that name. */
export function isArrayConstructor(node: ts.NewExpression | ts.CallExpression, context: FunctionContext): boolean {
  if (!ts.isIdentifier(node.expression) || node.expression.text !== "Array") return false;
  const symbol = context.checker.getSymbolAtLocation(node.expression);
  return symbol !== undefined && isGlobalSymbol(symbol, context);
}

function callMaker(name: string, element: HirType, operands: Operands, node: ts.Node, context: FunctionContext): Value {
  const declaration = context.compilation.libraryFunction(name);
  if (declaration === null) return refuse(node, "library-missing", { name });
  const { signature, target } = functionFor(declaration, [element], node, context.compilation);
  return callTarget(target, operands.finish(), signature.result, context.place(node));
}

/** `Array.from({ length: n }, (_, i) => …)`, without the function where an element may be undefined, and `Array.from(iterable)`. */
export function lowerArrayFrom(node: ts.CallExpression, to: Block, context: FunctionContext, expected: HirType | null): Value {
  const [source, make] = node.arguments;
  if (source === undefined) return refuse(node, "argument-missing", { name: "source" });
  const size = lengthOf(source);
  const type = expectedAs(expected, "array") ?? typeAt(node, context);
  if (type.kind !== "array") return refuse(node, "array-from");
  if (size !== null && make !== undefined && ts.isArrowFunction(make)) return fromLength(size, make, type.element, node, to, context);
  if (size !== null && make === undefined && type.element.kind === "optional")
    return undefinedElements(size, type.element, node, to, context);
  if (size !== null || make !== undefined) return refuse(node, "array-from");
  return fromIterable(source, type, node, to, context);
}

function lengthOf(node: ts.Expression): ts.Expression | null {
  const bare = skipParentheses(node);
  if (!ts.isObjectLiteralExpression(bare)) return null;
  const [property] = bare.properties;
  if (bare.properties.length !== 1 || property === undefined || property.name?.getText() !== "length") return null;
  if (ts.isPropertyAssignment(property)) return property.initializer;
  return ts.isShorthandPropertyAssignment(property) ? property.name : null;
}

function undefinedElements(size: ts.Expression, element: HirType, node: ts.CallExpression, to: Block, context: FunctionContext): Value {
  const length = coerce(cutToInteger(lowerExpression(size, to, context)), numberType, size, to, context);
  const operands = new Operands(to, context);
  operands.add(length);
  operands.add(nullOf(element, length.at));
  return callMaker("arrayFilled", element, operands, node, context);
}

function fromLength(
  size: ts.Expression,
  make: ts.ArrowFunction,
  element: HirType,
  node: ts.CallExpression,
  to: Block,
  context: FunctionContext,
): Value {
  const operands = new Operands(to, context);
  operands.add(coerce(cutToInteger(lowerExpression(size, to, context)), numberType, size, to, context));
  operands.add(settle(lowerIndexFunction(make, element, context), to, context));
  return callMaker("arrayFromLength", element, operands, node, context);
}

function fromIterable(
  source: ts.Expression,
  type: HirType & { readonly kind: "array" },
  node: ts.CallExpression,
  to: Block,
  context: FunctionContext,
): Value {
  const array = settle({ kind: "arrayLiteral", elements: [], type, at: context.place(node) }, to, context);
  lowerIteration(source, to, context, (value, body) => {
    settle(builtin("array_push", [array, coerce(value, type.element, source, body, context)], voidType, value.at), body, context);
  });
  return array;
}
