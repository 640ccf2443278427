import type { u64 } from "../std/index.js";

/** Whether two ranges that end below 2^64 share a byte. */
export function overlap(first: u64, firstSize: u64, second: u64, secondSize: u64): boolean {
  return first < second + secondSize && second < first + firstSize;
}
