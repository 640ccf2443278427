import type { u32, u64 } from "../integers.js";

/** Counting semaphore; a task that finds it empty sleeps. @native struct semaphore */
export class Semaphore {
  private count: u32;

  constructor(initial: u32) {
    this.count = initial;
  }

  /** @native semaphore_take @nothrow @noalloc */
  take(): void {
    if (this.count === 0) throw new Error("deadlock: a semaphore with nobody to give to it");
    this.count--;
  }

  /** Waits until `deadline` (ticks of `now`) at most; false when it passed. @native semaphore_take_until @nothrow @noalloc */
  takeUntil(_deadline: u64): boolean {
    if (this.count === 0) return false;
    this.count--;
    return true;
  }

  /** Never waits; may be called from an interrupt handler. @native semaphore_give @nothrow @noalloc */
  give(): void {
    this.count++;
  }
}
