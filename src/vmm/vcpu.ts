/** One virtual CPU: its registers, its interrupts, its task. */
import { VcpuContext } from "../arch/aarch64/vcpu-context.js";
import { VcpuInterrupts } from "../devices/gic/vcpu-interrupts.js";
import type { Task, u32, u64 } from "../std/index.js";
import { ExitCounters } from "./exit-counters.js";
import type { Vm } from "./vm.js";

/** What a vCPU does; docs: the lifecycle table. */
export enum VcpuState {
  /** Secondary, not switched on by the guest. */
  Free = 0,
  /** Primary, VM not started. */
  Created = 1,
  Ready = 2,
  Running = 3,
  Blocked = 4,
  /** Crashed. */
  Invalid = 5,
}

export class Vcpu {
  readonly context = new VcpuContext();
  readonly interrupts: VcpuInterrupts;
  readonly exits = new ExitCounters();
  /** Written by the VM's lifecycle code under the VM's lock, and by the vCPU's own task. */
  state: VcpuState = VcpuState.Free;
  task: Task | null = null;

  /**
   * @param vm owns this vCPU @param index 0 is the primary one @param mpidr affinity that the guest sees and PSCI names
   * @param cpus mask of the physical CPUs that may run it
   */
  constructor(
    /** @unowned the VM holds its vCPUs and outlives them */
    readonly vm: Vm,
    readonly index: u32,
    readonly mpidr: u64,
    readonly cpus: u64,
  ) {
    this.interrupts = new VcpuInterrupts(this);
    this.context.bind(this);
  }
}
