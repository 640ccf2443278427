/** Destructuring: `const { a, b: [c] } = x`, `[a, b] = [b, a]`. */
import * as ts from "typescript";
import type { Block, Expression, Value } from "../../hir/nodes.js";
import { allFields, type ClassInfo } from "../classes/class-info.js";
import { isTupleRecord } from "../classes/records.js";
import { lowerAs, lowerExpression } from "../expressions/lower-expression.js";
import { readProperty } from "../expressions/property-access.js";
import { recordValue } from "../expressions/object-literal.js";
import { resolveReference } from "../expressions/references.js";
import { absenceOf, mustBeThere } from "../../frontend/absence.js";
import { skipParentheses } from "../../frontend/parentheses.js";
import type { FunctionContext } from "../function-context.js";
import { isModuleLevel } from "../functions/analysis.js";
import { refuse } from "../refusal.js";
import { typeAt } from "../types/from-ts.js";
import { numberType, sameType, typeText } from "../types/hir-types.js";
import {
  assignLocal,
  builtin,
  compare,
  conditional,
  ifStatement,
  index,
  integer,
  isNull,
  length,
  letStatement,
  lesser,
  local,
  nullOf,
  optional,
  unwrap,
} from "../values/build.js";
import { coerce } from "../values/coerce.js";
import { keepUnlessStable, resultLocal, settle } from "../values/temporaries.js";
import { bindVariable, setGlobal } from "./variables.js";

/** Binds the names of `pattern` to the parts of `value`. */
export function bindPattern(pattern: ts.BindingPattern, value: Value, to: Block, context: FunctionContext): void {
  const whole = keepUnlessStable(settle(value, to, context), to, context);
  pattern.elements.forEach((element, n) => {
    if (ts.isOmittedExpression(element)) return;
    bindElement(element, partOf(whole, pattern, element, n, to, context), to, context);
  });
}

function bindElement(element: ts.BindingElement, part: Expression, to: Block, context: FunctionContext): void {
  const takesDefault = element.initializer !== undefined && absenceOf(element, context.checker) !== "null";
  const value = takesDefault ? withDefault(part, element.initializer, to, context) : part;
  if (!ts.isIdentifier(element.name)) bindPattern(element.name, value, to, context);
  else if (isModuleLevel(element)) setGlobal(element, element.name, value, to, context);
  else bindVariable(element.name, value, to, context);
}

function partOf(
  whole: Expression,
  pattern: ts.BindingPattern,
  element: ts.BindingElement,
  n: number,
  to: Block,
  context: FunctionContext,
): Expression {
  const isRest = element.dotDotDotToken !== undefined;
  if (ts.isArrayBindingPattern(pattern)) {
    return isRest ? restOf(whole, n, element, to, context) : itemOf(whole, n, element, to, context);
  }
  if (isRest) return restOfObject(whole, element.name, element, to, context);
  const name = element.propertyName ?? element.name;
  return ts.isIdentifier(name) || ts.isStringLiteral(name)
    ? readProperty(whole, name.text, element, to, context)
    : refuse(name, "computed-name");
}

/** What no other name of the pattern takes: a new object with the fields that tsc says are left. */
function restOfObject(whole: Expression, name: ts.Node, node: ts.Node, to: Block, context: FunctionContext): Expression {
  const type = typeAt(name, context);
  const info = type.kind === "object" ? context.compilation.classesById.get(type.class) : undefined;
  if (info === undefined || info.declaration !== null) return refuse(node, "rest-of-object", { type: typeText(type) });
  const fields = allFields(info).map((field) => coerce(readProperty(whole, field.name, node, to, context), field.type, node, to, context));
  const source = whole.type.kind === "object" ? context.compilation.classesById.get(whole.type.class) : undefined;
  const names = allFields(info).map((field) => field.name);
  return settle(recordValue(info, source === undefined ? names : [{ of: source, keys: names }], fields, node, to, context), to, context);
}

/**
 * Item `n` of a tuple, or of an array as JavaScript has it: undefined behind the end. It traps there where tsc says that the item is
 * there, since no later use looks again.
 */
export function itemOf(
  whole: Expression,
  n: number,
  node: ts.BindingElement | ts.Expression,
  to: Block,
  context: FunctionContext,
): Expression {
  const { type } = whole;
  const info = type.kind === "object" ? context.compilation.classesById.get(type.class) : undefined;
  if (info !== undefined && isTupleRecord(info)) return readProperty(whole, `item${n}`, node, to, context);
  if (type.kind !== "array" && type.kind !== "bytes") return refuse(node, "not-destructurable", { type: typeText(type) });
  const place = integer(BigInt(n), numberType, whole.at);
  const item = index(whole, place, type.element);
  const mustBe = !hasDefault(node) && mustBeThere(node, context.checker);
  const isOwn = ts.isBindingElement(node) && absenceOf(node, context.checker) === "undefined";
  if (type.element.kind === "optional" && !mustBe && !isOwn) return item;
  const present = optional(item);
  const none = nullOf(present.type, context.place(node));
  const isThere = compare("<", place, length(whole));
  if (type.element.kind === "optional") return conditional(isThere, item, mustBe ? optional(unwrap(none, true)) : none);
  return mustBe ? unwrap({ ...conditional(isThere, present, none), at: none.at }, true) : conditional(isThere, present, none);
}

function hasDefault(node: ts.BindingElement | ts.Expression): boolean {
  return ts.isBindingElement(node) ? node.initializer !== undefined : ts.isBinaryExpression(node);
}

