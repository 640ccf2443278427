/** Keys: bare, quoted, dotted. TOML 1.0, "Keys". */
import type { u32 } from "../../std/index.js";
import { ascii, isBareKeyByte } from "./characters.js";
import type { Cursor, Place } from "./cursor.js";
import { parseSingleLine } from "./strings.js";

/** One part of a dotted key. */
export interface KeyPart {
  readonly name: string;
  readonly place: Place;
}

/** One or more parts; stands behind the blanks that follow them. */
export function parseKey(cursor: Cursor): KeyPart[] {
  const parts: KeyPart[] = [];
  do {
    cursor.skipBlanks();
    parts.push(parsePart(cursor));
    cursor.skipBlanks();
  } while (cursor.take(ascii.dot));
  return parts;
}

function parsePart(cursor: Cursor): KeyPart {
  const place = cursor.place();
  const first = cursor.peek();
  if (first === ascii.quote || first === ascii.apostrophe) return { name: parseSingleLine(cursor), place };
  const start = cursor.position;
  while (isBareKeyByte(cursor.peek())) cursor.advance(1);
  const name = cursor.textSince(start);
  if (name === "") throw cursor.expected("a key");
  return { name, place };
}

/** The first `count` parts as one would write them, for messages. */
export function keyText(parts: readonly KeyPart[], count: u32): string {
  const names: string[] = [];
  for (let i: u32 = 0; i < count; i++) names.push(parts[i]!.name);
  return names.join(".");
}
