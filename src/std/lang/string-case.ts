/** `toLowerCase` and `toUpperCase` for all of Unicode; ASCII alone, the usual case, needs no table. */
import { casedRanges, ignorableRanges, lowerRanges, lowerSpecials, upperRanges, upperSpecials } from "./case-tables.js";
import { codePointAt, codeUnitAt, copyUnits, joinStrings, textOfCodePoint } from "./primitives.js";

/** Digits of a code point in the tables. */
const pointDigits = 5;
const rowsPerLine = 6;

/** Rows of `width` digits, six a line, the first line empty. */
class Table {
  constructor(
    private readonly text: string,
    private readonly width: number,
  ) {}

  get length(): number {
    const lineLength = rowsPerLine * this.width + 1;
    const digits = this.text.length - 2;
    return Math.floor(digits / lineLength) * rowsPerLine + Math.floor((digits % lineLength) / this.width);
  }

  /** The number of `count` digits that begins `at` digits into row `row`. */
  number(row: number, at: number, count: number): number {
    const line = Math.floor(row / rowsPerLine);
    const start = 1 + line * (rowsPerLine * this.width + 1) + (row % rowsPerLine) * this.width + at;
    let value = 0;
    for (let i = start; i < start + count; i++) value = value * 16 + hexDigit(codeUnitAt(this.text, i));
    return value;
  }

  /** The code point that begins `at` digits into row `row`. */
  point(row: number, at: number): number {
    return this.number(row, at, pointDigits);
  }
}

function hexDigit(unit: number): number {
  return unit < 0x3a ? unit - 0x30 : unit - 0x61 + 10;
}

/** What `point` becomes by a table of ranges; itself where it is in none. */
function convertPoint(point: number, ranges: Table): number {
  const count = ranges.length;
  for (let row = 0; row < count; row++) {
    const first = ranges.point(row, 0);
    if (first > point) break;
    const step = ranges.number(row, 10, 1);
    if (point <= ranges.point(row, 5) && (point - first) % step === 0) return point - first + ranges.point(row, 11);
  }
  return point;
}

/** The several characters that `point` becomes; null where it is one at most. */
function convertSpecial(point: number, specials: Table): string | null {
  const count = specials.length;
  for (let row = 0; row < count; row++) {
    if (specials.point(row, 0) !== point) continue;
    let text = "";
    for (let at = pointDigits; at < 4 * pointDigits; at += pointDigits) {
      const target = specials.point(row, at);
      if (target !== 0) text += textOfCodePoint(target);
    }
    return text;
  }
  return null;
}

function hasProperty(point: number, ranges: Table): boolean {
  const count = ranges.length;
  for (let row = 0; row < count; row++) {
    if (point < ranges.point(row, 0)) return false;
    if (point <= ranges.point(row, 5)) return true;
  }
  return false;
}

/** The next character that is not Case_Ignorable decides: is it Cased? Looks forward from `at`, or backward from before it. */
function casedNextTo(s: string, at: number, forward: boolean): boolean {
  const ignorable = new Table(ignorableRanges, 10);
  let place = at;
  while (forward ? place < s.length : place > 0) {
    const start = forward ? place : startOfCharacterBefore(s, place);
    const point = codePointAt(s, start);
    if (!hasProperty(point, ignorable)) return hasProperty(point, new Table(casedRanges, 10));
    place = forward ? start + unitsOf(point) : start;
  }
  return false;
}

function unitsOf(point: number): number {
  return point > 0xffff ? 2 : 1;
}

function startOfCharacterBefore(s: string, at: number): number {
  return at >= 2 && codePointAt(s, at - 2) > 0xffff ? at - 2 : at - 1;
}

/** A capital sigma at the end of a word, the only letter whose lower case depends on its neighbours (Unicode 3.13, Final_Sigma). */
function isFinalSigma(s: string, at: number): boolean {
  return casedNextTo(s, at, false) && !casedNextTo(s, at + 1, true);
}

const capitalSigma = 0x3a3;

function lowerBeyondAscii(s: string, at: number, point: number): string {
  if (point === capitalSigma) return isFinalSigma(s, at) ? "ς" : "σ";
  return convertSpecial(point, new Table(lowerSpecials, 20)) ?? textOfCodePoint(convertPoint(point, new Table(lowerRanges, 16)));
}

function upperBeyondAscii(point: number): string {
  return convertSpecial(point, new Table(upperSpecials, 20)) ?? textOfCodePoint(convertPoint(point, new Table(upperRanges, 16)));
}

/** Place of the first unit from `from` on that conversion has to look at: a letter `first` to `last`, or one beyond ASCII. */
function nextToConvert(s: string, from: number, first: number, last: number): number {
  let at = from;
  while (at < s.length) {
    const unit = codeUnitAt(s, at);
    if (unit > 0x7f || (unit >= first && unit <= last)) break;
    at++;
  }
  return at;
}

export function stringToLowerCase(s: string): string {
  return convert(s, 0x41, 0x5a, 0x20);
}

export function stringToUpperCase(s: string): string {
  return convert(s, 0x61, 0x7a, -0x20);
}

/** Moves the ASCII letters `first` to `last` by `distance`, up or down by its sign, and the others by the tables. */
function convert(s: string, first: number, last: number, distance: number): string {
  const parts: string[] = [];
  let copied = 0;
  let at = nextToConvert(s, 0, first, last);
  while (at < s.length) {
    const point = codePointAt(s, at);
    parts.push(copyUnits(s, copied, at));
    if (point < 0x80) parts.push(textOfCodePoint(point + distance));
    else parts.push(distance > 0 ? lowerBeyondAscii(s, at, point) : upperBeyondAscii(point));
    copied = at + unitsOf(point);
    at = nextToConvert(s, copied, first, last);
  }
  if (copied === 0) return s;
  parts.push(copyUnits(s, copied, s.length));
  return joinStrings(parts, "");
}
