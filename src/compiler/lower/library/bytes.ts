/** Typed arrays: making, filling, copying. */
import type * as ts from "typescript";
import type { Block, Expression, Value } from "../../hir/nodes.js";
import type { HirType } from "../../hir/types.js";
import type { BytesType } from "../types/typed-arrays.js";
import { lowerAs, lowerExpression } from "../expressions/lower-expression.js";
import type { FunctionContext } from "../function-context.js";
import { refuse } from "../refusal.js";
import { i64Type, isNarrow, numberType, sameType, typeText, voidType } from "../types/hir-types.js";
import {
  arithmetic,
  assign,
  assignLocal,
  builtin,
  compare,
  index,
  integer,
  length,
  letStatement,
  local,
  neverValue,
} from "../values/build.js";
import { coerce } from "../values/coerce.js";
import { keepUnlessStable, Operands, settle } from "../values/temporaries.js";
import { cutToInteger } from "./doubles.js";
import { storedElement } from "./typed-arrays.js";

/** `new Uint8Array(length)`, of the elements of an array, or a window on a buffer. */
export function lowerNewBytes(type: BytesType, node: ts.NewExpression, to: Block, context: FunctionContext): Value {
  const [argument, ...others] = node.arguments ?? [];
  const at = context.place(node);
  if (argument === undefined) return builtin("bytes_new", [integer(0n, numberType, at)], type, at);
  if (isBuffer(argument, context)) return lowerWindow(type, argument, others, node, to, context);
  if (others.length > 0) return refuse(node, "bytes-of");
  const signed: HirType | null = sameType(type.element, i64Type) ? { kind: "array", element: i64Type } : null;
  const source = lowerExpression(argument, to, context, signed);
  if (isNarrow(source.type)) return builtin("bytes_new", [coerce(source, numberType, argument, to, context)], type, at);
  return copyOf(source, type, argument, to, context);
}

function isBuffer(node: ts.Expression, context: FunctionContext): boolean {
  const type = context.checker.getTypeAtLocation(node);
  const parts = type.isUnion() ? type.types : [type];
  return parts.every((part) => part.getSymbol()?.name === "ArrayBuffer" || part.getSymbol()?.name === "SharedArrayBuffer");
}

/** `new Float64Array(buffer, offset, length)` shares the buffer's memory. */
function lowerWindow(
  type: BytesType,
  buffer: ts.Expression,
  rest: readonly ts.Expression[],
  node: ts.NewExpression,
  to: Block,
  context: FunctionContext,
): Value {
  const at = context.place(node);
  const operands = new Operands(to, context);
  operands.add(lowerExpression(buffer, to, context));
  const [offset, count] = rest;
  operands.add(offset === undefined ? integer(0n, numberType, at) : lowerAs(offset, numberType, to, context));
  operands.add(count === undefined ? integer(-1n, numberType, at) : lowerAs(count, numberType, to, context));
  return builtin("bytes_over", operands.finish(), type, at);
}

/** `Uint8Array.of(…)` and its like. */
export function lowerBytesOf(type: BytesType, node: ts.CallExpression, to: Block, context: FunctionContext): Value {
  const operands = new Operands(to, context);
  for (const argument of node.arguments)
    operands.add(storedElement(lowerExpression(argument, to, context), type.element, argument, to, context));
  const values = operands.finish();
  const at = context.place(node);
  const made = settle(builtin("bytes_new", [integer(BigInt(values.length), numberType, at)], type, at), to, context);
  values.forEach((value, n) => to.push(assign({ kind: "index", of: made, index: integer(BigInt(n), numberType, at) }, value)));
  return made;
}

/** A new typed array with the elements of an array or of another typed array. */
export function copyOf(source: Expression, type: BytesType, node: ts.Node, to: Block, context: FunctionContext): Expression {
  const { at } = source;
  const from = keepUnlessStable(source, to, context);
  if (from.type.kind !== "array" && from.type.kind !== "bytes") return refuse(node, "bytes-of");
  const made = settle(builtin("bytes_new", [length(from)], type, at), to, context);
  copyElements(from, made, integer(0n, numberType, at), node, to, context);
  return made;
}

