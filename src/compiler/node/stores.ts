/** A value on its way into a variable, field, element, parameter or result of an integer type. */
import * as ts from "typescript";
import { skipParentheses } from "../frontend/parentheses.js";
import { placeType } from "../frontend/place-types.js";
import { isTransparent, wholeOf } from "../frontend/transparent.js";
import { constantOf } from "../lower/values/constants.js";
import { fits, interval, rangeOfType, safeRange } from "../lower/types/ranges.js";
import { fitCheck } from "./checks.js";
import { integerOf, isBigint, isConversion, nameOf, surelyFits, wideTypeOf, type Integer } from "./integers.js";
import type { Lane } from "./lane.js";
import { isStored } from "./syntax.js";

/** `value`, which is `node` rewritten, with the check that the place where it goes asks for. */
export function stored(node: ts.Expression, value: ts.Expression, lane: Lane): ts.Expression {
  if (isTransparent(node) || !isStored(node)) return value;
  const type = expectedInteger(node, lane);
  if (ts.isSpreadElement(value)) return type === null ? value : spread(node, value, type, lane);
  return type === null ? value : fitted(node, value, type, lane);
}

/** `...xs`: each element is checked. Those of a literal have been. */
function spread(node: ts.Expression, value: ts.SpreadElement, type: Integer, lane: Lane): ts.Expression {
  const name = nameOf(type);
  if (name === null || ts.isArrayLiteralExpression(value.expression) || !needsCheck(node, type, lane)) return value;
  const { factory } = lane;
  const one = factory.createUniqueName("one");
  const parameter = factory.createParameterDeclaration(undefined, undefined, one);
  const body = lane.checked(fitCheck(name), [one], node);
  const each = factory.createArrowFunction(undefined, undefined, [parameter], undefined, undefined, body);
  const from = factory.createPropertyAccessExpression(factory.createIdentifier("Array"), "from");
  return factory.updateSpreadElement(value, factory.createCallExpression(from, undefined, [value.expression, each]));
}

/** The integer that the place is for where the value goes; null where it takes something else, or anything. */
export function expectedInteger(node: ts.Expression, { checker }: Pick<Lane, "checker">): Integer | null {
  const whole = wholeOf(node);
  if (ts.isArrayLiteralExpression(whole.parent) && ts.isSpreadElement(whole.parent.parent))
    return expectedInteger(whole.parent.parent, { checker });
  const expected = ts.isExpression(whole) ? placeType(whole, checker) : undefined;
  return expected === undefined ? null : integerOf(expected, checker);
}

/** `value` as `type`: checked unless what is known of `node` says that it fits. */
export function fitted(node: ts.Expression, value: ts.Expression, type: Integer, lane: Lane): ts.Expression {
  const name = nameOf(type);
  if (name === null || !needsCheck(node, type, lane)) return value;
  return lane.checked(fitCheck(name), [value], placeOf(node));
}

/** A `bigint` without a flavour: of a typed array, which takes the low bits. */
function isPlainPlace(node: ts.Expression, checker: ts.TypeChecker): boolean {
  const whole = wholeOf(node);
  const expected = ts.isExpression(whole) ? placeType(whole, checker) : undefined;
  return expected !== undefined && (checker.getNonNullableType(expected).flags & ts.TypeFlags.BigIntLike) !== 0;
}

function placeOf(node: ts.Expression): ts.Node {
  const whole = isConversion(node) ? (node.arguments[0] ?? node) : wholeOf(node);
  return ts.isExpression(whole) ? skipParentheses(whole) : whole;
}

function needsCheck(node: ts.Expression, type: Integer, { checker }: Lane): boolean {
  const given = checker.getTypeAtLocation(node);
  if ((given.flags & (ts.TypeFlags.Null | ts.TypeFlags.Undefined | ts.TypeFlags.Never)) !== 0) return false;
  if (!isWide(type)) return integerOf(given, checker) !== null && !surelyFits(node, type, checker);
  if (!isBigint(checker.getNonNullableType(given))) return false;
  const constant = constantOf(node, checker);
  if (constant?.kind === "bigint")
    return !isPlainPlace(node, checker) && !fits(interval(constant.value, constant.value), rangeOfType(type) ?? safeRange);
  return isConversion(node) || nameOf(wideTypeOf(node, checker)) !== nameOf(type);
}

function isWide(type: Integer): boolean {
  return type.kind === "int" && type.bits === 64;
}

/** `{ count }` of a variable whose values need not fit the field. */
export function storedShorthand(node: ts.ShorthandPropertyAssignment, lane: Lane): ts.ObjectLiteralElementLike {
  const type = fieldType(node, lane);
  const value = type === null ? node.name : fitted(node.name, node.name, type, lane);
  return value === node.name ? node : lane.factory.createPropertyAssignment(node.name, value);
}

function fieldType(node: ts.ShorthandPropertyAssignment, { checker }: Lane): Integer | null {
  const literal = node.parent;
  const field = checker.getContextualType(literal)?.getProperty(node.name.text);
  return field === undefined ? null : integerOf(checker.getTypeOfSymbolAtLocation(field, node), checker);
}
