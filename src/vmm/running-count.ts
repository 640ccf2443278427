/** How many VMs run; whoever waits for the last one to stop is woken by it. */
import { SpinLock, WaitQueue } from "../std/index.js";
import type { u32 } from "../std/index.js";

class RunningCount {
  value: u32 = 0;
}

/** Guards `running`. Taken after a VM's lock. */
const lock = new SpinLock();
const running = new RunningCount();
const idle = new WaitQueue();

/** @nothrow @noalloc */
export function addRunning(): void {
  const interrupts = lock.lock();
  running.value++;
  lock.unlock(interrupts);
}

/** @nothrow @noalloc */
export function removeRunning(): void {
  const interrupts = lock.lock();
  running.value--;
  const last = running.value === 0;
  lock.unlock(interrupts);
  if (last) idle.wakeAll();
}

/** VMs from their start until their last vCPU has left. */
export function runningVms(): u32 {
  return running.value;
}

/** Sleeps until no VM runs. */
export function waitUntilIdle(): void {
  for (;;) {
    const ticket = idle.prepare();
    if (running.value === 0) return;
    idle.wait(ticket);
  }
}
