import type { u32, u64, u8 } from "../integers.js";

/** What a task does now; the numbers are those of `enum task_state`. */
export enum TaskState {
  Ready = 0,
  Running = 1,
  Blocked = 2,
  Finished = 3,
}

/**
 * A thread of the hypervisor, scheduled on the CPUs of its mask, preempted by those of higher priority and, within
 * a priority, after its time slice. The stack is 256 KiB with a guard page.
 * @native struct task_handle
 */
export class Task {
  private current = TaskState.Ready;

  /**
   * @param name up to 31 bytes are kept, for logs and panics
   * @param cpus bit n: may run on CPU n; at least one that is up
   * @param priority 0 (idle) to 31 (highest); vCPUs and the shell have 8
   */
  constructor(
    readonly name: string,
    readonly cpus: u64,
    readonly priority: u8,
    private readonly body: () => void,
  ) {}

  /** Makes it ready; false without memory for the stack. @native task_start @nothrow */
  start(): boolean {
    return true;
  }

  /** Waits until its body has returned. @native task_join @nothrow @noalloc */
  join(): void {
    if (this.current === TaskState.Finished) return;
    this.current = TaskState.Finished;
    this.body();
  }

  /** @native task_state @nothrow @noalloc */
  state(): TaskState {
    return this.current;
  }

  /** Makes the CPU it runs on look at its task again: leaves the guest if it is in one (IPI). @native task_kick @nothrow @noalloc */
  kick(): void {}

  /** Time on a CPU so far, in ticks. @native task_run_time @nothrow @noalloc */
  runTime(): u64 {
    return 0n;
  }

  /** Time so far that it could have run in but another task had the CPU, in ticks. @native task_ready_time @nothrow @noalloc */
  readyTime(): u64 {
    return 0n;
  }

  /** Time that it has slept so far, in ticks. @native task_sleep_time @nothrow @noalloc */
  sleepTime(): u64 {
    return 0n;
  }

  /** Number of the CPU where it runs, is queued, or ran last. It may change at once unless the task is bound to one. @native task_cpu @nothrow @noalloc */
  cpu(): u32 {
    return 0;
  }
}

/** Gives the CPU to another ready task. @native task_yield @nothrow @noalloc */
export function yieldCpu(): void {}

/** Sleeps until `deadline` (ticks). @native task_sleep_until @nothrow @noalloc */
export function sleepUntil(_deadline: u64): void {}

/** Number of the CPU that runs this, 0 up. It may change at once unless the task is bound to one. @native cpu_index @nothrow @noalloc */
export function cpuIndex(): u32 {
  return 0;
}

/**
 * Calls `body` on CPU `index` with interrupts off, in an interrupt whatever runs there; returns when it has returned. False: that CPU is
 * not up. Not from interrupt handlers or under a SpinLock. @native cpu_call
 */
export function callOnCpu(_index: u32, body: () => void): boolean {
  body();
  return true;
}

/** Ticks that CPU `index` has had nothing to do, up to now. @native scheduler_idle_time @nothrow @noalloc */
export function idleTime(_index: u32): u64 {
  return 0n;
}

/** Tasks that exist, for leak checks. @native task_count @nothrow @noalloc */
export function taskCount(): u32 {
  return 0;
}
