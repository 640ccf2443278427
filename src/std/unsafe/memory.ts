/**
 * Raw memory and registers. Every access is one volatile load or store of its width. Only `src/memory`, `src/boot`, the
 * drivers of host devices and `src/arch` import this: each says there why its addresses are sound.
 * In Node the same functions work on a simulated physical memory.
 */
import type { u16, u32, u64, u8 } from "../integers.js";
import { simulated } from "../node/simulated-memory.js";

/** @native memory_read8 @nothrow @noalloc */
export function read8(hpa: u64): u8 {
  return Number(simulated.read(hpa, 1));
}
/** @native memory_read16 @nothrow @noalloc */
export function read16(hpa: u64): u16 {
  return Number(simulated.read(hpa, 2));
}
/** @native memory_read32 @nothrow @noalloc */
export function read32(hpa: u64): u32 {
  return Number(simulated.read(hpa, 4));
}
/** @native memory_read64 @nothrow @noalloc */
export function read64(hpa: u64): u64 {
  return simulated.read(hpa, 8);
}
/** @native memory_write8 @nothrow @noalloc */
export function write8(hpa: u64, value: u8): void {
  simulated.write(hpa, 1, BigInt(value));
}
/** @native memory_write16 @nothrow @noalloc */
export function write16(hpa: u64, value: u16): void {
  simulated.write(hpa, 2, BigInt(value));
}
/** @native memory_write32 @nothrow @noalloc */
export function write32(hpa: u64, value: u32): void {
  simulated.write(hpa, 4, BigInt(value));
}
/** @native memory_write64 @nothrow @noalloc */
export function write64(hpa: u64, value: u64): void {
  simulated.write(hpa, 8, value);
}

/** A window on physical memory that nobody owns; it must not outlive the memory's use. @native memory_view */
export function viewMemory(hpa: u64, bytes: u32): Uint8Array {
  return simulated.view(hpa, bytes);
}

/** Copies between ranges that do not overlap. @native memory_copy @nothrow @noalloc */
export function copyMemory(to: u64, from: u64, bytes: u64): void {
  simulated.view(to, Number(bytes)).set(simulated.view(from, Number(bytes)));
}

/** @native memory_fill @nothrow @noalloc */
export function fillMemory(hpa: u64, value: u8, bytes: u64): void {
  simulated.view(hpa, Number(bytes)).fill(value);
}

/** Cleans and invalidates the data cache to the point of coherency, and the instruction cache. @native memory_clean_caches @nothrow @noalloc */
export function cleanCaches(_hpa: u64, _bytes: u64): void {}
