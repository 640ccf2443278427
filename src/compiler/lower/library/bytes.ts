/** Typed arrays: making, filling, copying. */
import type ts from "typescript";
import type { Block, Expression, Value } from "../../hir/nodes.js";
import type { HirType } from "../../hir/types.js";
import { lowerAs, lowerExpression } from "../expressions/lower-expression.js";
import type { FunctionContext } from "../function-context.js";
import { refuse } from "../refusal.js";
import { isNarrow, numberType, typeText, u8Type, voidType } from "../types/hir-types.js";
import { arithmetic, assign, assignLocal, builtin, compare, index, integer, length, letStatement, local } from "../values/build.js";
import { coerce } from "../values/coerce.js";
import { keepUnlessStable, Operands, settle } from "../values/temporaries.js";

export type BytesType = HirType & { readonly kind: "bytes" };

/** `new Uint8Array(length)` or of the elements of an array. */
export function lowerNewBytes(type: BytesType, node: ts.NewExpression, to: Block, context: FunctionContext): Value {
  const [argument, ...others] = node.arguments ?? [];
  if (others.length > 0) return refuse(node, "bytes-of");
  const at = context.place(node);
  if (argument === undefined) return builtin("bytes_new", [integer(0n, numberType, at)], type, at);
  const source = lowerExpression(argument, to, context);
  if (isNarrow(source.type)) return builtin("bytes_new", [coerce(source, numberType, argument, to, context)], type, at);
  if (source.type.kind !== "array" && source.type.kind !== "bytes") return refuse(node, "bytes-of");
  return copyOf(source, type, argument, to, context);
}

/** `Uint8Array.of(…)` */
export function lowerBytesOf(node: ts.CallExpression, to: Block, context: FunctionContext): Value {
  const type: BytesType = { kind: "bytes", element: u8Type };
  const operands = new Operands(to, context);
  for (const argument of node.arguments) operands.add(lowerAs(argument, u8Type, to, context));
  const values = operands.finish();
  const at = context.place(node);
  const made = settle(builtin("bytes_new", [integer(BigInt(values.length), numberType, at)], type, at), to, context);
  values.forEach((value, n) => to.push(assign({ kind: "index", of: made, index: integer(BigInt(n), numberType, at) }, value)));
  return made;
}

function copyOf(source: Expression, type: BytesType, node: ts.Node, to: Block, context: FunctionContext): Expression {
  const { at } = source;
  if (source.type.kind !== "array" && source.type.kind !== "bytes") return refuse(node, "bytes-of");
  const from = keepUnlessStable(source, to, context);
  const made = settle(builtin("bytes_new", [length(from)], type, at), to, context);
  const counter = context.newLocal("i", numberType, true);
  const place = local(counter, at);
  const body: Block = [];
  const value = coerce(index(from, place, source.type.element), type.element, node, body, context);
  body.push(assign({ kind: "index", of: made, index: place }, value));
  const update: Block = [assignLocal(counter, arithmetic("+", place, integer(1n, numberType, at), numberType))];
  const test = compare("<", place, length(from));
  to.push(letStatement(counter, integer(0n, numberType, at), at), { kind: "loop", label: context.newLabel(), test, body, update, at });
  return made;
}

/** `set(from)`, `set(from, offset)`. */
export function lowerBytesSet(receiver: Expression, node: ts.CallExpression, to: Block, context: FunctionContext): Value {
  const [source, offset] = node.arguments;
  if (source === undefined) return refuse(node, "argument-missing", { name: "source" });
  const operands = new Operands(to, context);
  operands.add(receiver);
  operands.add(lowerAs(source, receiver.type, to, context));
  operands.add(offset === undefined ? integer(0n, numberType, receiver.at) : lowerAs(offset, numberType, to, context));
  return builtin("bytes_set", operands.finish(), voidType, context.place(node));
}

/** `fill(value)`, `fill(value, start)`, `fill(value, start, end)`; gives the receiver. */
export function lowerBytesFill(receiver: Expression, node: ts.CallExpression, to: Block, context: FunctionContext): Value {
  if (receiver.type.kind !== "bytes") return refuse(node, "library-member", { member: "fill", type: typeText(receiver.type) });
  const [value, start, end] = node.arguments;
  if (value === undefined) return refuse(node, "argument-missing", { name: "value" });
  const operands = new Operands(to, context);
  operands.add(keepUnlessStable(receiver, to, context));
  operands.add(lowerAs(value, receiver.type.element, to, context));
  if (start !== undefined) operands.add(lowerAs(start, numberType, to, context));
  if (end !== undefined) operands.add(lowerAs(end, numberType, to, context));
  const [bytes = receiver, filler = receiver, first, last] = operands.finish();
  const from = first === undefined ? integer(0n, numberType, receiver.at) : place(first, bytes, to, context);
  const until = last === undefined ? length(bytes) : place(last, bytes, to, context);
  settle(builtin("bytes_fill", [bytes, filler, from, until], voidType, context.place(node)), to, context);
  return bytes;
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
