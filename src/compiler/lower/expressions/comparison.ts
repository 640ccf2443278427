/** `===`, `!==`, `<`, `<=`, `>`, `>=`. */
import * as ts from "typescript";
import type { Block, CompareOperator, Expression, Value } from "../../hir/nodes.js";
import type { HirType } from "../../hir/types.js";
import { literalsOfField, type ClassInfo, type LiteralValue } from "../classes/class-info.js";
import type { FunctionContext } from "../function-context.js";
import { refuse } from "../refusal.js";
import { isNarrow, isWide, sameType, typeText } from "../types/hir-types.js";
import { comparable } from "../values/arithmetic.js";
import { and, boolean, cast, compare, instanceOf, isMember, isNull, not, optional, or, unbox, unwrap } from "../values/build.js";
import { convertTo, isAssignable, isObject } from "../values/coerce.js";
import { constantOf } from "../values/constants.js";
import { intervalOf } from "../values/intervals.js";
import { isMixed } from "../values/mixed.js";
import { isExactly, isNullish } from "../values/nullish.js";
import { keepUnlessStable } from "../values/temporaries.js";
import { skipParentheses } from "../../frontend/parentheses.js";
import { equalIfThere, lowerSides, orderedIfThere } from "./compared-elements.js";
import { lowerExpression } from "./lower-expression.js";
import { typeOfTest } from "./typeof.js";

/** `<` and its like: numbers, bigints, and strings by UTF-16 units. */
export function lowerComparison(op: CompareOperator, node: ts.BinaryExpression, to: Block, context: FunctionContext): Value {
  const sides = lowerSides(node, to, context);
  const [left, right] = [sides[0].value, sides[1].value];
  if (left.type.kind === "string" && right.type.kind === "string") return orderedIfThere(sides, compare(op, left, right));
  const [a, b] = comparable(left, right, node);
  return decided(op, a, b) ?? orderedIfThere(sides, compare(op, a, b));
}

/** A comparison that the ranges decide, like `x >= 0` of an unsigned x. */
function decided(op: CompareOperator, left: Expression, right: Expression): Expression | null {
  const [a, b] = [intervalOf(left), intervalOf(right)];
  if (a === null || b === null || !isPure(left) || !isPure(right)) return null;
  const isBelow = a.greatest < b.least;
  const isAbove = a.least > b.greatest;
  const isAtMost = a.greatest <= b.least;
  const isAtLeast = a.least >= b.greatest;
  const known: Readonly<Record<string, readonly [yes: boolean, no: boolean]>> = {
    "<": [isBelow, isAtLeast],
    "<=": [isAtMost, isAbove],
    ">": [isAbove, isAtMost],
    ">=": [isAtLeast, isBelow],
  };
  const [yes, no] = known[op] ?? [false, false];
  return yes || no ? boolean(yes, left.at) : null;
}

/** It cannot trap, so it may be left out. */
function isPure(value: Expression): boolean {
  if (value.kind === "convert") return value.mode !== "checked" && isPure(value.value);
  return value.kind === "integer" || value.kind === "local" || value.kind === "global" || value.kind === "length" || value.kind === "field";
}

export function lowerEquality(op: "===" | "!==", node: ts.BinaryExpression, to: Block, context: FunctionContext): Value {
  const value = typeOfTest(node.left, node.right, to, context) ?? equality(node, to, context);
  return op === "===" ? value : negated(value);
}

function negated(value: Expression): Expression {
  return value.kind === "compare" && value.op === "===" ? { ...value, op: "!==" } : not(value);
}

function equality(node: ts.BinaryExpression, to: Block, context: FunctionContext): Expression {
  if (isNullLiteral(node.right)) return nullTest(node.right, node.left, to, context);
  if (isNullLiteral(node.left)) return nullTest(node.left, node.right, to, context);
  const discriminated = discriminantTest(node.left, node.right, to, context) ?? discriminantTest(node.right, node.left, to, context);
  if (discriminated !== null) return discriminated;
  const sides = lowerSides(node, to, context);
  return equalIfThere(sides, equal(sides[0].value, sides[1].value, node, context));
}

/** `null`, or the name `undefined`. */
export function isNullLiteral(node: ts.Expression): boolean {
  const bare = skipParentheses(node);
  return bare.kind === ts.SyntaxKind.NullKeyword || (ts.isIdentifier(bare) && bare.text === "undefined");
}

function nullTest(literal: ts.Expression, node: ts.Expression, to: Block, context: FunctionContext): Expression {
  const value = keepUnlessStable(lowerExpression(node, to, context), to, context);
  const name = skipParentheses(literal).kind === ts.SyntaxKind.NullKeyword ? "null" : "undefined";
  return isExactly(name, value, node, context);
}

/** `x == null`, `x != null`, and sides of one kind, which `==` compares as `===` does. */
export function lowerLooseEquality(node: ts.BinaryExpression, to: Block, context: FunctionContext): Value {
  if (![node.left, node.right].some(isNullLiteral)) return lowerSameKind(node, to, context);
  const value = keepUnlessStable(lowerExpression(isNullLiteral(node.right) ? node.left : node.right, to, context), to, context);
  const test = isNullish(value);
  return node.operatorToken.kind === ts.SyntaxKind.EqualsEqualsToken ? test : not(test);
}

