/** `const [a, b] = xs`, `[a, b] = xs`: an element that must be there traps where it is not, by a default that nothing else evaluates. */
import * as ts from "typescript";
import { mustBeThere } from "../frontend/absence.js";
import type { Lane } from "./lane.js";

/** Null for a name that has a default, takes the rest, or may be undefined. */
export function checkedBinding(node: ts.BindingElement, lane: Lane): ts.BindingElement | null {
  if (!ts.isArrayBindingPattern(node.parent) || node.initializer !== undefined || node.dotDotDotToken !== undefined) return null;
  if (checkerSaysTuple(node.parent, lane) || !mustBeThere(node, lane.checker)) return null;
  const name = ts.visitNode(node.name, lane.visit, ts.isBindingName);
  return lane.factory.updateBindingElement(node, undefined, undefined, name, absent(node, lane));
}

/** Null for any other assignment than one of the elements of an array. */
export function checkedTargets(node: ts.BinaryExpression, lane: Lane): ts.BinaryExpression | null {
  const { left, right, operatorToken } = node;
  if (operatorToken.kind !== ts.SyntaxKind.EqualsToken || !ts.isArrayLiteralExpression(left) || checkerSaysTuple(right, lane)) return null;
  if (ts.isArrayLiteralExpression(right)) return null;
  const targets = left.elements.map((target) => withCheck(target, lane));
  const { factory } = lane;
  return factory.updateBinaryExpression(node, factory.updateArrayLiteralExpression(left, targets), operatorToken, lane.expression(right));
}

function withCheck(target: ts.Expression, lane: Lane): ts.Expression {
  const isPlace = ts.isIdentifier(target) || ts.isPropertyAccessExpression(target) || ts.isElementAccessExpression(target);
  const visited = lane.expression(target);
  return isPlace && mustBeThere(target, lane.checker) ? lane.factory.createAssignment(visited, absent(target, lane)) : visited;
}

function checkerSaysTuple(node: ts.Node, { checker }: Lane): boolean {
  return checker.isTupleType(checker.getTypeAtLocation(node));
}

function absent(node: ts.Node, lane: Lane): ts.Expression {
  return lane.checked("present", [lane.factory.createVoidZero()], node);
}
