/** Big-endian values and names in the bytes of a device tree; every read is checked, since whoever made the tree may be wrong. */
import { decodeUtf8, hex } from "../../std/index.js";
import type { u32, u64 } from "../../std/index.js";
import { FdtError } from "./error.js";

/** @throws FdtError naming `what` where it passes the end */
export function readCell(bytes: Uint8Array, at: u32, what: string): u32 {
  if (at + 4 > bytes.length) throw new FdtError(`device tree: ${what} at ${hex(BigInt(at))} lies outside (${bytes.length} bytes)`);
  return ((bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!) >>> 0;
}

export function readTwoCells(bytes: Uint8Array, at: u32, what: string): u64 {
  return (BigInt(readCell(bytes, at, what)) << 32n) | BigInt(readCell(bytes, at + 4, what));
}

/** First byte after the text's final 0. @throws FdtError where there is none before `end` */
export function endOfText(bytes: Uint8Array, at: u32, end: u32, what: string): u32 {
  for (let i = at; i < end; i++) if (bytes[i]! === 0) return i + 1;
  throw new FdtError(`device tree: ${what} at ${hex(BigInt(at))} has no end`);
}

/** True when the bytes from `at` on are `text` (ASCII) and a 0. */
export function isText(bytes: Uint8Array, at: u32, text: string): boolean {
  if (at + text.length >= bytes.length) return false;
  for (let i: u32 = 0; i < text.length; i++) if (bytes[at + i]! !== text.charCodeAt(i)) return false;
  return bytes[at + text.length]! === 0;
}

/** The text at `at`, whose end was checked. */
export function textAt(bytes: Uint8Array, at: u32): string {
  let end = at;
  while (end < bytes.length && bytes[end]! !== 0) end++;
  return decodeUtf8(bytes.subarray(at, end));
}
