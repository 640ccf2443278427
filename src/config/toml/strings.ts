/** The four kinds of strings. TOML 1.0, "String". */
import type { u32 } from "../../std/index.js";
import { ascii, digitValue, isForbiddenControl } from "./characters.js";
import type { Cursor } from "./cursor.js";

/** A string of any kind, at its first quote. */
export function parseString(cursor: Cursor): string {
  const quote = cursor.peek();
  if (cursor.peek(1) === quote && cursor.peek(2) === quote) return parseMultiLine(cursor, quote);
  return parseSingleLine(cursor);
}

/** `"…"` or `'…'`, at its first quote; also a quoted key. */
export function parseSingleLine(cursor: Cursor): string {
  const quote = cursor.peek();
  const start = cursor.place();
  cursor.advance(1);
  let value = "";
  let from = cursor.position;
  while (!cursor.take(quote)) {
    if (cursor.atEnd || cursor.atNewline())
      throw cursor.errorAt(start, `this string is not closed in its line: expected ${quoteName(quote)}`);
    if (isForbiddenControl(cursor.peek())) throw cursor.error("a string must not contain control characters");
    if (quote === ascii.quote && cursor.peek() === ascii.backslash) {
      value += cursor.textSince(from) + parseEscape(cursor);
      from = cursor.position;
    } else {
      cursor.advance(1);
    }
  }
  return value + textBefore(cursor, from, 1);
}

function parseMultiLine(cursor: Cursor, quote: number): string {
  const start = cursor.place();
  cursor.advance(3);
  cursor.takeNewline();
  let value = "";
  let from = cursor.position;
  for (;;) {
    if (cursor.atEnd) throw cursor.errorAt(start, `this string is not closed: expected three of ${quoteName(quote)}`);
    const quotes = countQuotes(cursor, quote);
    if (quotes >= 3) {
      cursor.advance(quotes);
      return value + textBefore(cursor, from, 3);
    }
    if (quotes > 0) {
      cursor.advance(quotes);
    } else if (quote === ascii.quote && cursor.peek() === ascii.backslash) {
      value += cursor.textSince(from) + parseMultiLineEscape(cursor);
      from = cursor.position;
    } else if (!cursor.takeNewline()) {
      if (isForbiddenControl(cursor.peek())) throw cursor.error("a string must not contain control characters");
      cursor.advance(1);
    }
  }
}

/** Quotes in a row from here: up to two of them may stand before the three that end the string. */
function countQuotes(cursor: Cursor, quote: number): u32 {
  let count: u32 = 0;
  while (count < 5 && cursor.peek(count) === quote) count++;
  return count;
}

/** Text from `from` up to `bytes` before the cursor. */
function textBefore(cursor: Cursor, from: u32, bytes: u32): string {
  const text = cursor.textSince(from);
  return text.slice(0, text.length - bytes);
}

function quoteName(quote: number): string {
  return quote === ascii.quote ? '"' : "'";
}

/** Also a backslash at the end of a line, which takes away the blanks and line ends up to the next character. */
function parseMultiLineEscape(cursor: Cursor): string {
  let ahead: u32 = 1;
  while (cursor.peek(ahead) === ascii.space || cursor.peek(ahead) === ascii.tab) ahead++;
  const next = cursor.peek(ahead);
  if (next !== ascii.newline && !(next === ascii.carriageReturn && cursor.peek(ahead + 1) === ascii.newline)) return parseEscape(cursor);
  cursor.advance(ahead);
  do cursor.skipBlanks();
  while (cursor.takeNewline());
  return "";
}

/** An escape sequence, at its backslash. */
function parseEscape(cursor: Cursor): string {
  const letter = cursor.peek(1);
  switch (letter) {
    case 0x62:
      return takeEscape(cursor, "\b");
    case 0x74:
      return takeEscape(cursor, "\t");
    case 0x6e:
      return takeEscape(cursor, "\n");
    case 0x66:
      return takeEscape(cursor, "\f");
    case 0x72:
      return takeEscape(cursor, "\r");
    case ascii.quote:
      return takeEscape(cursor, '"');
    case ascii.backslash:
      return takeEscape(cursor, "\\");
    case 0x75:
      return parseCodePoint(cursor, 4);
    case 0x55:
      return parseCodePoint(cursor, 8);
    default:
      cursor.advance(1);
      throw cursor.expected('one of b t n f r " \\ u U after the backslash');
  }
}

function takeEscape(cursor: Cursor, meaning: string): string {
  cursor.advance(2);
  return meaning;
}

/** `\u` or `\U` with its digits. */
function parseCodePoint(cursor: Cursor, digits: u32): string {
  const start = cursor.place();
  cursor.advance(2);
  let point = 0;
  for (let i: u32 = 0; i < digits; i++) {
    const digit = digitValue(cursor.peek());
    if (digit < 0) throw cursor.expected(`${digits} hexadecimal digits`);
    point = point * 16 + digit;
    cursor.advance(1);
  }
  if (point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff)) {
    throw cursor.errorAt(start, `U+${point.toString(16).toUpperCase()} is no Unicode character`);
  }
  return String.fromCodePoint(point);
}
