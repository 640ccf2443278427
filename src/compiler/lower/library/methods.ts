/** Methods of strings, arrays, maps, sets, bytes, numbers: an operation of the runtime, or a function of `src/std/lang`. */
import * as ts from "typescript";
import type { Block, Expression, Value } from "../../hir/nodes.js";
import type { HirType } from "../../hir/types.js";
import type { BuiltinName } from "../../hir/builtins.js";
import { addArguments } from "../calls/arguments.js";
import type { FunctionContext } from "../function-context.js";
import { refuse } from "../refusal.js";
import { boolType, isNarrow, typeText, voidType } from "../types/hir-types.js";
import { builtin, length, neverValue } from "../values/build.js";
import { isDiscarded } from "../expressions/assignment.js";
import { Operands, settle } from "../values/temporaries.js";
import { callLibraryFunction } from "./library-function.js";
import { stringOf } from "../values/strings.js";
import { lowerFilter, lowerFind, lowerJoin, lowerReduce, lowerReduceRight, lowerSort, lowerToSorted } from "./array-methods.js";
import { lowerBytesFill, lowerBytesSet } from "./bytes.js";
import type { BytesType } from "../types/typed-arrays.js";
import { callTypedArrayMethod } from "./typed-arrays.js";
import { callDoubleMethod, callIncludes } from "./doubles.js";
import { lowerToString } from "./numbers.js";
import { optionalOf } from "../types/from-ts.js";

/** An operation with the method's own arguments, and what the call gives. */
interface Operation {
  readonly name: BuiltinName;
  readonly parameters: readonly HirType[];
  readonly result: HirType;
  /** The method's value is the receiver. */
  readonly chains?: boolean;
}

export function callLibraryMethod(receiver: Expression, name: string, node: ts.CallExpression, to: Block, context: FunctionContext): Value {
  const operation = operationFor(receiver.type, name, node);
  if (operation !== null) return callOperation(receiver, operation, node, to, context);
  switch (receiver.type.kind) {
    case "array":
      return callArrayMethod(receiver, name, node, to, context);
    case "int":
    case "number":
    case "f64":
    case "bool":
      if (isNarrow(receiver.type) && context.compilation.hasDoubles(node)) {
        if (name === "valueOf") return receiver;
        const formatted = callDoubleMethod(receiver, name, node, to, context);
        if (formatted !== null) return formatted;
      }
      return name === "toString" ? lowerToString(receiver, node, to, context) : refuseMember(receiver, name, node);
    case "string":
      if (name === "toString" || name === "valueOf") return receiver;
      return callNamed("string", receiver, takesFunction(name, node, context) ? `${name}With` : name, node, to, context);
    case "bytes":
      if (name === "set") return lowerBytesSet(receiver, node, to, context);
      if (name === "fill") return lowerBytesFill(receiver, node, to, context);
      return callBytesMethod(receiver, receiver.type, name, node, to, context);
    case "map":
    case "set":
      return callNamed(receiver.type.kind, receiver, name, node, to, context);
    default:
      return refuseMember(receiver, name, node);
  }
}

/** `replace(pattern, (match) => …)` */
function takesFunction(name: string, node: ts.CallExpression, { checker }: FunctionContext): boolean {
  const [, replacement] = node.arguments;
  if (replacement === undefined || !name.startsWith("replace")) return false;
  return checker.getTypeAtLocation(replacement).getCallSignatures().length > 0;
}

function callBytesMethod(
  receiver: Expression,
  type: BytesType,
  name: string,
  node: ts.CallExpression,
  to: Block,
  context: FunctionContext,
): Value {
  const isHost = context.compilation.hasDoubles(node);
  const ofArray = isHost ? callTypedArrayMethod(receiver, type, name, node, to, context) : null;
  return ofArray ?? callNamed("bytes", receiver, name, node, to, context);
}

function callArrayMethod(receiver: Expression, name: string, node: ts.CallExpression, to: Block, context: FunctionContext): Value {
  if (wantsWhole(name, node)) return callNamed("array", receiver, `${name}Whole`, node, to, context);
  switch (name) {
    case "push":
      return lowerPush(receiver, node, to, context);
    case "sort":
      return lowerSort(receiver, node, to, context);
    case "toSorted":
      return lowerToSorted(receiver, node, to, context);
    case "reduceRight":
      return lowerReduceRight(receiver, node, to, context);
    case "toString":
      return stringOf(receiver, node, to, context);
    case "reduce":
      return lowerReduce(receiver, node, to, context);
    case "filter":
      return lowerFilter(receiver, node, to, context);
    case "find":
      return lowerFind(receiver, node, to, context);
    case "includes":
      if (receiver.type.kind === "array" && receiver.type.element.kind === "f64") return callIncludes(receiver, node, to, context);
      return callNamed("array", receiver, name, node, to, context);
    case "join":
      return lowerJoin(receiver, node, to, context);
    default:
      return callNamed("array", receiver, name, node, to, context);
  }
}

