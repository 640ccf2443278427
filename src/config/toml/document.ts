/** A TOML 1.0 reader without floats and dates: text to a tree whose nodes know their lines. */
import type { u32 } from "../../std/index.js";
import { ascii } from "./characters.js";
import { Cursor } from "./cursor.js";
import { openArrayTable, openTable } from "./definitions.js";
import { parseKey } from "./keys.js";
import { TableOrigin, TomlTable } from "./nodes.js";
import { findInvalidUtf8 } from "./utf8-validity.js";
import { parseKeyValue } from "./values.js";

/**
 * Reads a whole document.
 * @param source file name for messages
 * @throws TomlError with file, line, column and what was expected
 */
export function parseToml(source: string, text: Uint8Array): TomlTable {
  const cursor = openText(source, text);
  const root = new TomlTable(1, 1, TableOrigin.Header);
  let table = root;
  cursor.skipToContent();
  while (!cursor.atEnd) {
    if (cursor.peek() === ascii.openBracket) table = parseHeader(cursor, root);
    else parseKeyValue(cursor, table, 0);
    endLine(cursor);
    cursor.skipToContent();
  }
  return root;
}

/** A cursor on the text behind its byte order mark; the text is UTF-8. */
function openText(source: string, text: Uint8Array): Cursor {
  const bad = findInvalidUtf8(text);
  if (bad >= 0) {
    const before = new Cursor(source, text.subarray(0, bad));
    skipLines(before);
    throw before.error(`the file is not UTF-8 text: byte 0x${text[bad]!.toString(16).padStart(2, "0")} does not belong here`);
  }
  const cursor = new Cursor(source, text);
  if (cursor.peek() === 0xef && cursor.peek(1) === 0xbb && cursor.peek(2) === 0xbf) cursor.advance(3);
  return cursor;
}

/** To the end of the text, counting lines. */
function skipLines(cursor: Cursor): void {
  while (!cursor.atEnd) if (!cursor.takeNewline()) cursor.advance(1);
}

/** `[key]` or `[[key]]`: the table that the following lines define. */
function parseHeader(cursor: Cursor, root: TomlTable): TomlTable {
  cursor.advance(1);
  const ofArray = cursor.take(ascii.openBracket);
  const key = parseKey(cursor);
  const brackets: u32 = ofArray ? 2 : 1;
  for (let i: u32 = 0; i < brackets; i++) {
    if (!cursor.take(ascii.closeBracket)) throw cursor.expected(ofArray ? '"]]" after the table\'s name' : '"]" after the table\'s name');
  }
  return ofArray ? openArrayTable(cursor, root, key) : openTable(cursor, root, key);
}

function endLine(cursor: Cursor): void {
  cursor.skipBlanks();
  cursor.skipComment();
  if (!cursor.atEnd && !cursor.takeNewline()) throw cursor.expected("the end of the line");
}
