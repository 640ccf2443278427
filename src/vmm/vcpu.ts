/** One virtual CPU: its registers, its interrupts, its task. */
import { VcpuContext } from "../arch/aarch64/vcpu-context.js";
import type { InterruptTarget } from "../devices/gic/vcpu-interrupts.js";
import { VcpuInterrupts } from "../devices/gic/vcpu-interrupts.js";
import { WaitQueue } from "../std/index.js";
import type { Task, u32, u64 } from "../std/index.js";
import { ExitCounters } from "./exit-counters.js";
import { makeVcpuTask } from "./vcpu-task.js";
import { VcpuTimes } from "./vcpu-times.js";
import { VcpuState } from "./vm-state.js";
import type { Vm } from "./vm.js";

export { VcpuState } from "./vm-state.js";

/** Its registers are its own task's; others read them by `withVmAndVcpuOnPcpu`. */
export class Vcpu implements InterruptTarget {
  readonly context = new VcpuContext();
  readonly interrupts: VcpuInterrupts;
  readonly exits = new ExitCounters();
  readonly times: VcpuTimes;
  /** Interrupt exits that earlier runs of the VM had. @racy written while the vCPU is off; who reads a figure may get that of a moment ago */
  private formerInterruptExits: u64 = 0n;
  /** What its task sleeps on: off, not started, suspended, or waiting for an interrupt. */
  readonly wakeups = new WaitQueue();
  /** @atomic @racy written under the VM's lock, and between Running and Blocked by the vCPU's own task */
  state: VcpuState = VcpuState.Free;
  /** The first CPU that may run it: interrupts of the VM's devices go there. */
  readonly homeCpu: u32;
  /** Counted in `Vm.activeVcpus`. @atomic @guarded vm.lock */
  active = false;
  /** The guest asked to switch it off (PSCI CPU_OFF); its task does it. @guarded vm.lock */
  powerOffAsked = false;
  /** Outside the guest until its suspended VM is resumed. @atomic @guarded vm.lock */
  parked = false;
  /** Where it starts when switched on: GPA, and what x0 holds then. @owned written under the VM's lock before `active` says so, then read by its task */
  entry: u64 = 0n;
  /** @owned as `entry` */
  argument: u64 = 0n;
  /** Sleeps while this vCPU is off. */
  readonly task: Task;

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
    this.homeCpu = firstCpu(cpus);
    this.interrupts = new VcpuInterrupts(this, vm.gic, index);
    this.task = makeVcpuTask(vm, index, cpus);
    this.times = new VcpuTimes(this.task);
    this.context.bind(this);
  }

  /** A run of the VM begins: everything is counted from 0. The vCPU is off. @nothrow @noalloc */
  resetStatistics(): void {
    this.exits.reset();
    this.times.reset();
    this.interrupts.injections.reset();
    this.formerInterruptExits = this.context.interruptExits();
  }

  /** Interrupts of the machine that ended a stay in the guest, in this run of the VM. */
  interruptExits(): u64 {
    return BigInt.asUintN(64, this.context.interruptExits() - this.formerInterruptExits);
  }

  /** Something came up for it: ends a wait, or a stay in the guest, so that it looks. Any CPU, also from an interrupt. @nothrow @noalloc */
  wake(): void {
    this.wakeups.wakeAll();
    this.task.kick();
  }

  /**
   * An interrupt is pending for it, which `hasPending` tells since before this call: ends WFI, or the stay in the guest on another CPU.
   * On the way into WFI the vCPU writes Blocked, then asks `hasPending`; the interrupt was noted under the same lock, before the look
   * at the state here: either the vCPU sees the interrupt, or this sees Blocked. On the way out it writes Running, then looks at its
   * requests, a full fence between; `requestFlush` stands, as far as other CPUs see, before the look here: either the vCPU sees the
   * request, or this sees Running and kicks. @nothrow @noalloc
   */
  interrupt(): void {
    if (this.state === VcpuState.Blocked) this.wakeups.wakeAll();
    else this.task.kick();
  }

  /** Makes the guest's run end soon, wherever its task is now. Any CPU. @nothrow @noalloc */
  leaveGuest(): void {
    this.context.requestLeave();
    this.wake();
  }

  /**
   * WFI: gives the CPU away until an interrupt is pending or somebody wants the vCPU to leave the guest. From the exit path, by
   * its own task. @nothrow @noalloc
   */
  waitForInterrupt(): void {
    const ticket = this.wakeups.prepare();
    this.state = VcpuState.Blocked;
    if (!this.interrupts.hasPending() && this.vm.guestMayRun()) this.wakeups.wait(ticket);
    this.state = VcpuState.Running;
    this.context.beforeRequests();
  }
}

function firstCpu(cpus: u64): u32 {
  let cpu: u32 = 0;
  while (cpu < 63 && (cpus & (1n << BigInt(cpu))) === 0n) cpu++;
  return cpu;
}
