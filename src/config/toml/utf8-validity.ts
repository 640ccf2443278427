/** Finds bytes that are no UTF-8. The Unicode Standard, table 3-7. */
import type { u32, u8 } from "../../std/index.js";
import { isContinuation } from "./characters.js";

/** Offset of the first byte that belongs to no character; -1 when all do. */
export function findInvalidUtf8(text: Uint8Array): number {
  let at: u32 = 0;
  while (at < text.length) {
    const length = sequenceLength(text[at]!);
    if (length === 0 || !isSequence(text, at, length)) return at;
    at += length;
  }
  return -1;
}

/** Bytes of a character that begins so; 0: none does. */
function sequenceLength(first: u8): u32 {
  if (first < 0x80) return 1;
  if (first >= 0xc2 && first <= 0xdf) return 2;
  if (first >= 0xe0 && first <= 0xef) return 3;
  return first >= 0xf0 && first <= 0xf4 ? 4 : 0;
}

function isSequence(text: Uint8Array, at: u32, length: u32): boolean {
  if (at + length > text.length) return false;
  for (let i: u32 = 1; i < length; i++) if (!isContinuation(text[at + i]!)) return false;
  return length < 3 || isShortestForm(text[at]!, text[at + 1]!);
}

/** Neither an overlong form, nor a surrogate, nor beyond U+10FFFF. */
function isShortestForm(first: u8, second: u8): boolean {
  if (first === 0xe0) return second >= 0xa0;
  if (first === 0xed) return second <= 0x9f;
  if (first === 0xf0) return second >= 0x90;
  return first !== 0xf4 || second <= 0x8f;
}
