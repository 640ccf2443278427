/** Values, and the arrays and inline tables made of them. TOML 1.0, "Array" and "Inline Table". */
import type { u32 } from "../../std/index.js";
import { ascii } from "./characters.js";
import type { Cursor } from "./cursor.js";
import { addDottedKey } from "./definitions.js";
import { parseKey } from "./keys.js";
import type { TomlValue } from "./nodes.js";
import { TableOrigin, TomlArray, TomlString, TomlTable } from "./nodes.js";
import { parseScalar } from "./scalars.js";
import { parseString } from "./strings.js";

/** Arrays and inline tables within one another: a bound on the stack, far above what a person writes. */
const deepest: u32 = 64;

/** @param depth arrays and inline tables around it */
export function parseValue(cursor: Cursor, depth: u32): TomlValue {
  if (depth > deepest) throw cursor.error(`values are nested deeper than ${deepest}`);
  switch (cursor.peek()) {
    case ascii.quote:
    case ascii.apostrophe: {
      const place = cursor.place();
      return new TomlString(place.line, place.column, parseString(cursor));
    }
    case ascii.openBracket:
      return parseArray(cursor, depth);
    case ascii.openBrace:
      return parseInlineTable(cursor, depth);
    default:
      return parseScalar(cursor);
  }
}

function parseArray(cursor: Cursor, depth: u32): TomlArray {
  const place = cursor.place();
  const array = new TomlArray(place.line, place.column, false);
  cursor.advance(1);
  cursor.skipToContent();
  while (!cursor.take(ascii.closeBracket)) {
    if (cursor.atEnd) throw cursor.errorAt(place, 'this array is not closed: expected "]"');
    array.items.push(parseValue(cursor, depth + 1));
    cursor.skipToContent();
    if (!cursor.take(ascii.comma) && cursor.peek() !== ascii.closeBracket) throw cursor.expected('"," or "]"');
    cursor.skipToContent();
  }
  return array;
}

/** Stands in one line, without a comma behind the last entry. */
function parseInlineTable(cursor: Cursor, depth: u32): TomlTable {
  const place = cursor.place();
  const table = new TomlTable(place.line, place.column, TableOrigin.Implicit);
  cursor.advance(1);
  cursor.skipBlanks();
  if (!cursor.take(ascii.closeBrace)) {
    do parseKeyValue(cursor, table, depth + 1);
    while (cursor.take(ascii.comma));
    if (!cursor.take(ascii.closeBrace)) throw cursor.expected('"," or "}"');
  }
  closeTables(table);
  return table;
}

/** `key = value`, put into `table`; stands behind the blanks that follow. */
export function parseKeyValue(cursor: Cursor, table: TomlTable, depth: u32): void {
  const key = parseKey(cursor);
  if (!cursor.take(ascii.equals)) throw cursor.expected('"=" after the key');
  cursor.skipBlanks();
  const value = parseValue(cursor, depth);
  addDottedKey(cursor, table, key, value);
  cursor.skipBlanks();
}

/** Nothing can be added to an inline table or to those that its dotted keys made. */
function closeTables(table: TomlTable): void {
  table.origin = TableOrigin.Inline;
  for (const entry of table.entries.values()) {
    const value = entry.value;
    if (value instanceof TomlTable && value.origin === TableOrigin.DottedKey) closeTables(value);
  }
}
