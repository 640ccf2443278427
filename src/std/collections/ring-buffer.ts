import type { u32, u8 } from "../integers.js";
import { panic } from "../panic.js";

/** A queue of bytes in memory that is allocated once. No operation but the constructor and `toBytes` allocates. */
export class RingBuffer {
  private readonly bytes: Uint8Array;
  /** Position of the oldest byte. */
  private first: u32 = 0;
  private used: u32 = 0;

  /** @param capacity bytes, at least 1 */
  constructor(readonly capacity: u32) {
    this.bytes = new Uint8Array(capacity);
  }

  get length(): u32 {
    return this.used;
  }

  get isEmpty(): boolean {
    return this.used === 0;
  }

  get isFull(): boolean {
    return this.used === this.capacity;
  }

  /** Appends; false, and nothing happens, when it is full. @noalloc */
  push(byte: u8): boolean {
    if (this.used === this.capacity) return false;
    this.bytes[(this.first + this.used) % this.capacity] = byte;
    this.used++;
    return true;
  }

  /** Appends; the oldest byte is lost when it is full. @noalloc */
  pushOver(byte: u8): void {
    if (this.used === this.capacity) this.drop(1);
    this.push(byte);
  }

  /** Takes the oldest byte; -1 when there is none. @noalloc */
  pop(): number {
    if (this.used === 0) return -1;
    const byte = this.bytes[this.first]!;
    this.drop(1);
    return byte;
  }

  /** The byte at `index`, 0 being the oldest; panics outside. @noalloc */
  at(index: u32): u8 {
    if (index >= this.used) panic("RingBuffer.at: there is no byte with that index");
    return this.bytes[(this.first + index) % this.capacity]!;
  }

  /** Forgets the oldest `count` bytes, all of them when there are fewer. @noalloc */
  drop(count: u32): void {
    const dropped = Math.min(count, this.used);
    this.first = (this.first + dropped) % this.capacity;
    this.used -= dropped;
  }

  /** @noalloc */
  clear(): void {
    this.first = 0;
    this.used = 0;
  }

  /** A copy of all bytes, the oldest first. */
  toBytes(): Uint8Array {
    const copy = new Uint8Array(this.used);
    for (let i = 0; i < copy.length; i++) copy[i] = this.bytes[(this.first + i) % this.capacity]!;
    return copy;
  }
}
