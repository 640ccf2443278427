/** What a VM and its vCPUs did in the present run, or in the last one, as numbers. Taken without stopping anything: one may be a moment older than another. */
import { deviceWindows } from "../devices/guest-map.js";
import type { DeviceWindow } from "../devices/guest-map.js";
import { ticksPerSecond } from "../std/index.js";
import type { u32, u64 } from "../std/index.js";
import { ExitEvent } from "./exit-counters.js";
import { exitsOf, refusalsOf } from "./exit-reasons.js";
import type { Count } from "./exit-reasons.js";
import { reportMemory } from "./memory-report.js";
import type { MemoryReport } from "./memory-report.js";
import type { TimeUse } from "./vcpu-times.js";
import type { Vcpu } from "./vcpu.js";
import type { Vm } from "./vm.js";

/** Interrupts that a vCPU was given. */
export interface Injections {
  readonly timer: u64;
  readonly softwareInterrupts: u64;
  readonly sharedInterrupts: u64;
}

export interface VcpuStatistics {
  readonly index: u32;
  /** CPU that it runs on, or ran on last. */
  readonly cpu: u32;
  readonly times: TimeUse;
  readonly exits: readonly Count[];
  readonly refusals: readonly Count[];
  readonly injections: Injections;
}

export interface VmStatistics {
  readonly memory: MemoryReport;
  /** Bytes that the guest has printed since the VM was made. */
  readonly consoleBytes: u64;
  readonly devices: readonly DeviceWindow[];
  readonly vcpus: readonly VcpuStatistics[];
}

export function vmStatistics(vm: Vm): VmStatistics {
  return {
    memory: reportMemory(vm),
    consoleBytes: vm.console.printedBytes(),
    devices: deviceWindows(vm.config.cpuNum),
    vcpus: vm.vcpus.map(vcpuStatistics),
  };
}

export function vcpuStatistics(vcpu: Vcpu): VcpuStatistics {
  const { interrupts } = vcpu;
  return {
    index: vcpu.index,
    cpu: vcpu.task.cpu(),
    times: vcpu.times.use(),
    exits: exitsOf(vcpu),
    refusals: refusalsOf(vcpu),
    injections: {
      timer: vcpu.exits.of(ExitEvent.VirtualTimer),
      softwareInterrupts: interrupts.injections.softwareInterrupts(),
      sharedInterrupts: interrupts.injections.sharedInterrupts(),
    },
  };
}

/** Whole milliseconds. @param ticks of the system counter */
export function millisecondsOf(ticks: u64): u64 {
  return (ticks * 1000n) / ticksPerSecond();
}
