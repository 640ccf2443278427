import type { u64 } from "../integers.js";
import { waiting } from "../node/waiting.js";

/**
 * Tasks that sleep until somebody wakes them. A wake-up between `prepare` and `wait` is not lost:
 * `const ticket = queue.prepare(); if (!condition) queue.wait(ticket)`.
 * @native struct wait_queue
 */
export class WaitQueue {
  private wakes = 0n;

  /** Ticket for `wait`: take it before looking at the condition. @native wait_queue_prepare @nothrow @noalloc */
  prepare(): u64 {
    return this.wakes;
  }

  /** Sleeps, unless somebody woke the queue since `prepare`. @native wait_queue_wait @nothrow @noalloc */
  wait(ticket: u64): void {
    if (ticket === this.wakes) throw new Error("deadlock: a wait that nobody ends");
  }

  /** As `wait`, until `deadline` (ticks) at most; false when it passed. @native wait_queue_wait_until @nothrow @noalloc */
  waitUntil(ticket: u64, _deadline: u64): boolean {
    if (ticket === this.wakes) waiting.body?.();
    return ticket !== this.wakes;
  }

  /** Wakes all; may be called from an interrupt handler. @native wait_queue_wake_all @nothrow @noalloc */
  wakeAll(): void {
    this.wakes++;
  }
}
