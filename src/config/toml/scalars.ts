/** Booleans and integers; floats and dates are recognised and refused. TOML 1.0, "Integer" to "Local Time". */
import type { u32, u64 } from "../../std/index.js";
import { ascii, digitValue, isDigit, isScalarByte } from "./characters.js";
import type { Cursor, Place } from "./cursor.js";
import type { TomlValue } from "./nodes.js";
import { TomlBoolean, TomlInteger } from "./nodes.js";

const greatest: u64 = 0xffff_ffff_ffff_ffffn;
/** Magnitude of the least integer, -2^63. */
const leastMagnitude: u64 = 0x8000_0000_0000_0000n;

/** A value that is neither string, array nor table. */
export function parseScalar(cursor: Cursor): TomlValue {
  const place = cursor.place();
  const start = cursor.position;
  while (isScalarByte(cursor.peek())) cursor.advance(1);
  const word = cursor.textSince(start);
  if (word === "") throw cursor.expected("a value");
  if (word === "true" || word === "false") return new TomlBoolean(place.line, place.column, word === "true");
  refuseUnsupported(cursor, place, word);
  return parseInteger(cursor, place, word);
}

function refuseUnsupported(cursor: Cursor, place: Place, word: string): void {
  if (isDateOrTime(word)) throw cursor.errorAt(place, `dates and times are not supported here, found ${word}`);
  if (isFloat(word)) throw cursor.errorAt(place, `only integers are supported here, found the float ${word}`);
}

/** `1979-05-27…` or `07:32…`. */
function isDateOrTime(word: string): boolean {
  const separator = word.indexOf("-") === 4 ? 4 : word.indexOf(":") === 2 ? 2 : 0;
  return separator > 0 && areDigits(word.slice(0, separator));
}

function isFloat(word: string): boolean {
  const digits = word.startsWith("+") || word.startsWith("-") ? word.slice(1) : word;
  if (digits === "inf" || digits === "nan") return true;
  if (digits === "" || !isDigit(digits.charCodeAt(0)) || digits.startsWith("0x")) return false;
  return digits.includes(".") || digits.includes("e") || digits.includes("E");
}

function areDigits(text: string): boolean {
  for (let i: u32 = 0; i < text.length; i++) if (!isDigit(text.charCodeAt(i))) return false;
  return true;
}

function parseInteger(cursor: Cursor, place: Place, word: string): TomlInteger {
  const signed = word.startsWith("+") || word.startsWith("-");
  const negative = word.startsWith("-");
  const body = signed ? word.slice(1) : word;
  const base = baseOf(body);
  if (base !== 10 && signed) throw cursor.errorAt(place, `a number with a base has no sign, found ${word}`);
  if (base === 10 && body.length > 1 && body.startsWith("0")) throw cursor.errorAt(place, leadingZeroReason(word));
  const magnitude = parseDigits(cursor, place, word, base === 10 ? body : body.slice(2), base);
  if (negative && magnitude > leastMagnitude) throw cursor.errorAt(place, `${word} is less than -2^63`);
  return new TomlInteger(place.line, place.column, magnitude, negative && magnitude > 0n);
}

function leadingZeroReason(word: string): string {
  return `${word}: a decimal number does not begin with 0 (0x, 0o and 0b begin other bases)`;
}

function baseOf(body: string): u32 {
  if (body.startsWith("0x")) return 16;
  if (body.startsWith("0o")) return 8;
  return body.startsWith("0b") ? 2 : 10;
}

/** Digits with single underscores between them. */
function parseDigits(cursor: Cursor, place: Place, word: string, digits: string, base: u32): u64 {
  const wide = BigInt(base);
  let value: u64 = 0n;
  let afterDigit = false;
  for (let i: u32 = 0; i < digits.length; i++) {
    const byte = digits.charCodeAt(i);
    const isSeparator: boolean = byte === ascii.underscore && afterDigit && i + 1 < digits.length;
    afterDigit = !isSeparator;
    if (isSeparator) continue;
    const digit = digitValue(byte);
    if (digit < 0 || digit >= base) throw cursor.errorAt(place, notAValue(word));
    if (value > (greatest - BigInt(digit)) / wide) throw cursor.errorAt(place, `${word} does not fit 64 bits`);
    value = value * wide + BigInt(digit);
  }
  if (digits === "") throw cursor.errorAt(place, notAValue(word));
  return value;
}

function notAValue(word: string): string {
  return `"${word}" is no value: expected a number, true, false, or a text in quotes`;
}
