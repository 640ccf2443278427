/** `xs[i]`: an element that must be there (`xs[i]!`) traps outside, one that may be missing is an optional. */
import * as ts from "typescript";
import type { Block, Expression, Value } from "../../hir/nodes.js";
import type { HirType } from "../../hir/types.js";
import { asksForAbsence } from "../../frontend/absence.js";
import { isTupleRecord } from "../classes/records.js";
import type { FunctionContext } from "../function-context.js";
import { refuse } from "../refusal.js";
import { isNarrow, numberType, stringType, typeText } from "../types/hir-types.js";
import {
  and,
  assignLocal,
  builtin,
  compare,
  conditional,
  ifStatement,
  index,
  integer,
  length,
  letStatement,
  local,
  nullOf,
  optional,
} from "../values/build.js";
import { constantOf } from "../values/constants.js";
import { integerForm, math } from "../values/doubles.js";
import { comparable } from "../values/arithmetic.js";
import { intervalOf } from "../values/intervals.js";
import { narrowed } from "../values/narrow.js";
import { keepUnlessStable, Operands, resultLocal, settle } from "../values/temporaries.js";
import { readKeyed, readTable } from "./keyed.js";
import { lowerExpression } from "./lower-expression.js";
import { lowerOptionalChain } from "./optional-chain.js";
import { readProperty } from "./property-access.js";

export function lowerElementAccess(node: ts.ElementAccessExpression, to: Block, context: FunctionContext): Value {
  if (ts.isOptionalChain(node)) return lowerOptionalChain(node, to, context);
  const entry = readTable(node, to, context);
  if (entry !== null) return entry;
  const type = context.checker.getTypeAtLocation(node);
  const isAsked = !includes(type, ts.TypeFlags.Undefined) && asksForAbsence(node, context.checker);
  if (!isAsked && !includes(type, ts.TypeFlags.Undefined | ts.TypeFlags.TypeParameter)) return lowerElementRead(node, to, context);
  const { of, at } = lowerOperands(node, to, context);
  const element = possibleElement(of, at, node, to, context);
  return isAsked ? element : narrowed(element, node, false, context);
}

function includes(type: ts.Type, flags: ts.TypeFlags): boolean {
  const parts = type.isUnion() ? type.types : [type];
  return parts.some((part) => (part.flags & flags) !== 0);
}

/** The element behind `of?.[…]`. */
export function lowerElementOf(of: Expression, node: ts.ElementAccessExpression, to: Block, context: FunctionContext): Value {
  const operands = new Operands(to, context);
  operands.add(of);
  operands.add(lowerExpression(node.argumentExpression, to, context));
  const [object = of, at = of] = operands.finish();
  return possibleElement(object, at, node, to, context);
}

/** The element itself; the index traps outside. */
export function lowerElementRead(node: ts.ElementAccessExpression, to: Block, context: FunctionContext): Expression {
  const { of, at } = lowerOperands(node, to, context);
  if (of.type.kind === "object") return tupleElement(of, node, to, context);
  if (of.type.kind === "string") return unitAt(of, at, to, context);
  return index(of, at, elementType(of, node));
}

export interface ElementOperands {
  readonly of: Expression;
  readonly at: Expression;
}

/** Container and index, evaluated in order. */
export function lowerOperands(node: ts.ElementAccessExpression, to: Block, context: FunctionContext): ElementOperands {
  const operands = new Operands(to, context);
  operands.add(lowerExpression(node.expression, to, context));
  operands.add(lowerExpression(node.argumentExpression, to, context));
  const [of, at] = operands.finish();
  if (of === undefined || at === undefined) return refuse(node, "syntax", { kind: "ElementAccess" });
  if (of.type.kind !== "object" && !isNarrow(at.type)) return refuse(node.argumentExpression, "index-type", { type: typeText(at.type) });
  return { of, at: of.type.kind === "string" ? wholePlace(at) : at };
}

/** A double as a place: what is no integer lies outside everything. */
function wholePlace(at: Expression): Expression {
  if (at.type.kind !== "f64") return at;
  return integerForm(at, null) ?? math("integerOrNone", [at], numberType);
}

/** Refuses what has no elements. */
export function elementType(of: Expression, node: ts.Node): HirType {
  if (of.type.kind === "array" || of.type.kind === "bytes") return of.type.element;
  return refuse(node, "not-indexable", { type: typeText(of.type) });
}

