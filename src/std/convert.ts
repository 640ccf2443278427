/** Low parts of 64-bit integers; the compiler knows them by name. */
import type { u16, u32, u64, u8 } from "./integers.js";

/** Bits 7:0. @intrinsic */
export function lowU8(value: u64): u8 {
  return Number(BigInt.asUintN(8, value));
}
/** Bits 15:0. @intrinsic */
export function lowU16(value: u64): u16 {
  return Number(BigInt.asUintN(16, value));
}
/** Bits 31:0. @intrinsic */
export function lowU32(value: u64): u32 {
  return Number(BigInt.asUintN(32, value));
}
