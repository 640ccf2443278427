/** Arithmetic as JavaScript defines it: exact integers or doubles, 32-bit bit operators, 64-bit bigints. */
import type * as ts from "typescript";
import type { ArithmeticOperator, Expression } from "../../hir/nodes.js";
import type { HirType, IntType } from "../../hir/types.js";
import type { FunctionContext } from "../function-context.js";
import { refuse } from "../refusal.js";
import { i32Type, isNarrow, isWide, numberType, sameType, typeText, u32Type, u64Type } from "../types/hir-types.js";
import { fits, rangeOfType, safeRange, wrapped } from "../types/ranges.js";
import { arithmetic, integer } from "./build.js";
import { doubleArithmetic, integerForm, toDouble } from "./doubles.js";
import { intervalOf } from "./intervals.js";

const bitOperators: ReadonlySet<ArithmeticOperator> = new Set(["&", "|", "^", "<<", ">>", ">>>"]);

/** `left op right`. Both sides numbers or both bigints. */
export function lowerArithmetic(
  op: ArithmeticOperator,
  left: Expression,
  right: Expression,
  node: ts.Node,
  { compilation }: Pick<FunctionContext, "compilation">,
): Expression {
  if (isNarrow(left.type) && isNarrow(right.type)) {
    if (bitOperators.has(op)) return bitwise(op, left, right);
    const asDoubles = left.type.kind === "f64" || right.type.kind === "f64" || compilation.hasDoubles(node);
    return asDoubles ? doubleArithmetic(op, left, right) : exact(op, left, right, node);
  }
  if (isWide(left.type) && isWide(right.type)) return wide(op, left, right, node, false);
  return refuse(node, "operands", { operator: op, left: typeText(left.type), right: typeText(right.type) });
}

/** The low 64 bits of `left op right`: `BigInt.asUintN(64, …)`. */
export function lowerWrapping(op: ArithmeticOperator, left: Expression, right: Expression, node: ts.Node): Expression {
  return wide(op, left, right, node, true);
}

/** On integers that are numbers: computed in 64 bits, with a check where the result may not be a safe integer. */
export function exact(op: ArithmeticOperator, left: Expression, right: Expression, node: ts.Node): Expression {
  if (op === "/") return refuse(node, "division", { left: textOf(node, "left"), right: textOf(node, "right") });
  const folded = foldNarrow(op, left, right);
  if (folded !== null) return folded;
  return checkedSafe(arithmetic(op, left, right, numberType));
}

function textOf(node: ts.Node, side: "left" | "right"): string {
  const part = (node as Partial<Record<"left" | "right", ts.Node>>)[side];
  return part === undefined ? (side === "left" ? "a" : "b") : part.getText();
}

/** Adds the check for safe integers where the interval needs it. */
export function checkedSafe(value: Expression): Expression {
  const range = intervalOf(value);
  return range !== null && fits(range, safeRange) ? value : { kind: "safe", value, type: numberType, at: value.at };
}

/** The quotient of numbers, cut towards zero: `Math.trunc(a / b)`. */
export function truncatedQuotient(left: Expression, right: Expression): Expression {
  return checkedSafe(arithmetic("/", left, right, numberType));
}

function foldNarrow(op: ArithmeticOperator, left: Expression, right: Expression): Expression | null {
  if (left.kind !== "integer" || right.kind !== "integer") return null;
  const value = foldExact(op, left.value, right.value);
  return value === null || value < safeRange.least || value > safeRange.greatest ? null : integer(value, numberType, left.at);
}

/** Null for a division by zero, and for operators on bits. */
export function foldExact(op: ArithmeticOperator, a: bigint, b: bigint): bigint | null {
  switch (op) {
    case "+":
      return a + b;
    case "-":
      return a - b;
    case "*":
      return a * b;
    case "/":
      return b === 0n ? null : a / b;
    case "%":
      return b === 0n ? null : a % b;
    default:
      return null;
  }
}

