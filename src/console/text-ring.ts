import { decodeUtf8, encodeUtf8 } from "../std/index.js";
import type { u32 } from "../std/index.js";

/** Texts in the order in which they came; the oldest go when there is no room. All its memory is taken once, when it is made. */
export class TextRing {
  private readonly slots: Uint8Array;
  /** Of each entry the place of its first byte, and its bytes; entry n of the kept ones is at (first + n) mod mostEntries. */
  private readonly starts: Uint32Array;
  private readonly lengths: Uint32Array;
  private first: u32 = 0;
  private kept: u32 = 0;
  private usedBytes: u32 = 0;

  constructor(
    readonly capacity: u32,
    readonly mostEntries: u32,
  ) {
    this.slots = new Uint8Array(capacity);
    this.starts = new Uint32Array(mostEntries);
    this.lengths = new Uint32Array(mostEntries);
  }

  get count(): u32 {
    return this.kept;
  }

  /** Adds a text; what does not fit the ring at all is cut off. */
  push(text: string): void {
    const bytes = encodeUtf8(text);
    const length: u32 = Math.min(bytes.length, this.capacity);
    while (this.kept === this.mostEntries || this.usedBytes + length > this.capacity) this.dropOldest();
    const start = this.endOfLast();
    for (let i: u32 = 0; i < length; i++) this.slots[(start + i) % this.capacity] = bytes[i]!;
    const entry = (this.first + this.kept) % this.mostEntries;
    this.starts[entry] = start;
    this.lengths[entry] = length;
    this.kept++;
    this.usedBytes += length;
  }

  /** The text that `index` others are older than. */
  at(index: u32): string {
    const entry = (this.first + index) % this.mostEntries;
    const start = this.starts[entry]!;
    const bytes = new Uint8Array(this.lengths[entry]!);
    for (let i: u32 = 0; i < bytes.length; i++) bytes[i] = this.slots[(start + i) % this.capacity]!;
    return decodeUtf8(bytes);
  }

  /** The text that `index` others are older than has `part` (UTF-8) in it. @noalloc */
  hasAt(index: u32, part: Uint8Array): boolean {
    const entry = (this.first + index) % this.mostEntries;
    for (let from: u32 = 0; from + part.length <= this.lengths[entry]!; from++)
      if (this.isAt(this.starts[entry]! + from, part)) return true;
    return false;
  }

  /** The text that `index` others are older than is `text` (UTF-8). @noalloc */
  isText(index: u32, text: Uint8Array): boolean {
    const entry = (this.first + index) % this.mostEntries;
    return this.lengths[entry]! === text.length && this.isAt(this.starts[entry]!, text);
  }

  /** The bytes from `start` on, around the ring's end, are `wanted`. @noalloc */
  private isAt(start: u32, wanted: Uint8Array): boolean {
    let at = start >= this.capacity ? start - this.capacity : start;
    for (const byte of wanted) {
      if (this.slots[at] !== byte) return false;
      at++;
      if (at === this.capacity) at = 0;
    }
    return true;
  }

  /** Takes out the oldest text, of which there must be one. */
  takeOldest(): string {
    const oldest = this.at(0);
    this.dropOldest();
    return oldest;
  }

  private endOfLast(): u32 {
    if (this.kept === 0) return 0;
    const last = (this.first + this.kept - 1) % this.mostEntries;
    return (this.starts[last]! + this.lengths[last]!) % this.capacity;
  }

  private dropOldest(): void {
    this.usedBytes -= this.lengths[this.first]!;
    this.first = (this.first + 1) % this.mostEntries;
    this.kept--;
  }
}
