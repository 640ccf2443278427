/** `xs[i]`, `xs[i]!`, `x!`, `x as Class`: an index outside, an absent value and another class trap. */
import * as ts from "typescript";
import { skipParentheses } from "../frontend/parentheses.js";
import { asksForAbsence, hasElements, isComparedElement } from "../frontend/absence.js";
import type { Lane } from "./lane.js";
import { isTarget, parentOf } from "./syntax.js";

/** An index that must be inside; null where JavaScript's `undefined` is meant, and for what is no array. */
export function checkedElement(node: ts.ElementAccessExpression, lane: Lane): ts.Expression | null {
  if (ts.isOptionalChain(node) || isTarget(node) || !isIndexed(node, lane)) return null;
  const mustBe = ts.isNonNullExpression(parentOf(node)) || ts.isAsExpression(parentOf(node)) || !mayBeMissing(node, lane);
  const knowsAbsence = asksForAbsence(node, lane.checker) || isComparedElement(node, lane.checker);
  if (knowsAbsence && !isElementOptional(node, lane)) return null;
  return mustBe ? elementOf(node, lane) : null;
}

function elementOf(node: ts.ElementAccessExpression, lane: Lane): ts.Expression {
  return lane.checked("element", [lane.expression(node.expression), lane.expression(node.argumentExpression)], node);
}

/** tsc says `undefined`, and the element itself can not be. */
function mayBeMissing(node: ts.ElementAccessExpression, lane: Lane): boolean {
  return includesAbsent(lane.checker.getTypeAtLocation(node)) && !isElementOptional(node, lane);
}

function isElementOptional(node: ts.ElementAccessExpression, { checker }: Lane): boolean {
  const element = checker.getIndexTypeOfType(checker.getTypeAtLocation(node.expression), ts.IndexKind.Number);
  return element !== undefined && includesAbsent(element);
}

function includesAbsent(type: ts.Type): boolean {
  const parts = type.isUnion() ? type.types : [type];
  return parts.some((part) => (part.flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Null)) !== 0);
}

/** Of an array, typed array or string. */
export function isIndexed(node: ts.ElementAccessExpression, { checker }: Lane): boolean {
  return hasElements(checker.getTypeAtLocation(node.expression), checker);
}

/** `x!` */
export function checkedPresence(node: ts.NonNullExpression, lane: Lane): ts.Expression {
  const value = lane.expression(node.expression);
  const operand = skipParentheses(node.expression);
  const isElement = ts.isElementAccessExpression(operand) && isIndexed(operand, lane) && !ts.isOptionalChain(operand);
  if (isElement && !isElementOptional(operand, lane)) return value;
  return isTarget(node) ? node : lane.checked("present", [value], node.expression);
}

/** `x as Class` of a value that may be of another class; null for any other assertion. */
export function checkedClass(node: ts.AsExpression, lane: Lane): ts.Expression | null {
  const { checker, factory } = lane;
  const target = checker.getTypeAtLocation(node);
  const symbol = target.getSymbol();
  if (symbol === undefined || !target.isClass() || !ts.isTypeReferenceNode(node.type) || !ts.isIdentifier(node.type.typeName)) return null;
  if (checker.isTypeAssignableTo(checker.getTypeAtLocation(node.expression), target)) return null;
  const name = factory.createIdentifier(node.type.typeName.text);
  return lane.checked("instance", [lane.expression(node.expression), name], node.expression);
}
