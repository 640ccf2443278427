/** A value on its way into a variable, field, element, parameter or result of an integer type. */
import * as ts from "typescript";
import { fitCheck } from "./checks.js";
import { integerOf, isBigint, isConversion, nameOf, surelyFits, wideTypeOf, type Integer } from "./integers.js";
import type { Lane } from "./lane.js";
import { isStored, isTransparent } from "./syntax.js";

/** `value`, which is `node` rewritten, with the check that the place where it goes asks for. */
export function stored(node: ts.Expression, value: ts.Expression, lane: Lane): ts.Expression {
  if (isTransparent(node) || !isStored(node)) return value;
  const expected = lane.checker.getContextualType(node);
  const type = expected === undefined ? null : integerOf(expected, lane.checker);
  return type === null ? value : fitted(node, value, type, lane);
}

/** `value` as `type`: checked unless what is known of `node` says that it fits. */
export function fitted(node: ts.Expression, value: ts.Expression, type: Integer, lane: Lane): ts.Expression {
  const name = nameOf(type);
  if (name === null || !needsCheck(node, type, lane)) return value;
  return lane.checked(fitCheck(name), [value], isConversion(node) ? (node.arguments[0] ?? node) : node);
}

function needsCheck(node: ts.Expression, type: Integer, { checker }: Lane): boolean {
  const given = checker.getTypeAtLocation(node);
  if ((given.flags & (ts.TypeFlags.Null | ts.TypeFlags.Undefined | ts.TypeFlags.Never)) !== 0) return false;
  if (!isWide(type)) return integerOf(given, checker) !== null && !surelyFits(node, type, checker);
  if (!isBigint(checker.getNonNullableType(given))) return false;
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