/** A loop that stores the elements of `from` in `target` from `offset` on. */
export function copyElements(
  from: Expression,
  target: Expression,
  offset: Expression,
  node: ts.Node,
  to: Block,
  context: FunctionContext,
): void {
  const { at } = from;
  if ((from.type.kind !== "array" && from.type.kind !== "bytes") || target.type.kind !== "bytes") return refuse(node, "bytes-of");
  const counter = context.newLocal("i", numberType, true);
  const place = local(counter, at);
  const body: Block = [];
  const value = storedElement(index(from, place, from.type.element), target.type.element, node, body, context);
  body.push(assign({ kind: "index", of: target, index: arithmetic("+", place, offset, numberType) }, value));
  const update: Block = [assignLocal(counter, arithmetic("+", place, integer(1n, numberType, at), numberType))];
  const test = compare("<", place, length(from));
  to.push(letStatement(counter, integer(0n, numberType, at), at), { kind: "loop", label: context.newLabel(), test, body, update, at });
}

/** `set(from)`, `set(from, offset)`. */
export function lowerBytesSet(receiver: Expression, node: ts.CallExpression, to: Block, context: FunctionContext): Value {
  const [source, offset] = node.arguments;
  if (source === undefined) return refuse(node, "argument-missing", { name: "source" });
  const operands = new Operands(to, context);
  operands.add(receiver);
  const given = lowerExpression(source, to, context);
  const isSame = sameType(given.type, receiver.type) || !context.compilation.hasDoubles(node);
  operands.add(isSame ? coerce(given, receiver.type, source, to, context) : given);
  operands.add(offset === undefined ? integer(0n, numberType, receiver.at) : lowerAs(offset, numberType, to, context));
  const [target = receiver, from = receiver, at = receiver] = operands.finish();
  if (isSame) return builtin("bytes_set", [target, from, at], voidType, context.place(node));
  copyElements(
    keepUnlessStable(from, to, context),
    keepUnlessStable(target, to, context),
    keepUnlessStable(at, to, context),
    node,
    to,
    context,
  );
  return neverValue(context.place(node));
}

/** `fill(value)`, `fill(value, start)`, `fill(value, start, end)`; gives the receiver. */
export function lowerBytesFill(receiver: Expression, node: ts.CallExpression, to: Block, context: FunctionContext): Value {
  if (receiver.type.kind !== "bytes") return refuse(node, "library-member", { member: "fill", type: typeText(receiver.type) });
  const [value, start, end] = node.arguments;
  if (value === undefined) return refuse(node, "argument-missing", { name: "value" });
  const operands = new Operands(to, context);
  operands.add(keepUnlessStable(receiver, to, context));
  operands.add(storedElement(lowerExpression(value, to, context), receiver.type.element, value, to, context));
  if (start !== undefined) operands.add(coerce(cutToInteger(lowerExpression(start, to, context)), numberType, start, to, context));
  if (end !== undefined) operands.add(coerce(cutToInteger(lowerExpression(end, to, context)), numberType, end, to, context));
  const [bytes = receiver, filler = receiver, first, last] = operands.finish();
  const from = first === undefined ? integer(0n, numberType, receiver.at) : place(first, bytes, to, context);
  const until = last === undefined ? length(bytes) : place(last, bytes, to, context);
  if (receiver.type.element.kind === "int")
    settle(builtin("bytes_fill", [bytes, filler, from, until], voidType, context.place(node)), to, context);
  else fillElements(bytes, keepUnlessStable(filler, to, context), from, until, to, context);
  return bytes;
}

/** A loop that stores `value` in the elements from `start` to `end - 1`. */
function fillElements(bytes: Expression, value: Expression, start: Expression, end: Expression, to: Block, context: FunctionContext): void {
  const { at } = bytes;
  const counter = context.newLocal("i", numberType, true);
  const place = local(counter, at);
  const body: Block = [assign({ kind: "index", of: bytes, index: place }, value)];
  const update: Block = [assignLocal(counter, arithmetic("+", place, integer(1n, numberType, at), numberType))];
  const test = compare("<", place, keepUnlessStable(end, to, context));
  to.push(letStatement(counter, start, at), { kind: "loop", label: context.newLabel(), test, body, update, at });
}

/** As JavaScript reads a place: from the end when negative, cut off at both ends. */
function place(value: Expression, bytes: Expression, to: Block, context: FunctionContext): Expression {
  const at = keepUnlessStable(value, to, context);
  const zero = integer(0n, numberType, at.at);
  const end = length(bytes);
  const fromEnd = keepUnlessStable(arithmetic("+", at, end, numberType), to, context);
  const negative = {
    kind: "conditional",
    test: compare("<", fromEnd, zero),
    then: zero,
    else: fromEnd,
    type: numberType,
    at: at.at,
  } as const;
  const natural = { kind: "conditional", test: compare(">", at, end), then: end, else: at, type: numberType, at: at.at } as const;
  return { kind: "conditional", test: compare("<", at, zero), then: negative, else: natural, type: numberType, at: at.at };
}
