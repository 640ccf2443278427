import type { u32, u8 } from "../std/index.js";

/** Bytes in the order in which they came, up to a fixed number. Not locked: whoever owns it does that. */
export class ByteRing {
  private readonly slots: Uint8Array;
  private first: u32 = 0;
  private used: u32 = 0;

  constructor(readonly capacity: u32) {
    this.slots = new Uint8Array(capacity);
  }

  get length(): u32 {
    return this.used;
  }

  get free(): u32 {
    return this.capacity - this.used;
  }

  /** False when it is full; the byte is not taken then. @nothrow @noalloc */
  push(value: u8): boolean {
    if (this.used === this.capacity) return false;
    this.slots[(this.first + this.used) % this.capacity] = value;
    this.used++;
    return true;
  }

  /** Takes the byte even when it is full: the oldest one goes. True when one went. @nothrow @noalloc */
  pushOver(value: u8): boolean {
    const full = this.used === this.capacity;
    if (full) this.drop(1);
    this.push(value);
    return full;
  }

  /** The oldest byte, which stays; -1 when there is none. @nothrow @noalloc */
  peek(): number {
    return this.used === 0 ? -1 : this.slots[this.first]!;
  }

  /** Takes the oldest byte out; -1 when there is none. @nothrow @noalloc */
  pop(): number {
    const value = this.peek();
    if (value >= 0) this.drop(1);
    return value;
  }

  /** The byte `offset` places behind the oldest one, which must exist. @nothrow @noalloc */
  at(offset: u32): u8 {
    return this.slots[(this.first + offset) % this.capacity]!;
  }

  /** Places from the oldest byte to the first that is `one` or `other`; -1 when there is none. @nothrow @noalloc */
  indexOfEither(one: u8, other: u8): number {
    for (let i: u32 = 0; i < this.used; i++) if (this.at(i) === one || this.at(i) === other) return i;
    return -1;
  }

  /** Takes out the `count` oldest bytes, or all where there are fewer. @nothrow @noalloc */
  drop(count: u32): void {
    const gone = Math.min(count, this.used);
    this.first = (this.first + gone) % this.capacity;
    this.used -= gone;
  }

  clear(): void {
    this.first = 0;
    this.used = 0;
  }
}
