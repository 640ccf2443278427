/** Numbers that several tasks read and write at once. Every operation is one step; all tasks see all of them in one order. */
import type { u32, u64 } from "../integers.js";

/** @native struct atomic_u32 */
export class AtomicU32 {
  private value: u32;

  constructor(initial: u32) {
    this.value = initial;
  }

  /** @native atomic_u32_load @nothrow @noalloc */
  load(): u32 {
    return this.value;
  }

  /** @native atomic_u32_store @nothrow @noalloc */
  store(value: u32): void {
    this.value = value;
  }

  /** Wraps. @returns what was there before @native atomic_u32_add @nothrow @noalloc */
  add(value: u32): u32 {
    return this.exchange((this.value + value) >>> 0);
  }

  /** @returns what was there before @native atomic_u32_exchange @nothrow @noalloc */
  exchange(value: u32): u32 {
    const before = this.value;
    this.value = value;
    return before;
  }

  /** Stores `value` if `expected` is there; whether it was. @native atomic_u32_compare_exchange @nothrow @noalloc */
  compareExchange(expected: u32, value: u32): boolean {
    if (this.value !== expected) return false;
    this.value = value;
    return true;
  }
}

/** @native struct atomic_u64 */
export class AtomicU64 {
  private value: u64;

  constructor(initial: u64) {
    this.value = initial;
  }

  /** @native atomic_u64_load @nothrow @noalloc */
  load(): u64 {
    return this.value;
  }

  /** @native atomic_u64_store @nothrow @noalloc */
  store(value: u64): void {
    this.value = value;
  }

  /** Wraps. @returns what was there before @native atomic_u64_add @nothrow @noalloc */
  add(value: u64): u64 {
    return this.exchange(BigInt.asUintN(64, this.value + value));
  }

  /** @returns what was there before @native atomic_u64_exchange @nothrow @noalloc */
  exchange(value: u64): u64 {
    const before = this.value;
    this.value = value;
    return before;
  }

  /** Stores `value` if `expected` is there; whether it was. @native atomic_u64_compare_exchange @nothrow @noalloc */
  compareExchange(expected: u64, value: u64): boolean {
    if (this.value !== expected) return false;
    this.value = value;
    return true;
  }
}
