/** Which devices of the machine a guest can have. */
import { overlap } from "../../config/ranges.js";
import type { VmConfig } from "../../config/vm-config.js";
import type { AddressRange } from "../../boot/fdt/header.js";
import type { FdtNode } from "../../boot/fdt/node.js";
import { interruptCount } from "../../devices/gic/interrupt-bank.js";
import { deviceWindows, guestMap } from "../../devices/guest-map.js";
import { alignDown, alignUp } from "../../memory/extent-list.js";
import { pageBytes } from "../../memory/physical-memory.js";
import { interruptCountOfMachine } from "../../std/kernel/guest-spi.js";
import { interruptsOfDevice, registersOf } from "./device-facts.js";
import type { MachineDevices } from "./machine-devices.js";

interface Refusal {
  readonly names: readonly string[];
  readonly reason: string;
}

/** By `compatible`. */
const refusedDevices: readonly Refusal[] = [
  {
    names: ["arm,gic-v3", "arm,gic-v3-its", "arm,gic-400", "arm,cortex-a15-gic", "arm,gic-v2m-frame"],
    reason: "is the machine's interrupt controller: the guest has an emulated one",
  },
  {
    names: ["arm,armv8-timer", "arm,armv7-timer", "arm,armv7-timer-mem"],
    reason: "is the machine's timer: the guest has its own",
  },
  {
    names: ["arm,psci", "arm,psci-0.2", "arm,psci-1.0"],
    reason: "is the firmware's power control: the hypervisor answers the guest's calls",
  },
  { names: ["arm,armv8-pmuv3"], reason: "is the CPUs' performance counters, which guests cannot have" },
];

/** By path: these and what is below them. */
const refusedPaths: readonly Refusal[] = [
  { names: ["/cpus"], reason: "is the machine's CPUs: phys_cpu_ids and phys_cpu_sets give them" },
  { names: ["/reserved-memory"], reason: "is memory: memory_regions with map type 2 gives it" },
  { names: ["/chosen", "/aliases", "/options", "/firmware", "/__symbols__"], reason: "is no device" },
];

/** Why a guest of this configuration cannot have the device; null when it can. Not: whether another VM has it. @throws FdtError */
export function whyNotAssignable(machine: MachineDevices, node: FdtNode, config: VmConfig): string | null {
  return whyNotByName(node) ?? whyNotByRegisters(machine, node, config) ?? whyNotByInterrupts(machine, node, config);
}

function whyNotByName(node: FdtNode): string | null {
  for (const { names, reason } of refusedPaths) {
    if (names.some((path) => node.path === path || node.path.startsWith(`${path}/`))) return reason;
  }
  for (const { names, reason } of refusedDevices) if (node.compatible(names)) return reason;
  if (node.property("device_type")?.text() === "memory") return "is the machine's memory: memory_regions gives it";
  if (node.property("#iommu-cells") !== null) return "is an IOMMU, which guests cannot have";
  return node.enabled() ? null : "is disabled in the machine's device tree";
}

function whyNotByRegisters(machine: MachineDevices, node: FdtNode, config: VmConfig): string | null {
  for (const range of registersOf(node)) {
    const pages = pagesOf(range);
    for (const own of machine.own) {
      if (overlap(range.base, range.bytes, own.range.base, own.range.bytes)) return `is ${own.name}`;
      if (touch(pages, own.range)) return `shares a page with ${own.name}`;
    }
    for (const ram of machine.ram) if (touch(pages, ram)) return "lies in the machine's memory: memory_regions with map type 2 gives it";
    const guest = whatGuestHasAt(config, pages);
    if (guest !== null) return `lies where the guest has ${guest}`;
  }
  return null;
}

/** What a guest has at these addresses without any device of the machine; null: nothing. */
export function whatGuestHasAt(config: VmConfig, pages: AddressRange): string | null {
  for (const window of deviceWindows(config.cpuNum)) {
    if (overlap(pages.base, pages.bytes, window.base, window.bytes)) return `its emulated ${window.name}`;
  }
  for (const region of config.memoryRegions) if (touch(pages, { base: region.gpa, bytes: region.size })) return "memory";
  return null;
}

function whyNotByInterrupts(machine: MachineDevices, node: FdtNode, config: VmConfig): string | null {
  if (!config.deliversInterrupts()) return null;
  for (const { intid } of interruptsOfDevice(machine, node)) {
    const reason = whyNotInterrupt(machine, intid);
    if (reason !== null) return `has interrupt ${intid}, which ${reason}`;
  }
  return null;
}

/** Why a guest cannot have the SPI; null when it can. */
export function whyNotInterrupt(machine: MachineDevices, intid: number): string | null {
  if (intid === guestMap.uartInterrupt) return "the guest's emulated UART has";
  if (intid === guestMap.gpioInterrupt) return "the guest's emulated GPIO controller has";
  if (intid === machine.consoleInterrupt) return "is the hypervisor's";
  if (intid >= interruptCount) return `a guest's GIC does not have (${interruptCount - 1} is its last)`;
  return intid < interruptCountOfMachine() ? null : "the machine does not have";
}

/** Rounded outwards: stage 2 maps pages. */
export function pagesOf(range: AddressRange): AddressRange {
  const base = alignDown(range.base, pageBytes);
  return { base, bytes: alignUp(range.base + range.bytes, pageBytes) - base };
}

/** They have bytes in common; to lie side by side is not enough. */
export function touch(one: AddressRange, other: AddressRange): boolean {
  return overlap(one.base, one.bytes, other.base, other.bytes);
}