/** `xs.map((x, i, all) => …)`: the function has a parameter for the array. */
function wantsWhole(name: string, node: ts.CallExpression): boolean {
  const [callback, initial] = node.arguments;
  if (callback === undefined || !(ts.isArrowFunction(callback) || ts.isFunctionExpression(callback))) return false;
  const isReduce = name === "reduce" || name === "reduceRight";
  return isReduce ? initial !== undefined && callback.parameters.length > 3 : callback.parameters.length > 2;
}

function refuseMember(receiver: Expression, name: string, node: ts.Node): never {
  return refuse(node, "library-member", { member: name, type: typeText(receiver.type) });
}

/** The function `arrayMap` for `xs.map`. */
function callNamed(
  prefix: string,
  receiver: Expression,
  name: string,
  node: ts.CallExpression,
  to: Block,
  context: FunctionContext,
): Value {
  const wanted = `${prefix}${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  const declaration = context.compilation.libraryFunction(wanted);
  if (declaration === null) return refuseMember(receiver, name, node);
  return callLibraryFunction(declaration, [receiver], node.arguments, node, to, context);
}

function operationFor(type: HirType, name: string, node: ts.CallExpression): Operation | null {
  switch (type.kind) {
    case "array":
      return name === "pop" ? { name: "array_pop", parameters: [], result: elementOrUndefined(type.element, node) } : null;
    case "map":
      return mapOperation(type.key, type.value, name, node);
    case "set":
      return setOperation(type.element, name);
    case "weak":
      return name === "deref" ? { name: "weak_deref", parameters: [], result: elementOrUndefined(type.target, node) } : null;
    default:
      return null;
  }
}

function elementOrUndefined(type: HirType, node: ts.Node): HirType {
  return optionalOf(type, node);
}

function mapOperation(key: HirType, value: HirType, name: string, node: ts.Node): Operation | null {
  switch (name) {
    case "get":
      return { name: "map_get", parameters: [key], result: optionalOf(value, node) };
    case "set":
      return { name: "map_set", parameters: [key, value], result: voidType, chains: true };
    case "has":
      return { name: "map_has", parameters: [key], result: boolType };
    case "delete":
      return { name: "map_delete", parameters: [key], result: boolType };
    case "clear":
      return { name: "map_clear", parameters: [], result: voidType };
    default:
      return null;
  }
}

function setOperation(element: HirType, name: string): Operation | null {
  switch (name) {
    case "add":
      return { name: "set_add", parameters: [element], result: voidType, chains: true };
    case "has":
      return { name: "set_has", parameters: [element], result: boolType };
    case "delete":
      return { name: "set_delete", parameters: [element], result: boolType };
    case "clear":
      return { name: "set_clear", parameters: [], result: voidType };
    default:
      return null;
  }
}

function callOperation(receiver: Expression, operation: Operation, node: ts.CallExpression, to: Block, context: FunctionContext): Value {
  const operands = new Operands(to, context);
  operands.add(receiver);
  const parameters = operation.parameters.map((type, n) => ({ name: `argument ${n + 1}`, type, missing: null, rest: false }));
  addArguments({ parameters }, node.arguments, operands, node, to, context);
  const args = operands.finish();
  const call = builtin(operation.name, args, operation.result, context.place(node));
  if (operation.chains !== true || isDiscarded(node)) return call;
  settle(call, to, context);
  return args[0] ?? receiver;
}

/** `push` gives the new length. */
function lowerPush(receiver: Expression, node: ts.CallExpression, to: Block, context: FunctionContext): Value {
  const { type } = receiver;
  if (type.kind !== "array") return refuseMember(receiver, "push", node);
  const isSingle = node.arguments.length === 1 && node.arguments.every((argument) => !ts.isSpreadElement(argument));
  if (!isSingle) return lowerPushAll(receiver, node, to, context);
  const operands = new Operands(to, context);
  operands.add(receiver);
  addArguments(
    { parameters: [{ name: "item", type: type.element, missing: null, rest: false }] },
    node.arguments,
    operands,
    node,
    to,
    context,
  );
  const args = operands.finish();
  const call = builtin("array_push", args, voidType, context.place(node));
  if (isDiscarded(node)) return call;
  settle(call, to, context);
  return length(args[0] ?? receiver);
}

function lowerPushAll(receiver: Expression, node: ts.CallExpression, to: Block, context: FunctionContext): Value {
  const declaration = context.compilation.libraryFunction("arrayPushAll");
  if (declaration === null) return refuse(node, "library-missing", { name: "arrayPushAll" });
  const items = { name: "items", type: receiver.type, missing: null, rest: true };
  const operands = new Operands(to, context);
  operands.add(receiver);
  addArguments({ parameters: [items] }, node.arguments, operands, node, to, context);
  const [array = receiver, all = neverValue(receiver.at)] = operands.finish();
  return callLibraryFunction(declaration, [array, all], [], node, to, context);
}
