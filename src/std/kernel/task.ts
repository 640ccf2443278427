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
   * @param priority 0 (idle) to 31 (highest); vCPUs have 8, the shell 16
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
}

/** Gives the CPU to another ready task. @native task_yield @nothrow @noalloc */
export function yieldCpu(): void {}

/** Sleeps until `deadline` (ticks). @native task_sleep_until @nothrow @noalloc */
export function sleepUntil(_deadline: u64): void {}

/** Number of the CPU that runs this, 0 up. It may change at once unless the task is bound to one. @native cpu_index @nothrow @noalloc */
export function cpuIndex(): u32 {
  return 0;
}

/** Tasks that exist, for leak checks. @native task_count @nothrow @noalloc */
export function taskCount(): u32 {
  return 0;
}
