/** Free physical memory as sorted ranges that neither touch nor overlap: neighbours are one range. */
import type { u32, u64 } from "../std/index.js";

/** A range of physical memory. */
export interface Extent {
  /** HPA of the first byte. */
  readonly base: u64;
  readonly bytes: u64;
}

/** Not locked: whoever owns it does that. A call takes as long as there are ranges. */
export class ExtentList {
  /** First byte of each range, ascending. */
  private readonly starts: u64[] = [];
  /** First byte after the range of the same index. */
  private readonly ends: u64[] = [];
  private sum: u64 = 0n;

  /** Bytes in all ranges. */
  get bytes(): u64 {
    return this.sum;
  }

  /** The ranges as they are now. */
  list(): Extent[] {
    const extents: Extent[] = [];
    for (let i: u32 = 0; i < this.starts.length; i++) extents.push({ base: this.starts[i]!, bytes: this.ends[i]! - this.starts[i]! });
    return extents;
  }

  /** Adds a range; it must not overlap one that is there (returns false, nothing changed). */
  add(base: u64, bytes: u64): boolean {
    if (bytes === 0n) return true;
    const end = base + bytes;
    const at = this.indexAfter(base);
    if (at > 0 && this.ends[at - 1]! > base) return false;
    if (at < this.starts.length && this.starts[at]! < end) return false;
    this.join(at, base, end);
    this.sum += bytes;
    return true;
  }

  /** Takes exactly this range out; false when not all of it is there. */
  takeAt(base: u64, bytes: u64): boolean {
    if (bytes === 0n) return true;
    const at = this.indexAfter(base);
    if (at === 0) return false;
    const end = this.ends[at - 1]!;
    if (end < base || end - base < bytes) return false;
    this.cut(at - 1, base, base + bytes);
    return true;
  }

  /** Takes whatever there is of a range out. */
  remove(base: u64, bytes: u64): void {
    const end = base + bytes;
    for (let i = this.starts.length - 1; i >= 0; i--) {
      const from = maximum(this.starts[i]!, base);
      const to = minimum(this.ends[i]!, end);
      if (from < to) this.cut(i, from, to);
    }
  }

  /**
   * Takes `bytes` with an aligned start from the lowest range that has room, null where none has.
   * @param alignment a power of two
   */
  takeLow(bytes: u64, alignment: u64): u64 | null {
    for (let i: u32 = 0; i < this.starts.length; i++) {
      const base = alignUp(this.starts[i]!, alignment);
      if (base >= this.ends[i]! || this.ends[i]! - base < bytes) continue;
      this.cut(i, base, base + bytes);
      return base;
    }
    return null;
  }

  /** As `takeLow`, from the end of the highest range that has room: small pieces are kept away from the big ones. */
  takeHigh(bytes: u64, alignment: u64): u64 | null {
    for (let i = this.starts.length - 1; i >= 0; i--) {
      if (this.ends[i]! - this.starts[i]! < bytes) continue;
      const base = alignDown(this.ends[i]! - bytes, alignment);
      if (base < this.starts[i]!) continue;
      this.cut(i, base, base + bytes);
      return base;
    }
    return null;
  }

  /** Takes the largest aligned piece, in whole multiples of `alignment`, `limit` bytes at most; null where there is none. */
  takeLargest(limit: u64, alignment: u64): Extent | null {
    let best = -1;
    let bestBytes: u64 = 0n;
    for (let i: u32 = 0; i < this.starts.length; i++) {
      const base = alignUp(this.starts[i]!, alignment);
      const end = alignDown(this.ends[i]!, alignment);
      if (end <= base || end - base <= bestBytes) continue;
      best = i;
      bestBytes = end - base;
    }
    if (best < 0) return null;
    const base = alignUp(this.starts[best]!, alignment);
    const bytes = minimum(bestBytes, limit);
    this.cut(best, base, base + bytes);
    return { base, bytes };
  }

  /** How many ranges start at or below `base`. */
  private indexAfter(base: u64): u32 {
    let at: u32 = 0;
    while (at < this.starts.length && this.starts[at]! <= base) at++;
    return at;
  }

  /** Puts a range before index `at`, as one with the neighbours that it touches. */
  private join(at: u32, base: u64, end: u64): void {
    const joinsLower = at > 0 && this.ends[at - 1] === base;
    const joinsUpper = at < this.starts.length && this.starts[at] === end;
    if (joinsLower && joinsUpper) {
      this.ends[at - 1] = this.ends[at]!;
      this.starts.splice(at, 1);
      this.ends.splice(at, 1);
    } else if (joinsLower) {
      this.ends[at - 1] = end;
    } else if (joinsUpper) {
      this.starts[at] = base;
    } else {
      this.starts.splice(at, 0, base);
      this.ends.splice(at, 0, end);
    }
  }

  /** Takes `from` to `to` out of range `i`, which has all of it. */
  private cut(i: u32, from: u64, to: u64): void {
    const start = this.starts[i]!;
    const end = this.ends[i]!;
    this.sum -= to - from;
    if (start === from && end === to) {
      this.starts.splice(i, 1);
      this.ends.splice(i, 1);
    } else if (start === from) {
      this.starts[i] = to;
    } else if (end === to) {
      this.ends[i] = from;
    } else {
      this.ends[i] = from;
      this.starts.splice(i + 1, 0, to);
      this.ends.splice(i + 1, 0, end);
    }
  }
}

/** @param alignment a power of two */
export function alignUp(value: u64, alignment: u64): u64 {
  return alignDown(value + alignment - 1n, alignment);
}

/** @param alignment a power of two */
export function alignDown(value: u64, alignment: u64): u64 {
  return value - (value & (alignment - 1n));
}

/** `Math.min` is for numbers, not for u64. */
export function minimum(a: u64, b: u64): u64 {
  return a < b ? a : b;
}

/** `Math.max` is for numbers, not for u64. */
export function maximum(a: u64, b: u64): u64 {
  return a > b ? a : b;
}
