/** Single bits of the words that the GIC's registers are made of. */
import type { u32 } from "../../std/index.js";

/** @param n only bits 4:0 count */
export function hasBit(word: u32, n: u32): boolean {
  return (word & (1 << n)) !== 0;
}

/** @param n only bits 4:0 count */
export function withBit(word: u32, n: u32): u32 {
  return (word | (1 << n)) >>> 0;
}

/** @param n only bits 4:0 count */
export function withoutBit(word: u32, n: u32): u32 {
  return (word & ~(1 << n)) >>> 0;
}

/** Number of the lowest bit that is set; `word` is not 0. */
export function firstBit(word: u32): u32 {
  return 31 - Math.clz32(word & -word);
}

/** Without the lowest bit that is set; 0 stays 0. */
export function withoutFirstBit(word: u32): u32 {
  return (word & (word - 1)) >>> 0;
}
