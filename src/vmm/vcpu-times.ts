/**
 * What became of a vCPU's time in this run of its VM, in ticks. The scheduler counts for the vCPU's task; here what the task
 * slept while the vCPU was off is taken out. Written by the vCPU's own task, and by the start of a run, when the vCPU is off;
 * read by anybody (a figure may be a moment old).
 */
import type { Task, u64 } from "../std/index.js";

/** Ticks of the system counter. */
export interface TimeUse {
  /** On a CPU: in the guest, or in the hypervisor on its behalf. */
  readonly run: u64;
  /** Asleep: waiting for an interrupt, or for the VM to be resumed. */
  readonly wait: u64;
  /** It could have run, but something else had its CPU. */
  readonly steal: u64;
}

/** One of the task's times, as far as the vCPU was on. */
class Account {
  /** @racy written by the vCPU's own task, or while it is off; who reads a figure may get that of a moment ago */
  private kept: u64 = 0n;
  /** @racy written by the vCPU's own task, or while it is off; who reads a figure may get that of a moment ago */
  private excluded: u64 = 0n;
  /** @racy written by the vCPU's own task, or while it is off; who reads a figure may get that of a moment ago */
  private open = false;

  reset(): void {
    this.kept = 0n;
  }

  begin(taskTime: u64): void {
    this.excluded = BigInt.asUintN(64, taskTime - this.kept);
    this.open = true;
  }

  end(taskTime: u64): void {
    this.kept = BigInt.asUintN(64, taskTime - this.excluded);
    this.open = false;
  }

  at(taskTime: u64): u64 {
    return this.open ? BigInt.asUintN(64, taskTime - this.excluded) : this.kept;
  }
}

export class VcpuTimes {
  private readonly run = new Account();
  private readonly wait = new Account();
  private readonly steal = new Account();

  constructor(private readonly task: Task) {}

  /** A run of the VM begins; the vCPU is off. @nothrow @noalloc */
  reset(): void {
    this.run.reset();
    this.wait.reset();
    this.steal.reset();
  }

  /** The vCPU is on from now. @nothrow @noalloc */
  begin(): void {
    this.run.begin(this.task.runTime());
    this.wait.begin(this.task.sleepTime());
    this.steal.begin(this.task.readyTime());
  }

  /** The vCPU is off from now. @nothrow @noalloc */
  end(): void {
    this.run.end(this.task.runTime());
    this.wait.end(this.task.sleepTime());
    this.steal.end(this.task.readyTime());
  }

  /** Up to now, also while the vCPU is on. */
  use(): TimeUse {
    return {
      run: this.run.at(this.task.runTime()),
      wait: this.wait.at(this.task.sleepTime()),
      steal: this.steal.at(this.task.readyTime()),
    };
  }
}