function restOf(whole: Expression, n: number, node: ts.Node, to: Block, context: FunctionContext): Expression {
  const info = whole.type.kind === "object" ? context.compilation.classesById.get(whole.type.class) : undefined;
  if (info !== undefined && isTupleRecord(info)) return restOfTuple(whole, info, n, node, to, context);
  if (whole.type.kind !== "array") return refuse(node, "not-destructurable", { type: typeText(whole.type) });
  const end = length(whole);
  const start = lesser(integer(BigInt(n), numberType, whole.at), end);
  return settle(builtin("array_slice", [whole, start, end], whole.type, whole.at), to, context);
}

function restOfTuple(whole: Expression, info: ClassInfo, n: number, node: ts.Node, to: Block, context: FunctionContext): Expression {
  const [first, ...others] = info.hir.fields.slice(n);
  if (first === undefined || others.some((other) => !sameType(first.type, other.type)))
    return refuse(node, "not-destructurable", { type: typeText(whole.type) });
  const elements = info.hir.fields.slice(n).map((field) => readProperty(whole, field.name, node, to, context));
  return settle({ kind: "arrayLiteral", elements, type: { kind: "array", element: first.type }, at: whole.at }, to, context);
}

/** The part, or the default where it is undefined. */
function withDefault(part: Expression, initializer: ts.Expression, to: Block, context: FunctionContext): Expression {
  if (part.type.kind !== "optional") return part;
  const kept = keepUnlessStable(part, to, context);
  const type = part.type.of;
  const missing: Block = [];
  const fallback = lowerAs(initializer, type, missing, context);
  if (missing.length === 0) return conditional(isNull(kept), fallback, unwrap(kept, false));
  const result = resultLocal(type, context);
  missing.push(assignLocal(result, fallback));
  to.push(letStatement(result, null, part.at), ifStatement(isNull(kept), missing, [assignLocal(result, unwrap(kept, false))]));
  return local(result, part.at);
}

/** `[a, b] = value`, `({ a, b } = value)`: the value first, then the targets from left to right. */
export function assignPattern(
  pattern: ts.ArrayLiteralExpression | ts.ObjectLiteralExpression,
  right: ts.Expression,
  to: Block,
  context: FunctionContext,
): Expression {
  const parts = swapParts(pattern, right, to, context);
  if (parts !== null) {
    parts.forEach(({ target, value }) => assignPart(target, value, to, context));
    return nullOf({ kind: "void" }, context.place(pattern));
  }
  const whole = keepUnlessStable(lowerExpression(right, to, context), to, context);
  assignParts(pattern, whole, to, context);
  return whole;
}

/** What the target holds may be null, which no default replaces. */
function isNullable(target: ts.Expression, { checker }: FunctionContext): boolean {
  const type = checker.getTypeAtLocation(target);
  return (type.isUnion() ? type.types : [type]).some((part) => (part.flags & ts.TypeFlags.Null) !== 0);
}

interface SwapPart {
  readonly target: ts.Expression;
  readonly value: Expression;
}

/** `[a, b] = [b, a]`: all values are taken before anything is assigned; no array is made. */
function swapParts(pattern: ts.Expression, right: ts.Expression, to: Block, context: FunctionContext): SwapPart[] | null {
  const source = skipParentheses(right);
  if (!ts.isArrayLiteralExpression(pattern) || !ts.isArrayLiteralExpression(source)) return null;
  if (pattern.elements.length !== source.elements.length || source.elements.some((element) => ts.isSpreadElement(element))) return null;
  const values = source.elements.map((element) => keepUnlessStable(lowerExpression(element, to, context), to, context));
  return pattern.elements.flatMap((target, n) => {
    const value = values[n];
    return value === undefined || ts.isOmittedExpression(target) ? [] : [{ target, value }];
  });
}

/** Each target of the pattern gets its part of `whole`. */
export function assignParts(
  pattern: ts.ArrayLiteralExpression | ts.ObjectLiteralExpression,
  whole: Expression,
  to: Block,
  context: FunctionContext,
): void {
  if (ts.isArrayLiteralExpression(pattern)) {
    pattern.elements.forEach((target, n) => {
      if (ts.isOmittedExpression(target)) return;
      if (ts.isSpreadElement(target)) return assignPart(target.expression, restOf(whole, n, target, to, context), to, context);
      assignPart(target, itemOf(whole, n, target, to, context), to, context);
    });
    return;
  }
  for (const property of pattern.properties) {
    if (ts.isPropertyAssignment(property))
      assignPart(property.initializer, readProperty(whole, property.name.getText(), property, to, context), to, context);
    else if (ts.isShorthandPropertyAssignment(property))
      assignPart(property.name, readProperty(whole, property.name.text, property, to, context), to, context);
    else if (ts.isSpreadAssignment(property))
      assignPart(property.expression, restOfObject(whole, property.expression, property, to, context), to, context);
    else refuse(property, "computed-name");
  }
}

function assignPart(target: ts.Expression, value: Expression, to: Block, context: FunctionContext): void {
  const bare = skipParentheses(target);
  if (ts.isArrayLiteralExpression(bare) || ts.isObjectLiteralExpression(bare))
    return assignParts(bare, keepUnlessStable(value, to, context), to, context);
  if (ts.isBinaryExpression(bare) && bare.operatorToken.kind === ts.SyntaxKind.EqualsToken) {
    if (value.type.kind === "optional" && value.type.of.kind !== "mixed" && isNullable(bare.left, context))
      return refuse(bare.left, "null-or-undefined", { value: bare.left.getText() });
    return assignPart(bare.left, withDefault(value, bare.right, to, context), to, context);
  }
  const reference = resolveReference(bare, to, context);
  const bound = reference.bind(reference.operands);
  const present = reference.type.kind === "optional" ? value : unwrap(value, true);
  bound.write(coerce(present, reference.type, target, to, context), to);
}