/** Both sides cut to 32 bits; the result is signed but for `>>>`. */
function bitwise(op: ArithmeticOperator, left: Expression, right: Expression): Expression {
  const type = op === ">>>" ? u32Type : i32Type;
  const isShift = op === "<<" || op === ">>" || op === ">>>";
  const cut = low32Of(left, type);
  const other = isShift ? shiftCount(right) : low32Of(right, type);
  if (cut.kind === "integer" && other.kind === "integer") return integer(foldBits(op, cut.value, other.value), type, left.at);
  if (op === ">>>" && other.kind === "integer" && other.value === 0n) return cut;
  if (op === "&" && !isShift) return maskOf(cut, other, left, right);
  return arithmetic(op, cut, other, type);
}

/** `x & 0xff` of an x that is not negative: nothing above 31 bits can come through. */
function maskOf(cutLeft: Expression, cutRight: Expression, left: Expression, right: Expression): Expression {
  const [a, b] = [asUnsigned32(left), asUnsigned32(right)];
  const mask = [a, b].some((side) => side?.kind === "integer" && side.value <= 0x7fff_ffffn);
  if (a !== null && b !== null && mask) return arithmetic("&", a, b, u32Type);
  return arithmetic("&", cutLeft, cutRight, i32Type);
}

function asUnsigned32(number: Expression): Expression | null {
  const value = integerForm(number, null) ?? number;
  const range = intervalOf(value);
  const u32Range = rangeOfType(u32Type) ?? safeRange;
  return range !== null && fits(range, u32Range) ? low32Of(value, u32Type) : null;
}

/** The low 32 bits of a number as `type`; those of a double are its integer part's. */
export function low32Of(number: Expression, type: IntType): Expression {
  const value = integerForm(number, null) ?? number;
  if (sameType(value.type, type)) return value;
  if (value.kind === "integer") return integer(wrapped(value.value, type.bits, type.signed), type, value.at);
  const [have, room] = [intervalOf(value), rangeOfType(type)];
  const isExact = have !== null && room !== null && fits(have, room);
  return { kind: "convert", value, mode: isExact ? "exact" : "wrap", type, at: value.at };
}

/** JavaScript takes the low 5 bits of a shift count. */
function shiftCount(value: Expression): Expression {
  if (value.kind === "integer") return integer(value.value & 31n, i32Type, value.at);
  const range = intervalOf(value);
  const cut = low32Of(value, i32Type);
  if (range !== null && range.least >= 0n && range.greatest <= 31n) return cut;
  return arithmetic("&", cut, integer(31n, i32Type, value.at), i32Type);
}

function foldBits(op: ArithmeticOperator, a: bigint, b: bigint): bigint {
  switch (op) {
    case "&":
      return wrapped(a & b, 32, true);
    case "|":
      return wrapped(a | b, 32, true);
    case "^":
      return wrapped(a ^ b, 32, true);
    case "<<":
      return wrapped(a << b, 32, true);
    case ">>":
      return wrapped(a, 32, true) >> b;
    default:
      return wrapped(a, 32, false) >> b;
  }
}

/** On 64 bits: both sides of one sign; a constant takes the other side's. */
function wide(op: ArithmeticOperator, left: Expression, right: Expression, node: ts.Node, wrap: boolean): Expression {
  if (op === ">>>") return refuse(node, "operands", { operator: op, left: typeText(left.type), right: typeText(right.type) });
  const [first, second] = op === "&" ? [maskOfUnsigned(left, right), maskOfUnsigned(right, left)] : [left, right];
  const type = commonWide(first, second, op, node);
  const a = asWide(first, type);
  const b = isShift(op) ? asWide(second, u64Type) : asWide(second, type);
  const folded = a.kind === "integer" && b.kind === "integer" ? foldWide(op, a.value, b.value, type, wrap) : null;
  return folded === null ? arithmetic(op, a, b, type, wrap) : integer(folded, type, left.at);
}