/** `left === right` of any two types that can be compared; others are refused. */
export function equal(left: Expression, right: Expression, node: ts.Node, context: FunctionContext): Expression {
  const [a, b] = [left.type, right.type];
  if (a.kind === "closure" || b.kind === "closure") return refuse(node, "function-compared");
  if (isMixed(a) || isMixed(b)) return equalMixed(left, right, node, context);
  if (sameType(a, b)) return compare("===", left, right);
  if (a.kind === "optional" || b.kind === "optional") return equalOptional(left, right, node, context);
  if ((isNarrow(a) && isNarrow(b)) || (isWide(a) && isWide(b))) {
    const [x, y] = comparable(left, right, node);
    return compare("===", x, y);
  }
  const isSuper = isObject(a) && isObject(b) && isAssignable(a, b, context.compilation);
  if (isSuper) return compare("===", cast(left, b, false), right);
  if (isObject(a) && isObject(b) && isAssignable(b, a, context.compilation)) return compare("===", left, cast(right, a, false));
  return refuse(node, "not-comparable", { left: typeText(a), right: typeText(b) });
}

function lowerSameKind(node: ts.BinaryExpression, to: Block, context: FunctionContext): Value {
  const operator = node.operatorToken.getText();
  const sides = lowerSides(node, to, context);
  const [left, right] = [sides[0].value, sides[1].value];
  const isSame = ["string", "bool"].includes(left.type.kind)
    ? sameType(left.type, right.type)
    : isNarrow(left.type) && isNarrow(right.type);
  const areObjects = isObject(left.type) && isObject(right.type);
  if (!isSame && !areObjects) return refuse(node, "loose-equality", { operator });
  const test = equal(left, right, node, context);
  return operator === "==" ? test : negated(test);
}

/** A mixed value is asked whether it is a member that the other side can be equal to. */
function equalMixed(left: Expression, right: Expression, node: ts.Node, context: FunctionContext): Expression {
  const [mixed, other] = isMixed(left.type) ? [left, right] : [right, left];
  if (isMixed(other.type)) return compare("===", optional(left), optional(right));
  if (mixed.type.kind === "optional") return and(not(isNull(mixed)), equalMixed(unwrap(mixed, false), other, node, context));
  if (mixed.type.kind !== "mixed" || other.type.kind === "optional")
    return refuse(node, "not-comparable", { left: typeText(left.type), right: typeText(right.type) });
  const fitting = mixed.type.members.filter((member) => isSameKind(member, other.type));
  const tests = fitting.map((member) => and(isMember(mixed, member), equal(unbox(mixed, member), other, node, context)));
  return tests.reduce(or, boolean(false, mixed.at));
}

function isSameKind(a: HirType, b: HirType): boolean {
  return (isNarrow(a) && isNarrow(b)) || (isWide(a) && isWide(b)) || (isObject(a) && isObject(b)) || sameType(a, b);
}

/** One side may be null: both become optionals of one type. */
function equalOptional(left: Expression, right: Expression, node: ts.Node, context: FunctionContext): Expression {
  const [a, b] = [optional(left), optional(right)];
  if (sameType(a.type, b.type)) return compare("===", a, b);
  if (a.type.kind !== "optional" || b.type.kind !== "optional")
    return refuse(node, "not-comparable", { left: typeText(a.type), right: typeText(b.type) });
  if (left.kind === "integer" && isNarrow(b.type.of)) return compare("===", optional(convertTo(left, b.type.of)), b);
  if (right.kind === "integer" && isNarrow(a.type.of)) return compare("===", a, optional(convertTo(right, a.type.of)));
  if (isNarrow(left.type) && b.type.of.kind === "f64") return compare("===", optional(convertTo(left, b.type.of)), b);
  if (isNarrow(right.type) && a.type.of.kind === "f64") return compare("===", a, optional(convertTo(right, a.type.of)));
  const bothObjects = isObject(a.type.of) && isObject(b.type.of);
  if (bothObjects && isObject(a.type.of) && isObject(b.type.of)) {
    if (isAssignable(a.type.of, b.type.of, context.compilation)) return compare("===", cast(a, b.type, false), b);
    if (isAssignable(b.type.of, a.type.of, context.compilation)) return compare("===", a, cast(b, a.type, false));
  }
  return refuse(node, "not-comparable", { left: typeText(a.type), right: typeText(b.type) });
}

/** `x.kind === "a"` of a union: which class it is tells. */
function discriminantTest(access: ts.Expression, literal: ts.Expression, to: Block, context: FunctionContext): Expression | null {
  const bare = skipParentheses(access);
  if (!ts.isPropertyAccessExpression(bare) || ts.isOptionalChain(bare)) return null;
  const constant = constantOf(literal, context.checker);
  if (constant === null || !isUnionAt(bare.expression, context)) return null;
  const before: Block = [];
  const value = lowerExpression(bare.expression, before, context);
  if (value.type.kind !== "union") return null;
  const test = classTest(keepUnlessStable(value, before, context), bare.name.text, constant.value, context);
  if (test !== null) to.push(...before);
  return test;
}

function isUnionAt(node: ts.Expression, context: FunctionContext): boolean {
  return context.checker.getTypeAtLocation(node).isUnion();
}

/** Null where the classes do not tell: the field is read then. */
export function classTest(value: Expression, field: string, literal: LiteralValue, context: FunctionContext): Expression | null {
  const infos = unionClasses(value, context);
  const matching: ClassInfo[] = [];
  for (const info of infos) {
    const literals = literalsOfField(info, field);
    if (literals === null) return null;
    if (!literals.includes(literal)) continue;
    if (literals.length > 1) return null;
    matching.push(info);
  }
  const tests = matching.map((info) => instanceOf(value, info.hir.id));
  const [first, ...others] = tests;
  return first === undefined ? boolean(false, value.at) : others.reduce(or, first);
}

function unionClasses(value: Expression, context: FunctionContext): ClassInfo[] {
  if (value.type.kind !== "union") return [];
  return value.type.classes.flatMap((id) => context.compilation.classesById.get(id) ?? []);
}
