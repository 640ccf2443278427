/** How addresses and sizes appear in messages. */
import { hex } from "../std/index.js";
import type { u64 } from "../std/index.js";

/** `0x80000000-0x8fffffff`: first and last byte. */
export function rangeText(base: u64, bytes: u64): string {
  return `${hex(base)}-${hex(bytes === 0n ? base : base + bytes - 1n)}`;
}

/** `4 MB`: in the greatest unit (1024) that divides it, bytes where none does. */
export function sizeText(bytes: u64): string {
  if (bytes === 0n) return "0 B";
  if (bytes % 0x4000_0000n === 0n) return `${bytes / 0x4000_0000n} GB`;
  if (bytes % 0x10_0000n === 0n) return `${bytes / 0x10_0000n} MB`;
  if (bytes % 0x400n === 0n) return `${bytes / 0x400n} KB`;
  return `${bytes} B`;
}
