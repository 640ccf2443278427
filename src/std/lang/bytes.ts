/**
 * `Uint8Array.prototype` and its brothers': `xs.subarray(a, b)` is compiled as `bytesSubarray(xs, a, b)`. `set`, and `fill` of the
 * whole, are operations of the C runtime.
 */
import { relativeIndex } from "./index-range.js";
import { copyBytes, shareBytes, type TypedArray } from "./primitives.js";

export function bytesSubarray<B extends TypedArray>(bytes: B, start: number = 0, end: number = bytes.length): B {
  const from = relativeIndex(start, bytes.length);
  const to = relativeIndex(end, bytes.length);
  return shareBytes(bytes, from, to > from ? to : from);
}

export function bytesSlice<B extends TypedArray>(bytes: B, start: number = 0, end: number = bytes.length): B {
  const from = relativeIndex(start, bytes.length);
  const to = relativeIndex(end, bytes.length);
  return copyBytes(bytes, from, to > from ? to : from);
}

export function bytesIndexOf(bytes: Uint8Array, wanted: number, from: number = 0): number {
  for (let i = relativeIndex(from, bytes.length); i < bytes.length; i++) {
    if (bytes[i]! === wanted) return i;
  }
  return -1;
}

export function bytesIncludes(bytes: Uint8Array, wanted: number, from: number = 0): boolean {
  return bytesIndexOf(bytes, wanted, from) >= 0;
}
