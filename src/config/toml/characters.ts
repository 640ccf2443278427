/** ASCII characters that mean something in TOML, and the classes it sorts bytes into. */
import type { u8 } from "../../std/index.js";

export const ascii = {
  tab: 0x09,
  newline: 0x0a,
  carriageReturn: 0x0d,
  space: 0x20,
  quote: 0x22,
  hash: 0x23,
  apostrophe: 0x27,
  plus: 0x2b,
  comma: 0x2c,
  minus: 0x2d,
  dot: 0x2e,
  zero: 0x30,
  nine: 0x39,
  colon: 0x3a,
  equals: 0x3d,
  openBracket: 0x5b,
  backslash: 0x5c,
  closeBracket: 0x5d,
  underscore: 0x5f,
  openBrace: 0x7b,
  closeBrace: 0x7d,
  delete: 0x7f,
} as const;

/** 0 to 9. Here and below -1, `Cursor.peek`'s end of the text, is in no class. */
export function isDigit(byte: number): boolean {
  return byte >= ascii.zero && byte <= ascii.nine;
}

/** Of ASCII. */
export function isLetter(byte: number): boolean {
  const lower = byte | 0x20;
  return lower >= 0x61 && lower <= 0x7a;
}

/** What a key without quotes is made of. TOML 1.0, "Keys". */
export function isBareKeyByte(byte: number): boolean {
  return byte >= 0 && (isDigit(byte) || isLetter(byte) || byte === ascii.underscore || byte === ascii.minus);
}

/** Bytes that a number, a date or a word such as `true` is made of. */
export function isScalarByte(byte: number): boolean {
  return isBareKeyByte(byte) || byte === ascii.plus || byte === ascii.dot || byte === ascii.colon;
}

/** Control characters that stand nowhere in a document but as a line end. TOML 1.0, "Spec" and "Comment". */
export function isForbiddenControl(byte: number): boolean {
  return (byte >= 0 && byte < ascii.space && byte !== ascii.tab) || byte === ascii.delete;
}

/** Value of a digit in any base up to 16; -1 for anything else. */
export function digitValue(byte: number): number {
  if (isDigit(byte)) return byte - ascii.zero;
  const lower = byte | 0x20;
  return byte >= 0 && lower >= 0x61 && lower <= 0x66 ? lower - 0x61 + 10 : -1;
}

/** Bytes 2 and later of a character in UTF-8. */
export function isContinuation(byte: u8): boolean {
  return (byte & 0xc0) === 0x80;
}
