/** Big-endian values and names in the bytes of a device tree; every read is checked, since whoever made the tree may be wrong. */
import { decodeUtf8, hex } from "../../std/index.js";
import type { u32, u64, u8 } from "../../std/index.js";
import { FdtError } from "./error.js";

/** @throws FdtError naming `what` where it passes the end */
export function readCell(bytes: Uint8Array, at: u32, what: string): u32 {
  if (at + 4 > bytes.length) throw outside(bytes, at, what);
  return ((bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!) >>> 0;
}

function outside(bytes: Uint8Array, at: u32, what: string): FdtError {
  return new FdtError(`device tree: ${what} at ${hex(BigInt(at))} lies outside (${bytes.length} bytes)`);
}

/** The first cell is the upper half. @throws FdtError naming `what` where they pass the end */
export function readTwoCells(bytes: Uint8Array, at: u32, what: string): u64 {
  return (BigInt(readCell(bytes, at, what)) << 32n) | BigInt(readCell(bytes, at + 4, what));
}

/** First byte after the text's final 0. @throws FdtError where there is none before `end` */
export function endOfText(bytes: Uint8Array, at: u32, end: u32, what: string): u32 {
  for (let i = at; i < end; i++) if (bytes[i]! === 0) return i + 1;
  throw new FdtError(`device tree: ${what} at ${hex(BigInt(at))} has no end`);
}

/** True when the bytes from `at` on are `text` (ASCII) and then the byte `after`. */
export function isText(bytes: Uint8Array, at: u32, text: string, after: u8): boolean {
  if (at + text.length >= bytes.length) return false;
  for (let i: u32 = 0; i < text.length; i++) if (bytes[at + i]! !== text.charCodeAt(i)) return false;
  return bytes[at + text.length]! === after;
}

/** True when one of the texts from `start` to `end`, each but perhaps the last with a 0 behind it, is `text` (ASCII). */
export function listsText(bytes: Uint8Array, start: u32, end: u32, text: string): boolean {
  let alike: u32 = 0;
  for (let at = start, length: u32 = 0; at < end; at++) {
    const byte = bytes[at]!;
    if (byte !== 0) {
      if (alike === length && length < text.length && byte === text.charCodeAt(length)) alike++;
      length++;
      if (at + 1 < end) continue;
    }
    if (alike === length && length === text.length) return true;
    alike = 0;
    length = 0;
  }
  return false;
}

/** The text at `at`, whose end was checked. */
export function textAt(bytes: Uint8Array, at: u32): string {
  let end = at;
  while (end < bytes.length && bytes[end]! !== 0) end++;
  return decodeUtf8(bytes.subarray(at, end));
}
