/** Array literals and tuples. */
import * as ts from "typescript";
import type { Block, Expression, Value } from "../../hir/nodes.js";
import type { HirType } from "../../hir/types.js";
import { isTupleRecord } from "../classes/records.js";
import type { FunctionContext } from "../function-context.js";
import { lowerIteration } from "../statements/iteration.js";
import { refuse } from "../refusal.js";
import { typeAt } from "../types/from-ts.js";
import { typeText, voidType } from "../types/hir-types.js";
import { builtin } from "../values/build.js";
import { coerce } from "../values/coerce.js";
import { expectedAs } from "../values/expected.js";
import { keepUnlessStable, Operands, settle } from "../values/temporaries.js";
import { lowerAs, lowerExpression } from "./lower-expression.js";
import { readProperty } from "./property-access.js";

export function lowerArrayLiteral(node: ts.ArrayLiteralExpression, to: Block, context: FunctionContext, expected: HirType | null): Value {
  const type = expectedAs(expected, "array", "object") ?? typeAt(node, context);
  if (type.kind === "object") return lowerTuple(node, type.class, to, context);
  if (type.kind !== "array") return refuse(node, "no-conversion", { value: node.getText(), source: "array", target: typeText(type) });
  return lowerArrayElements(node.elements, type, node, to, context);
}

/** An array of the elements; a spread appends everything that its value gives. */
export function lowerArrayElements(
  elements: readonly ts.Expression[],
  type: HirType & { readonly kind: "array" },
  node: ts.Node,
  to: Block,
  context: FunctionContext,
): Value {
  const at = context.place(node);
  const firstSpread = elements.findIndex((element) => ts.isSpreadElement(element));
  const plain = firstSpread < 0 ? elements : elements.slice(0, firstSpread);
  const operands = new Operands(to, context);
  for (const element of plain) operands.add(lowerElement(element, type.element, to, context));
  const start: Value = { kind: "arrayLiteral", elements: operands.finish(), type, at };
  if (firstSpread < 0) return start;
  const array = settle(start, to, context);
  for (const element of elements.slice(firstSpread)) append(element, array, type.element, to, context);
  return array;
}

function lowerElement(element: ts.Expression, type: HirType, to: Block, context: FunctionContext): Expression {
  if (ts.isOmittedExpression(element)) return refuse(element, "array-hole");
  return lowerAs(element, type, to, context);
}

function append(element: ts.Expression, array: Expression, type: HirType, to: Block, context: FunctionContext): void {
  if (!ts.isSpreadElement(element)) return push(array, lowerElement(element, type, to, context), to, context);
  const expected = ts.isArrayLiteralExpression(element.expression) ? array.type : null;
  const add = (value: Expression, body: Block): void => push(array, coerce(value, type, element, body, context), body, context);
  lowerIteration(element.expression, to, context, add, expected);
}

function push(array: Expression, value: Expression, to: Block, context: FunctionContext): void {
  settle(builtin("array_push", [array, value], voidType, value.at), to, context);
}

/** `...pair` in a tuple: the items of another one. */
function tupleParts(element: ts.SpreadElement, to: Block, context: FunctionContext): Expression[] {
  const source = keepUnlessStable(lowerExpression(element.expression, to, context), to, context);
  const info = source.type.kind === "object" ? context.compilation.classesById.get(source.type.class) : undefined;
  if (info === undefined || !isTupleRecord(info)) return refuse(element, "tuple-spread");
  return info.hir.fields.map(({ name }) => readProperty(source, name, element, to, context));
}

function lowerTuple(node: ts.ArrayLiteralExpression, id: string, to: Block, context: FunctionContext): Value {
  const info = context.compilation.classesById.get(id);
  if (info === undefined || !isTupleRecord(info))
    return refuse(node, "no-conversion", { value: node.getText(), source: "array", target: info?.hir.name ?? id });
  const operands = new Operands(to, context);
  let n = 0;
  for (const element of node.elements) {
    const parts = ts.isSpreadElement(element) ? tupleParts(element, to, context) : null;
    for (const part of parts ?? [null]) {
      const field = info.hir.fields[n++];
      if (field === undefined) return refuse(element, "tuple-spread");
      operands.add(part === null ? lowerElement(element, field.type, to, context) : coerce(part, field.type, element, to, context));
    }
  }
  if (n < info.hir.fields.length) return refuse(node, "tuple-spread");
  return { kind: "record", class: id, fields: operands.finish(), type: { kind: "object", class: id }, at: context.place(node) };
}
