/** Which integers an expression can give, as far as its type and form tell. */
import * as ts from "typescript";
import { skipParentheses } from "../frontend/parentheses.js";
import { placeType } from "../frontend/place-types.js";
import type { IntType } from "../hir/types.js";
import { integerOfKinds, kindsOf } from "../lower/types/flavours.js";
import { rangeOfType, safeRange, fits, type Interval } from "../lower/types/ranges.js";
import { constantOf } from "../lower/values/constants.js";
import { i64Type, numberType, u64Type } from "../lower/types/hir-types.js";
import type { IntegerName } from "./checks.js";
import { isSignedWrapping, isWrapping, parentOf } from "./syntax.js";

/** `number`, `bigint`: no flavour of ours. */
export type Integer = IntType | typeof numberType;

/** The integer type that a value of `type` is stored as; null for what is no integer. `null` and `undefined` beside it do not count. */
export function integerOf(type: ts.Type, checker: ts.TypeChecker): Integer | null {
  const present = checker.getNonNullableType(type);
  if (present.isIntersection()) return intersectionOf(present, checker);
  if (present.isUnion()) return commonInteger(present.types.map((part) => integerOf(part, checker)));
  if ((present.flags & ts.TypeFlags.NumberLike) !== 0) return numberType;
  if ((present.flags & ts.TypeFlags.BigIntLike) !== 0) return u64Type;
  return null;
}

/** `f64` and the like are plain numbers here. */
function intersectionOf(type: ts.IntersectionType, checker: ts.TypeChecker): Integer | null {
  const kinds = kindsOf(type, checker);
  return kinds.has("f64") || kinds.has("real") ? numberType : integerOfKinds(kinds);
}

function commonInteger(parts: readonly (Integer | null)[]): Integer | null {
  const [first = null, ...others] = parts;
  return others.every((other) => other !== null && first !== null && nameOf(other) === nameOf(first)) ? first : null;
}

/** Null for plain `number`. */
export function nameOf(type: Integer): IntegerName | null {
  if (type.kind !== "int") return null;
  const name = `${type.signed ? "i" : "u"}${type.bits}`;
  return isIntegerName(name) ? name : null;
}

const names: readonly string[] = ["u8", "u16", "u32", "u64", "i8", "i16", "i32", "i64"];

function isIntegerName(name: string): name is IntegerName {
  return names.includes(name);
}

/** Bounds of a `number`; null where only JavaScript knows. */
export function boundsOf(node: ts.Expression, checker: ts.TypeChecker): Interval | null {
  const bare = skipParentheses(node);
  if (ts.isBinaryExpression(bare) && bare.operatorToken.kind === ts.SyntaxKind.GreaterThanGreaterThanGreaterThanToken)
    return { least: 0n, greatest: 0xffff_ffffn };
  const type = checker.getTypeAtLocation(bare);
  if (type.isNumberLiteral()) return Number.isSafeInteger(type.value) ? { least: BigInt(type.value), greatest: BigInt(type.value) } : null;
  const integer = integerOf(type, checker);
  return integer === null || integer.kind === "number" ? null : rangeOfType(integer);
}

/** No value of the expression is outside `type`. */
export function surelyFits(node: ts.Expression, type: Integer, checker: ts.TypeChecker): boolean {
  const bounds = boundsOf(node, checker);
  const room = rangeOfType(type);
  return bounds !== null && room !== null && fits(bounds, room);
}

/** The result of `left op right` on numbers may leave the safe integers. @param right null for the 1 of `++` */
export function mayLeaveSafe(left: ts.Expression, isProduct: boolean, right: ts.Expression | null, checker: ts.TypeChecker): boolean {
  const [a, b] = [magnitude(left, checker), right === null ? 1n : magnitude(right, checker)];
  return (isProduct ? a * b : a + b) > safeRange.greatest;
}

function magnitude(node: ts.Expression, checker: ts.TypeChecker): bigint {
  const bounds = boundsOf(node, checker) ?? safeRange;
  return bounds.greatest > -bounds.least ? bounds.greatest : -bounds.least;
}

/** A constant: the compiler computes it, and tsc does not let it overflow unseen. */
export function isConstant(node: ts.Expression, checker: ts.TypeChecker): boolean {
  return wideKind(node, checker) === null;
}

/** Whether 64-bit arithmetic has a sign; a constant takes the other side's. */
export function wideTypeOf(node: ts.Expression, checker: ts.TypeChecker): typeof u64Type {
  return wideKind(node, checker) ?? u64Type;
}

/** Null for a constant, which fits either. */
function wideKind(node: ts.Expression, checker: ts.TypeChecker): typeof u64Type | null {
  const bare = skipParentheses(node);
  if (constantOf(bare, checker)?.kind === "bigint") return null;
  if (ts.isBinaryExpression(bare)) return binaryKind(bare, checker);
  if (ts.isConditionalExpression(bare)) return wideKind(bare.whenTrue, checker) ?? wideKind(bare.whenFalse, checker);
  if (ts.isPrefixUnaryExpression(bare)) return wideKind(bare.operand, checker);
  if (isConversion(bare)) return conversionKind(bare, checker);
  if (isWrapping(bare)) return isSignedWrapping(bare) ? i64Type : u64Type;
  const type = checker.getTypeAtLocation(bare);
  if ((type.flags & ts.TypeFlags.BigIntLiteral) !== 0) return null;
  return isSigned(type, checker) ? i64Type : u64Type;
}

function isSigned(type: ts.Type, checker: ts.TypeChecker): boolean {
  const integer = integerOf(type, checker);
  return integer !== null && nameOf(integer) === "i64";
}

function binaryKind(node: ts.BinaryExpression, checker: ts.TypeChecker): typeof u64Type | null {
  const shifts: readonly ts.SyntaxKind[] = [ts.SyntaxKind.LessThanLessThanToken, ts.SyntaxKind.GreaterThanGreaterThanToken];
  const left = wideKind(node.left, checker);
  return shifts.includes(node.operatorToken.kind) ? left : (left ?? wideKind(node.right, checker));
}

/** `BigInt(x)` */
export function isConversion(node: ts.Expression): node is ts.CallExpression {
  return ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === "BigInt";
}

/** An i64 where one is expected or the number's type has a sign. */
function conversionKind(node: ts.CallExpression, checker: ts.TypeChecker): typeof u64Type {
  const expected = isWrapping(parentOf(node)) ? undefined : placeType(node, checker);
  const wanted = expected === undefined ? null : integerOf(expected, checker);
  if (wanted?.kind === "int" && wanted.bits === 64) return wanted.signed ? i64Type : u64Type;
  const [argument] = node.arguments;
  const given = argument === undefined ? null : integerOf(checker.getTypeAtLocation(argument), checker);
  const bounds = argument === undefined ? null : boundsOf(argument, checker);
  return (given?.kind === "int" && given.signed) || (bounds !== null && bounds.least < 0n) ? i64Type : u64Type;
}

export function isNumber(type: ts.Type): boolean {
  return isOf(type, ts.TypeFlags.NumberLike);
}

export function isBigint(type: ts.Type): boolean {
  return isOf(type, ts.TypeFlags.BigIntLike);
}

function isOf(type: ts.Type, flags: ts.TypeFlags): boolean {
  if (type.isUnion()) return type.types.every((part) => isOf(part, flags));
  if (type.isIntersection()) return type.types.some((part) => isOf(part, flags));
  return (type.flags & flags) !== 0;
}
