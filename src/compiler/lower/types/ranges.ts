/** Intervals of integers: what a type can hold, what an operation can give. */
import type { HirType } from "../../hir/types.js";
import { f64Type, i16Type, i32Type, i8Type, numberType, u16Type, u32Type, u8Type } from "./hir-types.js";

/** All integers from `least` to `greatest`. */
export interface Interval {
  readonly least: bigint;
  readonly greatest: bigint;
}

/** What a variable that only counts can hold in the host profile: its steps are checked against it. */
export const counterRange: Interval = { least: -(2n ** 52n), greatest: 2n ** 52n };

/** `Number.MIN_SAFE_INTEGER` to `Number.MAX_SAFE_INTEGER`. */
export const safeRange: Interval = { least: -(2n ** 53n - 1n), greatest: 2n ** 53n - 1n };

export function interval(least: bigint, greatest: bigint): Interval {
  return { least, greatest };
}

/** Null for a type without integers. */
export function rangeOfType(type: HirType): Interval | null {
  if (type.kind === "number") return safeRange;
  if (type.kind !== "int") return null;
  const bits = BigInt(type.bits);
  return type.signed ? interval(-(1n << (bits - 1n)), (1n << (bits - 1n)) - 1n) : interval(0n, (1n << bits) - 1n);
}

export function fits(inner: Interval, outer: Interval): boolean {
  return inner.least >= outer.least && inner.greatest <= outer.greatest;
}

/** The least interval with both in it. */
export function join(a: Interval, b: Interval): Interval {
  return interval(min(a.least, b.least), max(a.greatest, b.greatest));
}

/** What lies in both; `b` where nothing does. */
export function meet(a: Interval, b: Interval): Interval {
  const both = interval(max(a.least, b.least), min(a.greatest, b.greatest));
  return both.least > both.greatest ? b : both;
}

const narrowTypes = [u8Type, i8Type, u16Type, i16Type, u32Type, i32Type];

/** The smallest `number` type that holds both. */
export function commonNarrowType(a: HirType, b: HirType): HirType {
  if (a.kind === "f64" || b.kind === "f64") return f64Type;
  const [x, y] = [rangeOfType(a), rangeOfType(b)];
  if (x === null || y === null) return numberType;
  const all = join(x, y);
  return narrowTypes.find((type) => fits(all, rangeOfType(type) ?? safeRange)) ?? numberType;
}

/** Of one value at least. */
export function min(...values: readonly bigint[]): bigint {
  return values.reduce((least, value) => (value < least ? value : least));
}

/** Of one value at least. */
export function max(...values: readonly bigint[]): bigint {
  return values.reduce((greatest, value) => (value > greatest ? value : greatest));
}

export const low32 = interval(0n, 0xffff_ffffn);
export const signed32 = interval(-0x8000_0000n, 0x7fff_ffffn);

/** Keeps the low `bits` of `value`, as a value of that width. */
export function wrapped(value: bigint, bits: number, signed: boolean): bigint {
  return signed ? BigInt.asIntN(bits, value) : BigInt.asUintN(bits, value);
}