/** As JavaScript has it: undefined outside. An element that is itself optional has no room for that, and traps outside. */
function possibleElement(
  of: Expression,
  at: Expression,
  node: ts.ElementAccessExpression,
  to: Block,
  context: FunctionContext,
): Expression {
  if (of.type.kind === "object") return tupleElement(of, node, to, context);
  if (of.type.kind === "string") return possibleUnit(of, at, node, to, context);
  const type = elementType(of, node);
  if (type.kind === "optional") return index(of, at, type);
  const [array, place] = [keepUnlessStable(of, to, context), keepUnlessStable(wholePlace(at), to, context)];
  const value = optional(index(array, place, type));
  return conditional(isInside(place, array, node), value, nullOf(value.type, value.at));
}

/** An element and what it is compared as: `isOptional` where it may be outside. */
export interface ComparedElement {
  readonly value: Expression;
  readonly isOptional: boolean;
}

/** As JavaScript has it. Container and place are read twice where that gives the same and costs little: nothing runs between. */
export function comparedElement(node: ts.ElementAccessExpression, to: Block, context: FunctionContext): ComparedElement {
  const { of, at } = lowerOperands(node, to, context);
  if (of.type.kind === "string") return { value: possibleUnit(of, at, node, to, context), isOptional: true };
  const type = elementType(of, node);
  if (type.kind === "optional") return { value: index(of, at, type), isOptional: false };
  const [array, place] = [repeatable(of, to, context), repeatable(wholePlace(at), to, context)];
  const value = optional(index(array.again, place.again, type));
  return { value: conditional(isInside(place.first, array.first, node), value, nullOf(value.type, value.at)), isOptional: true };
}

/** Two readings of one value, with no node in common: what is proved of one need not hold of the other. */
function repeatable(value: Expression, to: Block, context: FunctionContext): { readonly first: Expression; readonly again: Expression } {
  const copy = copied(value);
  if (copy !== null) return { first: value, again: copy };
  const kept = keepUnlessStable(value, to, context);
  return { first: kept, again: { ...kept } };
}

/** Null for what is not just read. */
function copied(value: Expression): Expression | null {
  switch (value.kind) {
    case "local":
    case "global":
    case "integer":
      return { ...value };
    case "field": {
      const object = copied(value.object);
      return object === null ? null : { ...value, object };
    }
    case "index": {
      const [of, place] = [copied(value.of), copied(value.index)];
      return of === null || place === null ? null : { ...value, of, index: place };
    }
    default:
      return null;
  }
}

function isInside(at: Expression, of: Expression, node: ts.Node): Expression {
  const [low, zero] = comparable(at, integer(0n, numberType, at.at), node);
  const [high, end] = comparable(at, length(of), node);
  const below = compare("<", high, end);
  const range = intervalOf(at);
  return range !== null && range.least >= 0n ? below : and(compare(">=", low, zero), below);
}

/** `s[i]!` */
function unitAt(of: Expression, at: Expression, to: Block, context: FunctionContext): Expression {
  const unit = builtin("string_code_unit_at", [of, at], numberType, at.at);
  const value = settle(unit, to, context);
  return settle(builtin("string_from_code_unit", [value], stringType, at.at), to, context);
}

/** `s[i]`: a string of one unit, or undefined. */
function possibleUnit(of: Expression, at: Expression, node: ts.Node, to: Block, context: FunctionContext): Expression {
  const [string, place] = [keepUnlessStable(of, to, context), keepUnlessStable(wholePlace(at), to, context)];
  const type: HirType = { kind: "optional", of: stringType };
  const result = resultLocal(type, context);
  const inside: Block = [];
  inside.push(assignLocal(result, optional(unitAt(string, place, inside, context))));
  to.push(letStatement(result, nullOf(type, at.at), at.at), ifStatement(isInside(place, string, node), inside));
  return local(result, at.at);
}

/** Tuples are records: their index is a constant. */
function tupleElement(of: Expression, node: ts.ElementAccessExpression, to: Block, context: FunctionContext): Expression {
  const info = of.type.kind === "object" ? context.compilation.classesById.get(of.type.class) : undefined;
  const position = constantOf(node.argumentExpression, context.checker);
  if (info !== undefined && !isTupleRecord(info)) {
    if (position?.kind === "string" || position?.kind === "number") return readProperty(of, `${position.value}`, node, to, context);
    return readKeyed(of, node, to, context);
  }
  if (position?.kind !== "number") return refuse(node, "tuple-index");
  return readProperty(of, `item${position.value}`, node, to, context);
}
