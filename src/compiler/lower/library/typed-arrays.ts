/** Typed arrays of the host profile: what is stored wraps as JavaScript has it; methods that only arrays have; buffers. */
import type * as ts from "typescript";
import type { Block, Expression, Value } from "../../hir/nodes.js";
import type { HirType } from "../../hir/types.js";
import { readLength } from "../expressions/property-access.js";
import type { FunctionContext } from "../function-context.js";
import { refuse } from "../refusal.js";
import { lowerIteration } from "../statements/iteration.js";
import { f32Type, f64Type, isInteger, isNarrow, isWide, numberType, sameType, u8Type, voidType } from "../types/hir-types.js";
import { arithmetic, builtin, integer, length } from "../values/build.js";
import { coerce } from "../values/coerce.js";
import { integerForm, toDouble } from "../values/doubles.js";
import { low32Of } from "../values/arithmetic.js";
import { keepUnlessStable, settle } from "../values/temporaries.js";
import type { BytesType } from "../types/typed-arrays.js";
import { copyElements, copyOf } from "./bytes.js";
import { wrapTo } from "./intrinsics.js";
import { callLibraryMethod } from "./methods.js";
import { callLibraryFunction } from "./library-function.js";
import { declarationOf } from "./doubles.js";

/** `value` as it lies in an element: in a program of a host its low bits, or rounded; on a device it must fit. */
export function storedElement(value: Expression, element: HirType, node: ts.Node, to: Block, context: FunctionContext): Expression {
  if (!context.compilation.hasDoubles(node)) return coerce(value, element, node, to, context);
  if (element.kind === "f32" && isNarrow(value.type))
    return { kind: "convert", value: toDouble(value), mode: "exact", type: f32Type, at: value.at };
  if (element.kind !== "int" || isWide(value.type) !== isWide(element) || !(isNarrow(value.type) || isWide(value.type)))
    return coerce(value, element, node, to, context);
  if (sameType(value.type, element)) return value;
  if (element.bits !== 32) return wrapTo(integerForm(value, null) ?? value, element);
  return low32Of(value, element);
}

/** The type of `xs[i]` as something that can be assigned: any number may be stored. */
export function assignedType(element: HirType, node: ts.Node, context: FunctionContext): HirType {
  return context.compilation.hasDoubles(node) && !isWide(element) ? f64Type : element;
}

/** Bytes of an element, a power of two. */
export function elementBytes({ element }: BytesType): bigint {
  if (element.kind === "int") return BigInt(element.bits / 8);
  return element.kind === "f64" ? 8n : 4n;
}

/** `length`, `byteLength`, `byteOffset`, `buffer`, `BYTES_PER_ELEMENT`. */
export function readBytesMember(
  receiver: Expression,
  type: BytesType,
  name: string,
  node: ts.Node,
  to: Block,
  context: FunctionContext,
): Expression {
  const { at } = receiver;
  switch (name) {
    case "byteLength":
      return arithmetic("*", length(receiver), integer(elementBytes(type), numberType, at), numberType);
    case "byteOffset":
      return settle(builtin("bytes_offset", [receiver], numberType, at), to, context);
    case "buffer":
      return settle(builtin("bytes_buffer", [receiver], { kind: "bytes", element: u8Type }, at), to, context);
    case "BYTES_PER_ELEMENT":
      return integer(elementBytes(type), numberType, at);
    default:
      return readLength(receiver, name, node);
  }
}

/** Methods that give the same of an array with the same elements. */
const asOfArray: ReadonlySet<string> = new Set([
  ...["at", "indexOf", "lastIndexOf", "includes", "join", "forEach", "every", "some", "find", "findIndex", "reduce"],
]);

/** Null for a method that typed arrays have themselves. */
export function callTypedArrayMethod(
  receiver: Expression,
  type: BytesType,
  name: string,
  node: ts.CallExpression,
  to: Block,
  context: FunctionContext,
): Value | null {
  if (asOfArray.has(name)) return callLibraryMethod(arrayOf(receiver, type, node, to, context), name, node, to, context);
  if (name === "map" || name === "filter") {
    const array = callLibraryMethod(arrayOf(receiver, type, node, to, context), name, node, to, context);
    return copyOf(settle(array, to, context), type, node, to, context);
  }
  return name === "reverse" || name === "sort" ? changeInPlace(receiver, type, name, node, to, context) : null;
}

/** An array with the elements as they are now. */
function arrayOf(receiver: Expression, { element }: BytesType, node: ts.CallExpression, to: Block, context: FunctionContext): Expression {
  const item: HirType = isWide(element) ? element : f64Type;
  const type = { kind: "array", element: item } as const;
  const array = settle({ kind: "arrayLiteral", elements: [], type, at: receiver.at }, to, context);
  lowerIteration({ given: receiver, node }, to, context, (value, body) => {
    settle(builtin("array_push", [array, coerce(value, item, node, body, context)], voidType, value.at), body, context);
  });
  return array;
}

/** Without a comparison, typed arrays are sorted by number, not by text. */
function changeInPlace(
  receiver: Expression,
  type: BytesType,
  name: string,
  node: ts.CallExpression,
  to: Block,
  context: FunctionContext,
): Value {
  const kept = keepUnlessStable(receiver, to, context);
  const array = arrayOf(kept, type, node, to, context);
  const byNumber = name === "sort" && node.arguments.length === 0;
  if (byNumber && isInteger(type.element) && isWide(type.element)) return refuse(node, "sort-by-text", { type: "bigint[]" });
  const changed = byNumber
    ? callLibraryFunction(declarationOf("arraySortNumbers", node, context), [array], [], node, to, context)
    : callLibraryMethod(array, name, node, to, context);
  copyElements(settle(changed, to, context), kept, integer(0n, numberType, kept.at), node, to, context);
  return kept;
}
