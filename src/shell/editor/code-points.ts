/** Code points to text, in one step: the editor does it at every key. */
import { decodeUtf8 } from "../../std/index.js";
import type { u32 } from "../../std/index.js";

/** Bytes in UTF-8. */
export function utf8Length(point: u32): u32 {
  if (point < 0x80) return 1;
  if (point < 0x800) return 2;
  return point < 0x10000 ? 3 : 4;
}

/** The code points from `start` to before `end`, none of which is a surrogate. */
export function textOfPoints(points: readonly u32[], start: u32, end: u32): string {
  let length: u32 = 0;
  for (let i = start; i < end; i++) length += utf8Length(points[i]!);
  const bytes = new Uint8Array(length);
  let at: u32 = 0;
  for (let i = start; i < end; i++) at = putPoint(bytes, at, points[i]!);
  return decodeUtf8(bytes);
}

/** Gives the place behind it. */
function putPoint(bytes: Uint8Array, at: u32, point: u32): u32 {
  const length = utf8Length(point);
  if (length === 1) {
    bytes[at] = point;
    return at + 1;
  }
  let rest = point;
  for (let i = length - 1; i > 0; i--) {
    bytes[at + i] = 0x80 | (rest & 0x3f);
    rest = rest >>> 6;
  }
  bytes[at] = ((0xf00 >>> length) & 0xff) | rest;
  return at + length;
}
