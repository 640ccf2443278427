/** Integers in byte arrays: `be` as device trees have them, `le` as the machine has them. An offset that is too high traps. */
import { lowU32 } from "./convert.js";
import type { u16, u32, u64 } from "./integers.js";

export function readU16le(bytes: Uint8Array, offset: number): u16 {
  return bytes[offset]! + bytes[offset + 1]! * 0x100;
}

export function readU32le(bytes: Uint8Array, offset: number): u32 {
  return readU16le(bytes, offset) + readU16le(bytes, offset + 2) * 0x1_0000;
}

export function readU32be(bytes: Uint8Array, offset: number): u32 {
  return bytes[offset]! * 0x100_0000 + bytes[offset + 1]! * 0x1_0000 + bytes[offset + 2]! * 0x100 + bytes[offset + 3]!;
}

export function readU64le(bytes: Uint8Array, offset: number): u64 {
  return (BigInt(readU32le(bytes, offset + 4)) << 32n) | BigInt(readU32le(bytes, offset));
}

export function readU64be(bytes: Uint8Array, offset: number): u64 {
  return (BigInt(readU32be(bytes, offset)) << 32n) | BigInt(readU32be(bytes, offset + 4));
}

export function writeU32le(bytes: Uint8Array, offset: number, value: u32): void {
  bytes[offset] = value & 0xff;
  bytes[offset + 1] = (value >>> 8) & 0xff;
  bytes[offset + 2] = (value >>> 16) & 0xff;
  bytes[offset + 3] = value >>> 24;
}

export function writeU32be(bytes: Uint8Array, offset: number, value: u32): void {
  bytes[offset] = value >>> 24;
  bytes[offset + 1] = (value >>> 16) & 0xff;
  bytes[offset + 2] = (value >>> 8) & 0xff;
  bytes[offset + 3] = value & 0xff;
}

export function writeU64le(bytes: Uint8Array, offset: number, value: u64): void {
  writeU32le(bytes, offset, lowU32(value));
  writeU32le(bytes, offset + 4, lowU32(value >> 32n));
}

export function writeU64be(bytes: Uint8Array, offset: number, value: u64): void {
  writeU32be(bytes, offset, lowU32(value >> 32n));
  writeU32be(bytes, offset + 4, lowU32(value));
}
