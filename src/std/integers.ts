/**
 * Integer types with a range, and the conversions to them. A type accepts every type whose values all fit it, so tsc widens by
 * itself and rejects what would narrow or change sign; the result of arithmetic is a plain `number` or `bigint` and is checked
 * where it is stored.
 */

declare const kind: unique symbol;

export type u8 = number & { readonly [kind]?: "u8" };
export type u16 = number & { readonly [kind]?: "u8" | "u16" };
export type u32 = number & { readonly [kind]?: "u8" | "u16" | "u32" };
export type i8 = number & { readonly [kind]?: "i8" };
export type i16 = number & { readonly [kind]?: "i8" | "u8" | "i16" };
export type i32 = number & { readonly [kind]?: "i8" | "u8" | "i16" | "u16" | "i32" };
/** JavaScript's own number. Programs of a host alone: there is no floating point on a device. */
export type f64 = number & { readonly [kind]?: "i8" | "u8" | "i16" | "u16" | "i32" | "u32" | "f64" };
/** A number as the program has it: a double in a program of a host, an integer on a device. What a comparison of two things gives. */
export type real = number & { readonly [kind]?: "i8" | "u8" | "i16" | "u16" | "i32" | "u32" | "f64" | "real" };
export type u64 = bigint & { readonly [kind]?: "u64" };
export type i64 = bigint & { readonly [kind]?: "i64" };

/* The conversions have the names of their types; the compiler knows them. What does not fit traps. */

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
