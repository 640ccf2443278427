/** Columns that a character takes on a terminal. Unicode 15, EastAsianWidth.txt and the combining blocks, in ranges that matter. */
import type { u32 } from "../../std/index.js";

interface Range {
  readonly first: u32;
  readonly last: u32;
}

const zeroWidth: readonly Range[] = [
  { first: 0x0300, last: 0x036f },
  { first: 0x0483, last: 0x0489 },
  { first: 0x0591, last: 0x05bd },
  { first: 0x0610, last: 0x061a },
  { first: 0x064b, last: 0x065f },
  { first: 0x1ab0, last: 0x1aff },
  { first: 0x1dc0, last: 0x1dff },
  { first: 0x200b, last: 0x200f },
  { first: 0x2028, last: 0x202e },
  { first: 0x2060, last: 0x206f },
  { first: 0x20d0, last: 0x20ff },
  { first: 0xfe00, last: 0xfe0f },
  { first: 0xfe20, last: 0xfe2f },
  { first: 0xfeff, last: 0xfeff },
  { first: 0xe0000, last: 0xe0fff },
];

const doubleWidth: readonly Range[] = [
  { first: 0x1100, last: 0x115f },
  { first: 0x2e80, last: 0x303e },
  { first: 0x3041, last: 0xa4cf },
  { first: 0xa960, last: 0xa97c },
  { first: 0xac00, last: 0xd7a3 },
  { first: 0xf900, last: 0xfaff },
  { first: 0xfe30, last: 0xfe6f },
  { first: 0xff00, last: 0xff60 },
  { first: 0xffe0, last: 0xffe6 },
  { first: 0x1f300, last: 0x1f64f },
  { first: 0x1f680, last: 0x1f6ff },
  { first: 0x1f900, last: 0x1f9ff },
  { first: 0x20000, last: 0x3fffd },
];

/** 0, 1 or 2. */
export function columnsOf(point: u32): u32 {
  if (point < 0x300) return 1;
  if (contains(zeroWidth, point)) return 0;
  return contains(doubleWidth, point) ? 2 : 1;
}

function contains(ranges: readonly Range[], point: u32): boolean {
  for (const range of ranges) if (point >= range.first && point <= range.last) return true;
  return false;
}

export function columnsOfText(text: string): u32 {
  let columns: u32 = 0;
  for (const character of text) columns += columnsOf(character.codePointAt(0)!);
  return columns;
}
