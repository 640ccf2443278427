import type { u32 } from "../integers.js";
import { SpinLock } from "./spin-lock.js";
import { cpuIndex } from "./task.js";

class CpuSlot<T> {
  /** Guards `value`: a task may be moved to another CPU just before it takes the lock. Nobody else waits for it as a rule. */
  readonly lock = new SpinLock();

  constructor(
    /** @guarded lock */
    readonly value: T,
  ) {}
}

/**
 * A value for each CPU: counters and the like, which CPUs need not share.
 * @lock
 */
export class PerCpu<T> {
  private readonly slots: CpuSlot<T>[] = [];

  /** @param cpus CPUs that will use it, from 0 up @param make called once for each, in order */
  constructor(cpus: u32, make: () => T) {
    for (let cpu: u32 = 0; cpu < cpus; cpu++) this.slots.push(new CpuSlot(make()));
  }

  /** Runs `body` with this CPU's value, interrupts off: nobody else has it meanwhile. The value must not be carried out of `body`. */
  with<R>(body: (value: T) => R): R {
    return this.inSlot(this.slots[cpuIndex()]!, body);
  }

  /** Runs `body` with each CPU's value in turn. */
  forEach(body: (value: T) => void): void {
    for (const slot of this.slots) this.inSlot(slot, body);
  }

  private inSlot<R>(slot: CpuSlot<T>, body: (value: T) => R): R {
    const interrupts = slot.lock.lock();
    try {
      return body(slot.value);
    } finally {
      slot.lock.unlock(interrupts);
    }
  }
}
