/** `DataView`: numbers of every kind at any byte of a buffer, in either byte order. */
import type { i64, u64 } from "../../integers.js";

/** `size` bytes at `at` as an unsigned integer. @native rt_view_read @nothrow @noalloc */
function readBits(bytes: Uint8Array, at: i64, size: i64, littleEndian: boolean): u64 {
  let value = 0n;
  for (let i = 0; i < Number(size); i++) {
    const from = littleEndian ? Number(size) - 1 - i : i;
    value = value * 256n + BigInt(bytes[Number(at) + from]!);
  }
  return value;
}

/** The low `size` bytes of `value`. @native rt_view_write @nothrow @noalloc */
function writeBits(bytes: Uint8Array, at: i64, size: i64, value: u64, littleEndian: boolean): void {
  for (let i = 0; i < Number(size); i++) {
    const shift = BigInt(8 * (littleEndian ? i : Number(size) - 1 - i));
    bytes[Number(at) + i] = Number((value >> shift) & 255n);
  }
}

/** @native rt_double_of_bits @nothrow @noalloc */
function doubleOfBits(bits: u64): number {
  return new Float64Array(new BigUint64Array([bits]).buffer)[0]!;
}

/** @native rt_bits_of_double @nothrow @noalloc */
function bitsOfDouble(value: number): u64 {
  return new BigUint64Array(new Float64Array([value]).buffer)[0]!;
}

/** @native rt_single_of_bits @nothrow @noalloc */
function singleOfBits(bits: u64): number {
  return new Float32Array(new Uint32Array([Number(bits)]).buffer)[0]!;
}

/** @native rt_bits_of_single @nothrow @noalloc */
function bitsOfSingle(value: number): u64 {
  return BigInt(new Uint32Array(new Float32Array([value]).buffer)[0]!);
}

/** Big-endian unless told otherwise. Every call throws RangeError where not all of its bytes lie inside. */
export class DataView_ {
  private readonly bytes: Uint8Array;
  readonly byteOffset: number;
  readonly byteLength: number;

  constructor(
    readonly buffer: ArrayBuffer,
    byteOffset: number = 0,
    byteLength: number = buffer.byteLength - byteOffset,
  ) {
    if (!(byteOffset >= 0 && byteOffset <= buffer.byteLength))
      throw new RangeError(`Start offset ${byteOffset} is outside the bounds of the buffer`);
    if (!(byteLength >= 0 && byteOffset + byteLength <= buffer.byteLength)) throw new RangeError(`Invalid DataView length ${byteLength}`);
    this.byteOffset = Math.trunc(byteOffset);
    this.byteLength = Math.trunc(byteLength);
    this.bytes = new Uint8Array(buffer, this.byteOffset, this.byteLength);
  }

  private place(at: number, size: number): i64 {
    const whole = Math.trunc(at);
    if (!(whole >= 0 && whole + size <= this.byteLength)) throw new RangeError("Offset is outside the bounds of the DataView");
    return BigInt(whole);
  }

  private unsigned(at: number, size: number, littleEndian: boolean): u64 {
    return readBits(this.bytes, this.place(at, size), BigInt(size), littleEndian);
  }

  private store(at: number, size: number, value: u64, littleEndian: boolean): void {
    writeBits(this.bytes, this.place(at, size), BigInt(size), value, littleEndian);
  }

  getUint8(at: number): number {
    return Number(this.unsigned(at, 1, true));
  }

  getInt8(at: number): number {
    return (Number(this.unsigned(at, 1, true)) << 24) >> 24;
  }

  getUint16(at: number, littleEndian: boolean = false): number {
    return Number(this.unsigned(at, 2, littleEndian));
  }

  getInt16(at: number, littleEndian: boolean = false): number {
    return (Number(this.unsigned(at, 2, littleEndian)) << 16) >> 16;
  }

  getUint32(at: number, littleEndian: boolean = false): number {
    return Number(this.unsigned(at, 4, littleEndian));
  }

  getInt32(at: number, littleEndian: boolean = false): number {
    return Number(this.unsigned(at, 4, littleEndian)) | 0;
  }

  getBigUint64(at: number, littleEndian: boolean = false): u64 {
    return this.unsigned(at, 8, littleEndian);
  }

  getBigInt64(at: number, littleEndian: boolean = false): i64 {
    return BigInt.asIntN(64, this.unsigned(at, 8, littleEndian));
  }

  getFloat32(at: number, littleEndian: boolean = false): number {
    return singleOfBits(this.unsigned(at, 4, littleEndian));
  }

  getFloat64(at: number, littleEndian: boolean = false): number {
    return doubleOfBits(this.unsigned(at, 8, littleEndian));
  }

  setUint8(at: number, value: number): void {
    this.store(at, 1, BigInt(value >>> 0), true);
  }

  setInt8(at: number, value: number): void {
    this.setUint8(at, value);
  }

  setUint16(at: number, value: number, littleEndian: boolean = false): void {
    this.store(at, 2, BigInt(value >>> 0), littleEndian);
  }

  setInt16(at: number, value: number, littleEndian: boolean = false): void {
    this.setUint16(at, value, littleEndian);
  }

  setUint32(at: number, value: number, littleEndian: boolean = false): void {
    this.store(at, 4, BigInt(value >>> 0), littleEndian);
  }

  setInt32(at: number, value: number, littleEndian: boolean = false): void {
    this.setUint32(at, value, littleEndian);
  }

  setBigUint64(at: number, value: u64, littleEndian: boolean = false): void {
    this.store(at, 8, value, littleEndian);
  }

  setBigInt64(at: number, value: i64, littleEndian: boolean = false): void {
    this.store(at, 8, BigInt.asUintN(64, value), littleEndian);
  }

  setFloat32(at: number, value: number, littleEndian: boolean = false): void {
    this.store(at, 4, bitsOfSingle(value), littleEndian);
  }

  setFloat64(at: number, value: number, littleEndian: boolean = false): void {
    this.store(at, 8, bitsOfDouble(value), littleEndian);
  }
}
