/** Numbers as text and text as numbers, for programs of a host: `number` is a double in this folder. */
import type { i64 } from "../../integers.js";

/** @native rt_double_to_fixed */
function formatFixed(value: number, digits: i64): string {
  return value.toFixed(Number(digits));
}

/** @native rt_double_to_precision */
function formatPrecision(value: number, digits: i64): string {
  return value.toPrecision(Number(digits));
}

/** @native rt_double_to_exponential */
function formatExponential(value: number, digits: i64): string {
  return value.toExponential(Number(digits));
}

/** @native rt_double_to_shortest_exponential */
function formatShortestExponential(value: number): string {
  return value.toExponential();
}

/** @native rt_double_to_radix */
function formatRadix(value: number, radix: i64): string {
  return value.toString(Number(radix));
}

/** @native rt_parse_int @nothrow @noalloc */
function readInteger(text: string, radix: i64): number {
  return Number.parseInt(text, Number(radix));
}

/** @throws RangeError when there are not 0 to 100 digits */
export function numberToFixed(value: number, digits: number = 0): string {
  return formatFixed(value, digitCount(digits, 0, "toFixed() digits argument must be between 0 and 100"));
}

/** Without a precision the text is `toString`'s. @throws RangeError */
export function numberToPrecision(value: number, digits?: number): string {
  if (digits === undefined || !Number.isFinite(value)) return `${value}`;
  return formatPrecision(value, digitCount(digits, 1, "toPrecision() argument must be between 1 and 100"));
}

/** @throws RangeError */
export function numberToExponential(value: number, digits?: number): string {
  if (digits === undefined) return formatShortestExponential(value);
  if (!Number.isFinite(value)) return `${value}`;
  return formatExponential(value, digitCount(digits, 0, "toExponential() argument must be between 0 and 100"));
}

/** @throws RangeError */
export function numberToRadix(value: number, radix: number = 10): string {
  const whole = Math.trunc(radix);
  if (!(whole >= 2 && whole <= 36)) throw new RangeError("toString() radix argument must be between 2 and 36");
  return formatRadix(value, BigInt(whole));
}

/** How many digits are asked for; NaN counts as 0. */
function digitCount(digits: number, least: number, reason: string): i64 {
  const whole = Number.isNaN(digits) ? 0 : Math.trunc(digits);
  if (!(whole >= least && whole <= 100)) throw new RangeError(reason);
  return BigInt(whole);
}

/** @native rt_parse_float @nothrow @noalloc */
export function numberParseFloat(text: string): number {
  return Number.parseFloat(text);
}

/** A radix of 0 leaves it to the text: `0x` means 16, anything else 10. */
export function numberParseInt(text: string, radix: number = 0): number {
  return readInteger(text, BigInt(radix | 0));
}

/** `Number(text)`. @native rt_double_of_string @nothrow @noalloc */
export function numberOfText(text: string): number {
  return Number(text);
}
