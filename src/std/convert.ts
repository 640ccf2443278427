/** Conversions between integer types; the compiler knows them by name. What does not fit traps. */
import type { i32, i64, u16, u32, u64, u8 } from "./integers.js";

function within(value: number | bigint, least: bigint, greatest: bigint, type: string): bigint {
  const exact = BigInt(value);
  if (exact < least || exact > greatest) throw new RangeError(`value ${exact} does not fit ${type}`);
  return exact;
}

/** @intrinsic */
export function u8(value: number | bigint): u8 {
  return Number(within(value, 0n, 0xffn, "u8"));
}
/** @intrinsic */
export function u16(value: number | bigint): u16 {
  return Number(within(value, 0n, 0xffffn, "u16"));
}
/** @intrinsic */
export function u32(value: number | bigint): u32 {
  return Number(within(value, 0n, 0xffff_ffffn, "u32"));
}
/** @intrinsic */
export function i32(value: number | bigint): i32 {
  return Number(within(value, -0x8000_0000n, 0x7fff_ffffn, "i32"));
}
/** @intrinsic */
export function u64(value: number | bigint): u64 {
  return within(value, 0n, 0xffff_ffff_ffff_ffffn, "u64");
}
/** @intrinsic */
export function i64(value: number | bigint): i64 {
  return within(value, -0x8000_0000_0000_0000n, 0x7fff_ffff_ffff_ffffn, "i64");
}
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
