import type { u64 } from "../integers.js";

/** Gives memory to the heap; it never goes back. @native heap_add @nothrow */
export function addHeap(_hpa: u64, _bytes: u64): void {}

/** Bytes that live objects take. @native heap_used @nothrow @noalloc */
export function heapUsed(): u64 {
  return 0n;
}

/** Bytes that the heap has been given. @native heap_size @nothrow @noalloc */
export function heapSize(): u64 {
  return 0n;
}
