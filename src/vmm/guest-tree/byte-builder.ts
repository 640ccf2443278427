import { encodeUtf8 } from "../../std/index.js";
import type { u32, u64 } from "../../std/index.js";

/** Bytes that grow at the end; numbers are big-endian, as device trees have them. */
export class ByteBuilder {
  private buffer = new Uint8Array(1024);
  private used: u32 = 0;

  get length(): u32 {
    return this.used;
  }

  /** What was added so far, copied. */
  bytes(): Uint8Array {
    return this.buffer.slice(0, this.used);
  }

  addBytes(bytes: Uint8Array): void {
    this.reserve(bytes.length);
    this.buffer.set(bytes, this.used);
    this.used += bytes.length;
  }

  addU32(value: u32): void {
    this.reserve(4);
    for (let shift = 24; shift >= 0; shift -= 8) this.buffer[this.used++] = (value >>> shift) & 0xff;
  }

  addU64(value: u64): void {
    this.addU32(Number(value >> 32n));
    this.addU32(Number(value & 0xffff_ffffn));
  }

  /** UTF-8 and a 0. */
  addText(text: string): void {
    this.addBytes(encodeUtf8(text));
    this.reserve(1);
    this.buffer[this.used++] = 0;
  }

  /** Zeros up to a multiple of `alignment`, a power of two. */
  align(alignment: u32): void {
    while (this.used % alignment !== 0) {
      this.reserve(1);
      this.buffer[this.used++] = 0;
    }
  }

  private reserve(more: u32): void {
    if (this.used + more <= this.buffer.length) return;
    const larger = new Uint8Array(Math.max(this.buffer.length * 2, this.used + more));
    larger.set(this.buffer, 0);
    this.buffer = larger;
  }
}
