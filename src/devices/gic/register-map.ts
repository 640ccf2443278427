/** Tables of registers, turned into something that a guest's access finds its register with by one load. */
import type { u32, u8 } from "../../std/index.js";

/** `count` registers of `bytes` bytes each, one after the other. */
export interface RegisterRow {
  /** In the architecture. */
  readonly name: string;
  /** Offset of the first, bytes. */
  readonly at: u32;
  readonly count: u32;
  readonly bytes: u32;
  /** What the map gives for them; not 0. */
  readonly register: u8;
}

/** For each 32-bit word of a frame of `bytes` bytes the row's `register`, 0 where no row is. */
export function registerMap(rows: readonly RegisterRow[], bytes: u32): Uint8Array {
  const map = new Uint8Array(bytes >>> 2);
  for (const row of rows) map.fill(row.register, row.at >>> 2, (row.at + row.count * row.bytes) >>> 2);
  return map;
}