/** `x & -4096n` of a u64: of the negative constant's endless ones only 64 meet anything. */
function maskOfUnsigned(mask: Expression, beside: Expression): Expression {
  const isCut = mask.kind === "integer" && mask.value < 0n && isWide(beside.type) && !beside.type.signed;
  return isCut ? integer(wrapped(mask.value, 64, false), u64Type, mask.at) : mask;
}

function isShift(op: ArithmeticOperator): boolean {
  return op === "<<" || op === ">>" || op === ">>>";
}

function commonWide(left: Expression, right: Expression, op: ArithmeticOperator, node: ts.Node): IntType {
  const [a, b] = [left.type, right.type];
  if (!isWide(a) || !isWide(b)) return refuse(node, "operands", { operator: op, left: typeText(a), right: typeText(b) });
  if (isShift(op) || sameType(a, b) || (right.kind === "integer" && fitsIn(right, a))) return a;
  if (left.kind === "integer" && fitsIn(left, b)) return b;
  return refuse(node, "signs-mixed-operands", { left: textOf(node, "left"), right: textOf(node, "right") });
}

function fitsIn(value: Expression & { readonly kind: "integer" }, type: IntType): boolean {
  return wrapped(value.value, type.bits, type.signed) === value.value;
}

function asWide(value: Expression, type: IntType): Expression {
  if (sameType(value.type, type)) return value;
  if (value.kind === "integer" && fitsIn(value, type)) return integer(value.value, type, value.at);
  return { kind: "convert", value, mode: "checked", type, at: value.at };
}

function foldWide(op: ArithmeticOperator, a: bigint, b: bigint, type: IntType, wrap: boolean): bigint | null {
  const value = foldWideExact(op, a, b);
  if (value === null) return null;
  const cut = wrapped(value, 64, type.signed);
  return wrap || cut === value ? cut : null;
}

function foldWideExact(op: ArithmeticOperator, a: bigint, b: bigint): bigint | null {
  switch (op) {
    case "&":
      return a & b;
    case "|":
      return a | b;
    case "^":
      return a ^ b;
    case "<<":
      return b < 64n ? a << b : null;
    case ">>":
      return b < 64n ? a >> b : null;
    default:
      return foldExact(op, a, b);
  }
}

/** Both sides of a comparison in one type. */
export function comparable(left: Expression, right: Expression, node: ts.Node): readonly [Expression, Expression] {
  if (left.type.kind === "f64" || right.type.kind === "f64") {
    if (isNarrow(left.type) && isNarrow(right.type)) return doublePair(left, right);
  }
  if (sameType(left.type, right.type)) return [left, right];
  if (isNarrow(left.type) && isNarrow(right.type)) return narrowPair(left, right);
  if (isWide(left.type) && isWide(right.type)) {
    const type = commonWide(left, right, "+", node);
    return [asWide(left, type), asWide(right, type)];
  }
  return refuse(node, "operands", { operator: "comparison", left: typeText(left.type), right: typeText(right.type) });
}

/** Integers are compared as such. */
function doublePair(left: Expression, right: Expression): readonly [Expression, Expression] {
  const [a, b] = [integerForm(left, null), integerForm(right, null)];
  if (a === null || b === null) return [toDouble(left), toDouble(right)];
  return sameType(a.type, b.type) ? [a, b] : narrowPair(a, b);
}

/** A constant takes the other side's type where it fits; else both are numbers. */
function narrowPair(left: Expression, right: Expression): readonly [Expression, Expression] {
  const type = constantFits(right, left.type) ? left.type : constantFits(left, right.type) ? right.type : numberType;
  return [asNarrow(left, type), asNarrow(right, type)];
}

function constantFits(value: Expression, type: HirType): boolean {
  const range = rangeOfType(type);
  return value.kind === "integer" && range !== null && value.value >= range.least && value.value <= range.greatest;
}

function asNarrow(value: Expression, type: HirType): Expression {
  if (sameType(value.type, type)) return value;
  if (value.kind === "integer") return integer(value.value, type, value.at);
  return { kind: "convert", value, mode: "exact", type, at: value.at };
}
