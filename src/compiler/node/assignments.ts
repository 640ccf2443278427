/** `xs[i] = v`, `x += y`, `x++`: the target is evaluated once, the result must fit it. */
import * as ts from "typescript";
import { skipParentheses } from "../frontend/parentheses.js";
import { checkedOperation } from "./arithmetic.js";
import { isIndexed } from "./elements.js";
import { fitCheck } from "./checks.js";
import { integerOf, nameOf, type Integer } from "./integers.js";
import type { Lane } from "./lane.js";
import { isDiscarded, stepOperator, targetIn } from "./syntax.js";

/** A place that can be read and written any number of times. */
interface Target {
  /** Evaluates what must be evaluated once; goes before the first use. */
  readonly before: readonly ts.Expression[];
  read(): ts.Expression;
  write(value: ts.Expression): ts.Expression;
}

/** Arithmetic of `+=` and its like. */
const compound: ReadonlyMap<ts.SyntaxKind, ts.BinaryOperator> = new Map<ts.SyntaxKind, ts.BinaryOperator>([
  [ts.SyntaxKind.PlusEqualsToken, ts.SyntaxKind.PlusToken],
  [ts.SyntaxKind.MinusEqualsToken, ts.SyntaxKind.MinusToken],
  [ts.SyntaxKind.AsteriskEqualsToken, ts.SyntaxKind.AsteriskToken],
  [ts.SyntaxKind.SlashEqualsToken, ts.SyntaxKind.SlashToken],
  [ts.SyntaxKind.PercentEqualsToken, ts.SyntaxKind.PercentToken],
  [ts.SyntaxKind.AmpersandEqualsToken, ts.SyntaxKind.AmpersandToken],
  [ts.SyntaxKind.BarEqualsToken, ts.SyntaxKind.BarToken],
  [ts.SyntaxKind.CaretEqualsToken, ts.SyntaxKind.CaretToken],
  [ts.SyntaxKind.LessThanLessThanEqualsToken, ts.SyntaxKind.LessThanLessThanToken],
  [ts.SyntaxKind.GreaterThanGreaterThanEqualsToken, ts.SyntaxKind.GreaterThanGreaterThanToken],
  [ts.SyntaxKind.GreaterThanGreaterThanGreaterThanEqualsToken, ts.SyntaxKind.GreaterThanGreaterThanGreaterThanToken],
]);

/** `xs[i] = v`: the index must be inside; the trap names the place of `v`, as in C. Null for any other target. */
export function checkedAssignment(node: ts.BinaryExpression, lane: Lane): ts.Expression | null {
  const left = targetIn(node.left);
  if (node.operatorToken.kind !== ts.SyntaxKind.EqualsToken || !ts.isElementAccessExpression(left) || !isIndexed(left, lane)) return null;
  const [of, index, value] = [left.expression, left.argumentExpression, node.right].map((part) => lane.expression(part));
  return of === undefined || index === undefined || value === undefined
    ? null
    : lane.checked("setElement", [of, index, value], skipParentheses(node.right));
}

/** `x op= y` of integers; null for strings and booleans. */
export function checkedCompound(node: ts.BinaryExpression, lane: Lane): ts.Expression | null {
  const operator = compound.get(node.operatorToken.kind);
  const left = targetIn(node.left);
  const type = integerOf(lane.checker.getTypeAtLocation(left), lane.checker);
  if (operator === undefined || type === null) return null;
  const target = targetOf(left, lane);
  const value = operation(node, left, operator, target.read(), lane.expression(node.right), type, lane);
  return sequence([...target.before, target.write(value)], lane);
}

/** `x++`, `--x` */
export function checkedStep(node: ts.PrefixUnaryExpression | ts.PostfixUnaryExpression, lane: Lane): ts.Expression | null {
  const operator = stepOperator(node);
  const operand = targetIn(node.operand);
  const type = integerOf(lane.checker.getTypeAtLocation(operand), lane.checker);
  if (operator === null || type === null) return null;
  const { factory } = lane;
  const one = type.kind === "int" && type.bits === 64 ? factory.createBigIntLiteral("1n") : factory.createNumericLiteral(1);
  const target = targetOf(operand, lane);
  if (ts.isPrefixUnaryExpression(node) || isDiscarded(node)) {
    return sequence([...target.before, target.write(operation(node, operand, operator, target.read(), one, type, lane))], lane);
  }
  const old = lane.temporary();
  const keep = factory.createAssignment(old, target.read());
  return sequence([...target.before, keep, target.write(operation(node, operand, operator, old, one, type, lane)), old], lane);
}

function operation(
  node: ts.Expression,
  operand: ts.Expression,
  operator: ts.BinaryOperator,
  left: ts.Expression,
  right: ts.Expression,
  type: Integer,
  lane: Lane,
): ts.Expression {
  const checked = checkedOperation(node, operand, operator, left, right, lane);
  const value = checked ?? lane.factory.createParenthesizedExpression(lane.factory.createBinaryExpression(left, operator, right));
  const name = type.kind === "int" && type.bits < 64 ? nameOf(type) : null;
  return name === null ? value : lane.checked(fitCheck(name), [value], operand);
}

function sequence(parts: readonly ts.Expression[], { factory }: Lane): ts.Expression {
  const [first, ...others] = parts;
  if (first === undefined) throw new Error("an empty sequence");
  if (others.length === 0) return first;
  return factory.createParenthesizedExpression(others.reduce((left, right) => factory.createComma(left, right), first));
}

function targetOf(node: ts.Expression, lane: Lane): Target {
  if (ts.isElementAccessExpression(node) && isIndexed(node, lane)) return elementTarget(node, lane);
  if (ts.isPropertyAccessExpression(node)) return propertyTarget(node, lane);
  const { factory } = lane;
  return { before: [], read: () => node, write: (value) => factory.createAssignment(node, value) };
}

function propertyTarget(node: ts.PropertyAccessExpression, lane: Lane): Target {
  const { factory } = lane;
  const isSimple = node.expression.kind === ts.SyntaxKind.ThisKeyword || ts.isIdentifier(node.expression);
  const object = isSimple ? node.expression : lane.temporary();
  const place = (): ts.Expression => factory.createPropertyAccessExpression(object, node.name);
  return {
    before: isSimple ? [] : [factory.createAssignment(object, lane.expression(node.expression))],
    read: place,
    write: (value) => factory.createAssignment(place(), value),
  };
}

function elementTarget(node: ts.ElementAccessExpression, lane: Lane): Target {
  const { factory } = lane;
  const [of, index] = [lane.temporary(), lane.temporary()];
  return {
    before: [
      factory.createAssignment(of, lane.expression(node.expression)),
      factory.createAssignment(index, lane.expression(node.argumentExpression)),
    ],
    read: () => lane.checked("element", [of, index], node),
    write: (value) => lane.checked("setElement", [of, index, value], node),
  };
}
