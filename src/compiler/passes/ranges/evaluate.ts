/** What an integer expression can be, given what is known of the variables. */
import type { Expression, HirType, Local } from "../../hir/nodes.js";
import { greatestLengthOf, hasLength, isFollowed, type Variables } from "./variables.js";
import { zero, type Linear, type Zone } from "./zone.js";

/** The value lies between the limits; where `linear` is given it is exactly that. */
export interface Range {
  readonly least: number;
  readonly greatest: number;
  readonly linear: Linear | null;
}

function between(least: number, greatest: number): Range {
  return { least, greatest, linear: null };
}

/** RT_COUNTER_MAX of runtime-c/float/rt_float.h. */
export const counterRange = between(-(2 ** 52), 2 ** 52);

const anything = between(-Infinity, Infinity);

/** Of type number. */
export const numberRange = between(-Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);

function integerRanges(bits: number): { readonly signed: Range; readonly unsigned: Range } {
  const values = 2 ** bits;
  return { signed: between(-values / 2, values / 2 - 1), unsigned: between(0, values - 1) };
}

const rangesOfIntegers = { 8: integerRanges(8), 16: integerRanges(16), 32: integerRanges(32) };

/** Of all values of the type; everything for what is no followed integer. */
export function typeRange(type: HirType): Range {
  if (type.kind === "number") return numberRange;
  if (type.kind !== "int" || type.bits === 64) return anything;
  const ranges = rangesOfIntegers[type.bits];
  return type.signed ? ranges.signed : ranges.unsigned;
}

/** Whether each possible value lies in `whole`; of what is not followed nobody knows. */
export function within(range: Range, whole: Range): boolean {
  return whole !== anything && range.least >= whole.least && range.greatest <= whole.greatest;
}

/** What is left of `range` within `limits`; it stays tied to its variable. */
export function cut(range: Range, limits: Range): Range {
  return { least: Math.max(range.least, limits.least), greatest: Math.min(range.greatest, limits.greatest), linear: range.linear };
}

/** A variable plus a constant, with its limits. */
function linearRange(zone: Zone, base: number, offset: number): Range {
  return { least: zone.least(base) + offset, greatest: zone.greatest(base) + offset, linear: { base, offset } };
}

export class Evaluator {
  constructor(private readonly variables: Variables) {}

  /** Limits of what `e` gives when it does not trap. */
  range(e: Expression, zone: Zone): Range {
    switch (e.kind) {
      case "integer":
        return linearRange(zone, zero, Number(e.value));
      case "local":
        return this.ofLocal(e.local, zone);
      case "length":
        return this.ofLength(e.of, zone);
      case "index":
        return this.ofElement(e, zone);
      case "arithmetic":
        return isFollowed(e.type) ? this.ofArithmetic(e, zone) : anything;
      case "safe":
        return cut(this.range(e.value, zone), numberRange);
      case "counted":
        return cut(this.range(e.value, zone), counterRange);
      case "convert":
        return this.ofConversion(e, zone);
      case "conditional":
        return hull(this.range(e.then, zone), this.range(e.else, zone));
      default:
        return typeRange(e.type);
    }
  }

  /** Of a double that is computed from integers and is exactly the integer that they give; null for others. */
  exactInteger(e: Expression, zone: Zone): Range | null {
    if (e.kind === "convert" && isFollowed(e.value.type)) return this.range(e.value, zone);
    if (e.kind !== "arithmetic" || !(e.op === "+" || e.op === "-" || e.op === "*")) return null;
    const left = this.exactInteger(e.left, zone);
    const right = left === null ? null : this.exactInteger(e.right, zone);
    if (left === null || right === null) return null;
    const result = e.op === "+" ? sum(left, right) : e.op === "-" ? difference(left, right, zone) : hullOf(products(left, right));
    return within(result, numberRange) ? result : null;
  }

  /** Variable of the length of `of`, where that is followed. */
  lengthVariable(of: Expression): number | null {
    return of.kind === "local" ? (this.variables.arrays.get(of.local)?.length ?? null) : null;
  }

  private ofLocal(local: Local, zone: Zone): Range {
    const variable = this.variables.integers.get(local);
    return variable === undefined ? typeRange(local.type) : cut(linearRange(zone, variable, 0), typeRange(local.type));
  }

  private ofLength(of: Expression, zone: Zone): Range {
    const variable = this.lengthVariable(of);
    if (variable !== null) return linearRange(zone, variable, 0);
    return hasLength(of.type) ? between(0, greatestLengthOf(of.type)) : between(0, Number.MAX_SAFE_INTEGER);
  }

