/** Numbers as text, `n.toString(radix)`, and the parts of `Math` that are not one expression. */
import type { i64, u64 } from "../integers.js";
import { formatSigned, formatUnsigned } from "./primitives.js";

function checkRadix(radix: number): void {
  if (radix < 2 || radix > 36) throw new RangeError("toString() radix must be between 2 and 36");
}

/** `number` and the narrow integers, and i64. @throws RangeError */
export function signedToString(value: i64, radix: number): string {
  checkRadix(radix);
  return formatSigned(value, radix);
}

/** u64. @throws RangeError */
export function unsignedToString(value: u64, radix: number): string {
  checkRadix(radix);
  return formatUnsigned(value, radix);
}

/** `Math.clz32`: leading zeros of bits 31:0. @native rt_clz32 @nothrow @noalloc */
export function mathClz32(value: number): number {
  return Math.clz32(value);
}
