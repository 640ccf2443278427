/** How many VMs run; whoever waits for the last one to stop is woken by it. */
import { AtomicU32, WaitQueue } from "../std/index.js";
import type { u32 } from "../std/index.js";

const running = new AtomicU32(0);
const idle = new WaitQueue();
/** What `add` subtracts one by. */
const minusOne: u32 = 0xffff_ffff;

/** @nothrow @noalloc */
export function addRunning(): void {
  running.add(1);
}

/** @nothrow @noalloc */
export function removeRunning(): void {
  if (running.add(minusOne) === 1) idle.wakeAll();
}

/** VMs from their start until their last vCPU has left. */
export function runningVms(): u32 {
  return running.load();
}

/** Sleeps until no VM runs. */
export function waitUntilIdle(): void {
  for (;;) {
    const ticket = idle.prepare();
    if (running.load() === 0) return;
    idle.wait(ticket);
  }
}
