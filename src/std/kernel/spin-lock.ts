import type { u64 } from "../integers.js";

/**
 * Ticket spinlock: CPUs get it in the order in which they asked. Held with interrupts off and never across a wait.
 * @native struct spinlock
 */
export class SpinLock {
  private held = false;

  /** Takes the lock; the result goes back to `unlock`. @native spinlock_lock @acquire @nothrow @noalloc */
  lock(): u64 {
    if (this.held) throw new Error("a spinlock was taken twice");
    this.held = true;
    return 0n;
  }

  /** @native spinlock_unlock @release @nothrow @noalloc */
  unlock(_interrupts: u64): void {
    this.held = false;
  }
}
