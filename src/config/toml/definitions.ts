/** Where keys and headers go in the tree, and what may not be defined twice. TOML 1.0, "Keys", "Table", "Array of Tables". */
import type { u32 } from "../../std/index.js";
import type { Cursor } from "./cursor.js";
import type { KeyPart } from "./keys.js";
import { keyText } from "./keys.js";
import type { TomlValue } from "./nodes.js";
import { describeValue, TableOrigin, TomlArray, TomlTable } from "./nodes.js";
import type { TomlError } from "./toml-error.js";

/** `a.b.c = value` inside `table`. */
export function addDottedKey(cursor: Cursor, table: TomlTable, key: readonly KeyPart[], value: TomlValue): void {
  let target = table;
  for (let i: u32 = 0; i + 1 < key.length; i++) target = enterByDottedKey(cursor, target, key, i);
  define(cursor, target, key, key.length - 1, value);
}

function enterByDottedKey(cursor: Cursor, table: TomlTable, key: readonly KeyPart[], index: u32): TomlTable {
  const part = key[index]!;
  const found = table.get(part.name);
  if (found === null) return addTable(cursor, table, key, index, TableOrigin.DottedKey);
  if (found instanceof TomlTable && found.origin === TableOrigin.DottedKey) return found;
  throw definedAlready(cursor, table, key, index);
}

/** `[a.b.c]`: the table that the following keys go to. */
export function openTable(cursor: Cursor, root: TomlTable, key: readonly KeyPart[]): TomlTable {
  const parent = enterByHeader(cursor, root, key);
  const last = key.length - 1;
  const found = parent.get(key[last]!.name);
  if (found === null) return addTable(cursor, parent, key, last, TableOrigin.Header);
  if (!(found instanceof TomlTable) || found.origin !== TableOrigin.Implicit) throw definedAlready(cursor, parent, key, last);
  found.origin = TableOrigin.Header;
  return found;
}

/** `[[a.b.c]]`: a new table at the end of the array. */
export function openArrayTable(cursor: Cursor, root: TomlTable, key: readonly KeyPart[]): TomlTable {
  const parent = enterByHeader(cursor, root, key);
  const last = key.length - 1;
  const place = key[last]!.place;
  const table = new TomlTable(place.line, place.column, TableOrigin.Header);
  const found = parent.get(key[last]!.name);
  if (found === null) {
    const array = new TomlArray(place.line, place.column, true);
    array.items.push(table);
    define(cursor, parent, key, last, array);
  } else if (found instanceof TomlArray && found.ofTables) {
    found.items.push(table);
  } else {
    throw definedAlready(cursor, parent, key, last);
  }
  return table;
}

/** The table that holds the last part of a header's key. */
function enterByHeader(cursor: Cursor, root: TomlTable, key: readonly KeyPart[]): TomlTable {
  let table = root;
  for (let i: u32 = 0; i + 1 < key.length; i++) {
    const found = table.get(key[i]!.name);
    const next = found === null ? addTable(cursor, table, key, i, TableOrigin.Implicit) : tableOf(found);
    if (next === null) throw definedAlready(cursor, table, key, i);
    table = next;
  }
  return table;
}

/** What a header that passes through `value` goes into: the table, or the last one of an array of tables. */
function tableOf(value: TomlValue): TomlTable | null {
  if (value instanceof TomlTable) return value.origin === TableOrigin.Inline ? null : value;
  if (!(value instanceof TomlArray) || !value.ofTables) return null;
  const last = value.items[value.items.length - 1]!;
  return last instanceof TomlTable ? last : null;
}

function addTable(cursor: Cursor, parent: TomlTable, key: readonly KeyPart[], index: u32, origin: TableOrigin): TomlTable {
  const place = key[index]!.place;
  const table = new TomlTable(place.line, place.column, origin);
  define(cursor, parent, key, index, table);
  return table;
}

function define(cursor: Cursor, table: TomlTable, key: readonly KeyPart[], index: u32, value: TomlValue): void {
  const part = key[index]!;
  if (table.entries.has(part.name)) throw definedAlready(cursor, table, key, index);
  table.entries.set(part.name, { key: part.name, line: part.place.line, column: part.place.column, value });
}

function definedAlready(cursor: Cursor, table: TomlTable, key: readonly KeyPart[], index: u32): TomlError {
  const part = key[index]!;
  const first = table.entries.get(part.name)!;
  const what = first.value instanceof TomlTable || first.value instanceof TomlArray ? ` as ${describeValue(first.value)}` : "";
  return cursor.errorAt(part.place, `"${keyText(key, index + 1)}" was defined${what} in line ${first.line} already`);
}
