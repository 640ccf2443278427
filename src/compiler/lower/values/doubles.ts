/**
 * JavaScript's numbers as doubles, in the host profile. What is known to be an integer stays one in an int64_t as long as that gives the same
 * number: a result that is a safe integer and cannot be -0. Everything else is computed as a double, which is what JavaScript does.
 */
import * as ts from "typescript";
import type { ArithmeticOperator, Expression, Place } from "../../hir/nodes.js";
import type { MathName } from "../../hir/math.js";
import type { HirType } from "../../hir/types.js";
import { f64Type, isInteger, isWide, numberType } from "../types/hir-types.js";
import { fits, interval, safeRange, type Interval } from "../types/ranges.js";
import { arithmetic, conditional, float, integer } from "./build.js";
import { intervalOf, resultRange } from "./intervals.js";

/** `left op right` of `+ - * / %` on numbers. */
export function doubleArithmetic(op: ArithmeticOperator, left: Expression, right: Expression): Expression {
  const [a, b] = [constantNumber(left), constantNumber(right)];
  if (a !== null && b !== null) return numberConstant(folded(op, a, b), left.at);
  if (isInteger(left.type) && isInteger(right.type) && isExactOnIntegers(op, left, right)) return arithmetic(op, left, right, numberType);
  return arithmetic(op, toDouble(left), toDouble(right), f64Type);
}

function folded(op: ArithmeticOperator, a: number, b: number): number {
  switch (op) {
    case "+":
      return a + b;
    case "-":
      return a - b;
    case "*":
      return a * b;
    case "/":
      return a / b;
    default:
      return a % b;
  }
}

/** Null for what is known at run time only. */
export function constantNumber(value: Expression): number | null {
  if (value.kind === "float") return value.value;
  return value.kind === "integer" && fits(interval(value.value, value.value), safeRange) ? Number(value.value) : null;
}

/** An integer where JavaScript's number is a safe one and not -0, else a double. */
export function numberConstant(value: number, at: Expression["at"]): Expression {
  return Number.isSafeInteger(value) && !Object.is(value, -0) ? integer(BigInt(value), numberType, at) : float(value, at);
}

/** The result is a safe integer, and 0 only as +0. */
function isExactOnIntegers(op: ArithmeticOperator, left: Expression, right: Expression): boolean {
  const [a, b] = [rangeOf(left), rangeOf(right)];
  const result = resultRange(op, a, b);
  if (op === "/" || result === null || !fits(result, safeRange)) return false;
  if (op === "*") return !((holdsZero(a) && b.least < 0n) || (holdsZero(b) && a.least < 0n));
  return op !== "%" || (a.least >= 0n && !holdsZero(b));
}

function rangeOf(value: Expression): Interval {
  return intervalOf(value) ?? safeRange;
}

function holdsZero(range: Interval): boolean {
  return range.least <= 0n && range.greatest >= 0n;
}

/** `0.5`, `-0`, `+1`: the number that is written there; null for anything else. */
export function writtenNumber(node: ts.Expression): number | null {
  if (ts.isNumericLiteral(node)) return Number(node.text);
  if (!ts.isPrefixUnaryExpression(node)) return null;
  const operand = writtenNumber(node.operand);
  if (operand === null || node.operator === ts.SyntaxKind.PlusToken) return operand;
  return node.operator === ts.SyntaxKind.MinusToken ? -operand : null;
}

/** A number of any representation as a double. */
export function toDouble(value: Expression): Expression {
  if (value.type.kind === "f64") return value;
  if (value.kind === "integer") return float(Number(value.value), value.at);
  return { kind: "convert", value, mode: "exact", type: f64Type, at: value.at };
}

/** The arguments are made doubles. */
export function math(name: MathName, args: readonly Expression[], type: Expression["type"] = f64Type): Expression {
  const [first] = args;
  if (first === undefined) throw new Error(`Math.${name} of nothing`);
  return { kind: "math", function: name, arguments: args.map(toDouble), type, at: first.at };
}

/** Not `0 - x`, which has no -0. */
export function negativeDouble(value: Expression): Expression {
  const constant = constantNumber(value);
  return constant === null ? arithmetic("*", float(-1, value.at), toDouble(value), f64Type) : numberConstant(-constant, value.at);
}

