/** `String.prototype` in the subset: `s.slice(a, b)` is compiled as `stringSlice(s, a, b)`. Indices and lengths are UTF-16 units. */
import { clampedIndex, relativeIndex } from "./index-range.js";
import { codePointAt, codeUnitAt, copyUnits, findLastText, findText, joinStrings, textOfCodePoint } from "./primitives.js";

export function stringAt(s: string, index: number): string | undefined {
  const at = index < 0 ? index + s.length : index;
  return at >= 0 && at < s.length ? copyUnits(s, at, at + 1) : undefined;
}

export function stringCharAt(s: string, index: number = 0): string {
  return index >= 0 && index < s.length ? copyUnits(s, index, index + 1) : "";
}

/** JavaScript gives NaN outside; here that traps. */
export function stringCharCodeAt(s: string, index: number = 0): number {
  return codeUnitAt(s, index);
}

export function stringCodePointAt(s: string, index: number = 0): number | undefined {
  return index >= 0 && index < s.length ? codePointAt(s, index) : undefined;
}

export function stringSlice(s: string, start: number = 0, end: number = s.length): string {
  const from = relativeIndex(start, s.length);
  const to = relativeIndex(end, s.length);
  return copyUnits(s, from, to > from ? to : from);
}

export function stringSubstring(s: string, start: number = 0, end: number = s.length): string {
  const one = clampedIndex(start, s.length);
  const other = clampedIndex(end, s.length);
  return one <= other ? copyUnits(s, one, other) : copyUnits(s, other, one);
}

export function stringConcat(s: string, ...others: string[]): string {
  return s + joinStrings(others, "");
}

export function stringIndexOf(s: string, needle: string, from: number = 0): number {
  return findText(s, needle, from);
}

export function stringLastIndexOf(s: string, needle: string, from: number = s.length): number {
  return findLastText(s, needle, from);
}

export function stringIncludes(s: string, needle: string, from: number = 0): boolean {
  return findText(s, needle, from) >= 0;
}

export function stringStartsWith(s: string, start: string, from: number = 0): boolean {
  const at = clampedIndex(from, s.length);
  return at + start.length <= s.length && copyUnits(s, at, at + start.length) === start;
}

export function stringEndsWith(s: string, end: string, length: number = s.length): boolean {
  const to = clampedIndex(length, s.length);
  return end.length <= to && copyUnits(s, to - end.length, to) === end;
}

/** @throws RangeError when `count` is negative */
export function stringRepeat(s: string, count: number): string {
  if (count < 0) throw new RangeError(`Invalid count value: ${count}`);
  const parts: string[] = [];
  for (let i = 0; i < count; i++) parts.push(s);
  return joinStrings(parts, "");
}

/** `count` units of `fill`, over and over. */
function padding(fill: string, count: number): string {
  if (count <= 0 || fill.length === 0) return "";
  return copyUnits(stringRepeat(fill, Math.floor((count + fill.length - 1) / fill.length)), 0, count);
}

export function stringPadStart(s: string, length: number, fill: string = " "): string {
  return padding(fill, length - s.length) + s;
}

export function stringPadEnd(s: string, length: number, fill: string = " "): string {
  return s + padding(fill, length - s.length);
}

/** ECMA-262's WhiteSpace and LineTerminator: what `trim` takes away. */
function isSpace(unit: number): boolean {
  if (unit < 0x80) return unit === 0x20 || (unit >= 0x09 && unit <= 0x0d);
  switch (unit) {
    case 0x00a0:
    case 0x1680:
    case 0x2028:
    case 0x2029:
    case 0x202f:
    case 0x205f:
    case 0x3000:
    case 0xfeff:
      return true;
    default:
      return unit >= 0x2000 && unit <= 0x200a;
  }
}

function firstVisible(s: string): number {
  let at = 0;
  while (at < s.length && isSpace(codeUnitAt(s, at))) at++;
  return at;
}

function afterLastVisible(s: string): number {
  let at = s.length;
  while (at > 0 && isSpace(codeUnitAt(s, at - 1))) at--;
  return at;
}

export function stringTrimStart(s: string): string {
  return copyUnits(s, firstVisible(s), s.length);
}

export function stringTrimEnd(s: string): string {
  return copyUnits(s, 0, afterLastVisible(s));
}

export function stringTrim(s: string): string {
  return stringTrimStart(stringTrimEnd(s));
}

/** `String.fromCodePoint(...points)`. @throws RangeError for what is no code point */
export function stringFromCodePoint(...points: number[]): string {
  const parts: string[] = [];
  for (const point of points) parts.push(stringFromOneCodePoint(point));
  return joinStrings(parts, "");
}

/** `String.fromCodePoint(point)`: most calls have one argument, and need no arrays. @throws RangeError for what is no code point */
export function stringFromOneCodePoint(point: number): string {
  if (point < 0 || point > 0x10ffff) throw new RangeError(`Invalid code point ${point}`);
  return textOfCodePoint(point);
}

/** `String.fromCharCode(...units)`: bits 15:0 of each. */
export function stringFromCharCode(...units: number[]): string {
  const parts: string[] = [];
  for (const unit of units) parts.push(stringFromOneCharCode(unit));
  return joinStrings(parts, "");
}

/** `String.fromCharCode(unit)` */
export function stringFromOneCharCode(unit: number): string {
  return textOfCodePoint(unit & 0xffff);
}
