/**
 * Integer types with a range. A type accepts every type whose values all fit it, so tsc widens by itself and rejects what
 * would narrow or change sign; the result of arithmetic is a plain `number` or `bigint` and is checked where it is stored.
 */

declare const kind: unique symbol;

export type u8 = number & { readonly [kind]?: "u8" };
export type u16 = number & { readonly [kind]?: "u8" | "u16" };
export type u32 = number & { readonly [kind]?: "u8" | "u16" | "u32" };
export type i8 = number & { readonly [kind]?: "i8" };
export type i16 = number & { readonly [kind]?: "i8" | "u8" | "i16" };
export type i32 = number & { readonly [kind]?: "i8" | "u8" | "i16" | "u16" | "i32" };
export type u64 = bigint & { readonly [kind]?: "u64" };
export type i64 = bigint & { readonly [kind]?: "i64" };
