/**
 * Operations of the C runtime (`src/compiler/hir/builtins.ts`) that the library is written with. The compiler replaces a call by the
 * operation that `@builtin` names; the bodies are Node's. They check nothing: ranges are the caller's business.
 */
import type { i64, u64 } from "../integers.js";

export type TypedArray = Uint8Array | Uint16Array | Uint32Array | BigUint64Array;

/** A new array of the elements `start` to `end - 1`; 0 <= start <= end <= length. @builtin array_slice */
export function copyElements<T>(xs: readonly T[], start: number, end: number): T[] {
  return xs.slice(start, end);
}

/** Opens a gap of `count` elements at `at`, to be filled at once, or, with a negative count, removes that many. @builtin array_move_tail */
export function moveTail<T>(xs: T[], at: number, count: number): void {
  if (count < 0) xs.splice(at, -count);
  else xs.splice(at, 0, ...new Array<T>(count));
}

/** @builtin string_join */
export function joinStrings(parts: readonly string[], separator: string): string {
  return parts.join(separator);
}

/** The UTF-16 unit at `index`; traps outside. @builtin string_code_unit_at */
export function codeUnitAt(s: string, index: number): number {
  return s.charCodeAt(index);
}

/** The code point that starts at unit `index`; traps outside. @builtin string_code_point_at */
export function codePointAt(s: string, index: number): number {
  return s.codePointAt(index) ?? 0;
}

/** Units `start` to `end - 1`; 0 <= start <= end <= length. @builtin string_slice */
export function copyUnits(s: string, start: number, end: number): string {
  return s.slice(start, end);
}

/** First place of `needle` at or after unit `from`, -1 without one. @builtin string_index_of */
export function findText(s: string, needle: string, from: number): number {
  return s.indexOf(needle, from);
}

/** Last place of `needle` at or before unit `from`, -1 without one. @builtin string_last_index_of */
export function findLastText(s: string, needle: string, from: number): number {
  return s.lastIndexOf(needle, from);
}

/** @builtin string_from_code_point */
export function textOfCodePoint(point: number): string {
  return String.fromCodePoint(point);
}

/** Digits of `value` in base `radix`, 2 to 36. @builtin string_from_signed */
export function formatSigned(value: i64, radix: number): string {
  return value.toString(radix);
}

/** Digits of `value` in base `radix`, 2 to 36. @builtin string_from_unsigned */
export function formatUnsigned(value: u64, radix: number): string {
  return value.toString(radix);
}

/** A window on elements `start` to `end - 1`, sharing the memory. @builtin bytes_subarray */
export function shareBytes<B extends TypedArray>(bytes: B, start: number, end: number): B {
  return bytes.subarray(start, end) as B;
}

/** A copy of elements `start` to `end - 1`. @builtin bytes_slice */
export function copyBytes<B extends TypedArray>(bytes: B, start: number, end: number): B {
  return bytes.slice(start, end) as B;
}