/** The integer that was converted; a bigint is one of ours only where it is known to be small. */
function integerWithin({ value }: Expression & { readonly kind: "convert" }): Expression | null {
  if (!isInteger(value.type) || !isWide(value.type)) return isInteger(value.type) ? value : null;
  if (!fits(rangeOf(value), safeRange) || intervalOf(value) === null) return null;
  if (value.kind === "integer") return integer(value.value, numberType, value.at);
  return { kind: "convert", value, mode: "exact", type: numberType, at: value.at };
}

/** The double without its conversion, where it is an integer that has just been converted. */
export function unconverted(value: Expression): Expression {
  if (value.kind === "float") return numberConstant(value.value, value.at);
  return value.kind === "convert" && value.type.kind === "f64" ? (integerWithin(value) ?? value) : value;
}

/** Where an integer goes that traps unless it fits. */
export interface Store {
  readonly type: HirType;
  readonly at: Place;
  /** Nothing stands around the number: an infinity arrives as that. */
  readonly isWhole: boolean;
}

/**
 * The same number as an integer, but for the sign of zero; null where it may have a fraction or be no safe integer. Of a `store`, a
 * division by zero may trap: an infinity or NaN does not fit.
 */
export function integerForm(value: Expression, store: Store | null): Expression | null {
  if (isInteger(value.type)) return value;
  switch (value.kind) {
    case "float":
      return Number.isSafeInteger(value.value) ? integer(BigInt(value.value), numberType, value.at) : null;
    case "convert":
      return integerWithin(value);
    case "arithmetic":
      return integerArithmetic(value.op, value.left, value.right, store);
    case "math":
      return integerRounding(value, store);
    case "conditional": {
      const [then, otherwise] = [integerForm(value.then, store), integerForm(value.else, store)];
      return then === null || otherwise === null ? null : conditional(value.test, asNumber(then), asNumber(otherwise));
    }
    default:
      return null;
  }
}

function asNumber(value: Expression): Expression {
  if (value.type.kind === "number") return value;
  if (value.kind === "integer") return integer(value.value, numberType, value.at);
  return { kind: "convert", value, mode: "exact", type: numberType, at: value.at };
}

function integerArithmetic(op: ArithmeticOperator, left: Expression, right: Expression, store: Store | null): Expression | null {
  if (op === "/") return null;
  const [a, b] = sidesAsIntegers(left, right, store);
  if (a === null || b === null) return null;
  const result = resultRange(op, rangeOf(a), rangeOf(b));
  if (result === null || !fits(result, safeRange)) return null;
  return op === "%" ? division(op, a, b, store) : arithmetic(op, a, b, numberType);
}

function sidesAsIntegers(left: Expression, right: Expression, store: Store | null): readonly [Expression | null, Expression | null] {
  const part = store === null ? null : { ...store, isWhole: false };
  return [integerForm(left, part), integerForm(right, part)];
}

/** Null where the divisor may be zero and nobody traps. NaN, which `%` gives, is NaN whatever stands around it. */
function division(op: "/" | "%", a: Expression, b: Expression, store: Store | null): Expression | null {
  const whole = arithmetic(op, a, b, numberType);
  if (!holdsZero(rangeOf(b))) return whole;
  if (store === null || (op === "/" && !store.isWhole) || whole.kind !== "arithmetic") return null;
  return { ...whole, storedAs: store.type, at: store.at };
}

const roundings: ReadonlySet<MathName> = new Set<MathName>(["trunc", "floor", "ceil", "round"]);

/** A rounded integer is itself; a quotient of safe integers, cut, is the integers' own quotient. */
function integerRounding(value: Expression & { readonly kind: "math" }, store: Store | null): Expression | null {
  const [argument] = value.arguments;
  if (argument === undefined || !roundings.has(value.function)) return null;
  if (argument.kind !== "arithmetic" || argument.op !== "/") return integerForm(argument, store);
  const [a, b] = sidesAsIntegers(argument.left, argument.right, store);
  if (a === null || b === null) return null;
  const isCut = value.function === "trunc" || (value.function === "floor" && rangeOf(a).least >= 0n && rangeOf(b).least >= 0n);
  return isCut ? division("/", a, b, store) : null;
}
