/** What an integer expression can be, from its shape: where that fits, no check is needed. */
import type { ArithmeticOperator, Expression, Local } from "../../hir/nodes.js";
import { counterRange, interval, join, low32, max, meet, min, rangeOfType, safeRange, type Interval } from "../types/ranges.js";

const knownLocals = new WeakMap<Local, Interval>();
const computed = new WeakMap<Expression, Interval>();

/** Remembers what an unchanging local can be. */
export function noteInterval(local: Local, range: Interval | null): void {
  if (range !== null) knownLocals.set(local, range);
}

const counters = new WeakMap<Local, Interval>();

/** Remembers that nothing outside `range` is ever stored in a local that changes. */
export function noteCounter(local: Local, range: Interval): void {
  counters.set(local, range);
}

/** What a local that changes is kept within; null where only its type says something. */
export function counterRangeOf(local: Local): Interval | null {
  return counters.get(local) ?? null;
}

/** Remembers what is known of an expression beyond its shape. */
export function noteResult(value: Expression, range: Interval): void {
  computed.set(value, range);
}

/** Null for what is no integer. */
export function intervalOf(value: Expression): Interval | null {
  const range = rangeOfType(value.type);
  if (range === null) return null;
  const known = computed.get(value);
  if (known !== undefined) return known;
  const found = compute(value, range);
  if (hasParts.has(value.kind)) computed.set(value, found);
  return found;
}

/** Expressions whose range is found from that of others; of all else it is at hand. */
const hasParts: ReadonlySet<Expression["kind"]> = new Set(["convert", "safe", "counted", "conditional", "arithmetic"]);

function compute(value: Expression, range: Interval): Interval {
  switch (value.kind) {
    case "integer":
      return interval(value.value, value.value);
    case "local":
      return (value.local.mutable ? counters : knownLocals).get(value.local) ?? range;
    case "length":
      return low32;
    case "convert":
      return convertedRange(value, range);
    case "safe":
      return meet(rangeOf(value.value), safeRange);
    case "counted":
      return meet(rangeOf(value.value), counterRange);
    case "conditional":
      return join(rangeOf(value.then), rangeOf(value.else));
    case "arithmetic":
      return arithmeticRange(value, range);
    case "unwrap":
      return range;
    default:
      return range;
  }
}

function rangeOf(value: Expression): Interval {
  return intervalOf(value) ?? safeRange;
}

function convertedRange(value: Expression & { readonly kind: "convert" }, range: Interval): Interval {
  if (value.value.type.kind === "f64") return range;
  const inner = rangeOf(value.value);
  if (value.mode !== "wrap") return meet(inner, range);
  return inner.least >= range.least && inner.greatest <= range.greatest ? inner : range;
}

/** A number's arithmetic is exact, so its interval may pass the safe integers: then the caller adds the check. */
function arithmeticRange(value: Expression & { readonly kind: "arithmetic" }, range: Interval): Interval {
  const result = resultRange(value.op, rangeOf(value.left), rangeOf(value.right));
  if (result === null) return range;
  const isNumber = value.type.kind === "number";
  if (isNumber) return result;
  return result.least >= range.least && result.greatest <= range.greatest ? result : value.wrap ? range : meet(result, range);
}

/** Null where only the type says something. */
export function resultRange(op: ArithmeticOperator, a: Interval, b: Interval): Interval | null {
  switch (op) {
    case "+":
      return interval(a.least + b.least, a.greatest + b.greatest);
    case "-":
      return interval(a.least - b.greatest, a.greatest - b.least);
    case "*":
      return ofProducts(a, b);
    case "/":
      return quotientRange(a, b);
    case "%":
      return remainderRange(a, b);
    case "&":
      return andRange(a, b);
    case "|":
    case "^":
      return orRange(a, b);
    case "<<":
      return null;
    case ">>":
    case ">>>":
      return shiftRange(a, b);
  }
}

function ofProducts(a: Interval, b: Interval): Interval {
  const products = [a.least * b.least, a.least * b.greatest, a.greatest * b.least, a.greatest * b.greatest];
  return interval(min(...products), max(...products));
}

function magnitude(a: Interval): bigint {
  return max(a.greatest, -a.least);
}

function quotientRange(a: Interval, b: Interval): Interval {
  if (a.least >= 0n && b.least > 0n) return interval(a.least / b.greatest, a.greatest / b.least);
  return interval(-magnitude(a), magnitude(a));
}

/** The sign is the dividend's. */
function remainderRange(a: Interval, b: Interval): Interval {
  const most = min(magnitude(a), max(0n, magnitude(b) - 1n));
  return interval(a.least < 0n ? -most : 0n, a.greatest > 0n ? most : 0n);
}

function andRange(a: Interval, b: Interval): Interval | null {
  const bounds = [a, b].filter((side) => side.least >= 0n).map((side) => side.greatest);
  return bounds.length === 0 ? null : interval(0n, min(...bounds));
}

function orRange(a: Interval, b: Interval): Interval | null {
  if (a.least < 0n || b.least < 0n) return null;
  return interval(0n, (1n << BigInt(max(a.greatest, b.greatest).toString(2).length)) - 1n);
}

function shiftRange(a: Interval, b: Interval): Interval | null {
  if (a.least < 0n || b.least !== b.greatest || b.least < 0n || b.least > 63n) return null;
  return interval(a.least >> b.least, a.greatest >> b.least);
}
