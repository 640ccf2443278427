/** Accesses that are not of one 32-bit word, put together from some that are. */
import type { u32, u64 } from "../../std/index.js";

/** The part of a word that a narrow load gets. @param offset of the load @param bytes 1 or 2 */
export function partOfWord(word: u32, offset: u32, bytes: u32): u64 {
  const shifted = word >>> (8 * (offset & 3));
  return BigInt(bytes === 1 ? shifted & 0xff : shifted & 0xffff);
}

/** Two words as one of 64 bits. */
export function joinWords(low: u32, high: u32): u64 {
  return BigInt.asUintN(64, BigInt(high) << 32n) | BigInt(low);
}