  private ofElement(e: Extract<Expression, { kind: "index" }>, zone: Zone): Range {
    const array = e.of.kind === "local" ? this.variables.arrays.get(e.of.local) : undefined;
    if (array === undefined || array.elements === null) return typeRange(e.type);
    return cut(linearRange(zone, array.elements, 0), typeRange(e.type));
  }

  private ofConversion(e: Extract<Expression, { kind: "convert" }>, zone: Zone): Range {
    const value = this.range(e.value, zone);
    if (!isFollowed(e.type)) return anything;
    if (e.mode !== "wrap" || within(value, typeRange(e.type))) return cut(value, typeRange(e.type));
    return typeRange(e.type);
  }

  private ofArithmetic(e: Extract<Expression, { kind: "arithmetic" }>, zone: Zone): Range {
    const left = this.range(e.left, zone);
    const right = this.range(e.right, zone);
    switch (e.op) {
      case "+":
        return wide(e.type, sum(left, right));
      case "-":
        return wide(e.type, difference(left, right, zone));
      case "*":
        return wide(e.type, hullOf(products(left, right)));
      case "%":
        return cut(remainder(left, right), typeRange(e.type));
      case "/":
        return right.least > 0 ? hullOf(products(left, right, (a, b) => Math.trunc(a / b))) : typeRange(e.type);
      case "&":
        return cut(masked(left, right), typeRange(e.type));
      case ">>":
      case ">>>":
        return shifted(left, right, typeRange(e.type));
      default:
        return typeRange(e.type);
    }
  }
}

/** Sums of numbers are exact in C; those of narrower types never arise but wrapped. */
function wide(type: HirType, range: Range): Range {
  return type.kind === "number" ? range : within(range, typeRange(type)) ? range : typeRange(type);
}

function hull(a: Range, b: Range): Range {
  return between(Math.min(a.least, b.least), Math.max(a.greatest, b.greatest));
}

function hullOf(values: readonly number[]): Range {
  return values.some(Number.isNaN) ? anything : between(Math.min(...values), Math.max(...values));
}

function products(a: Range, b: Range, combine = (x: number, y: number): number => x * y): readonly number[] {
  return [combine(a.least, b.least), combine(a.least, b.greatest), combine(a.greatest, b.least), combine(a.greatest, b.greatest)];
}

function isConstant(range: Range): boolean {
  return range.linear?.base === zero;
}

function moved({ base, offset }: Linear, by: number): Linear {
  return { base, offset: offset + by };
}

function sum(a: Range, b: Range): Range {
  const linear =
    a.linear !== null && isConstant(b) ? moved(a.linear, b.least) : b.linear !== null && isConstant(a) ? moved(b.linear, a.least) : null;
  return { least: a.least + b.least, greatest: a.greatest + b.greatest, linear };
}

function difference(a: Range, b: Range, zone: Zone): Range {
  const least = a.least - b.greatest;
  const greatest = a.greatest - b.least;
  if (a.linear === null || b.linear === null) return between(least, greatest);
  /* Two elements of one array are not the same element. */
  if (zone.isSummary(a.linear.base) && zone.isSummary(b.linear.base)) return between(least, greatest);
  if (isConstant(b)) return { least, greatest, linear: moved(a.linear, -b.least) };
  const apart = a.linear.offset - b.linear.offset;
  const above = zone.difference(a.linear.base, b.linear.base) + apart;
  const below = apart - zone.difference(b.linear.base, a.linear.base);
  return between(Math.max(least, below), Math.min(greatest, above));
}

/** The sign is the dividend's, the size below the divisor's. */
function remainder(a: Range, b: Range): Range {
  const size = Math.max(Math.abs(b.least), Math.abs(b.greatest)) - 1;
  return between(a.least >= 0 ? 0 : Math.max(-size, Math.min(a.least, 0)), a.greatest <= 0 ? 0 : Math.min(size, a.greatest));
}

function masked(a: Range, b: Range): Range {
  if (a.least >= 0 && b.least >= 0) return between(0, Math.min(a.greatest, b.greatest));
  const mask = a.least >= 0 ? a : b;
  return mask.least >= 0 ? between(0, mask.greatest) : anything;
}

function shifted(a: Range, b: Range, whole: Range): Range {
  if (!isConstant(b) || a.least < 0 || a.least < whole.least || a.greatest > whole.greatest) return whole;
  const by = 2 ** (b.least & 31);
  return between(Math.floor(a.least / by), Math.floor(a.greatest / by));
}
