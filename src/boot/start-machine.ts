/** From the device tree to a machine whose memory, interrupts and CPUs work. */
import { print } from "../std/index.js";
import { initGic, mapAtEl2, MapKind, setUart } from "../std/kernel/machine.js";
import { printMachine, printMemory } from "./banner.js";
import type { AddressRange } from "./fdt/header.js";
import { takeMemory } from "./host-memory.js";
import { discoverMachine, MachineError } from "./machine.js";
import type { Machine } from "./machine.js";
import { openDeviceTree } from "./open-tree.js";
import { takeRandomSeed } from "./random-seed.js";
import { startCpus } from "./start-cpus.js";
import { findUart } from "./uart.js";
import type { UartDescription } from "./uart.js";

/** @param product name and version, for the banner @throws MachineError, FdtError: the hypervisor cannot run here */
export function startMachine(product: string): Machine {
  const { tree, range } = openDeviceTree();
  const uart = findUart(tree);
  if (uart !== null) useUart(uart);
  const machine = discoverMachine(tree);
  printMachine(product, machine);
  printMemory(takeMemory(machine, range));
  takeRandomSeed(tree);
  useGic(machine);
  for (const warning of startCpus(machine)) print(`  warning: ${warning}`);
  return machine;
}

/** First of all: without it nobody sees what else is wrong. */
function useUart(uart: UartDescription): void {
  mapDevice(uart.registers, "UART");
  setUart(uart.kind, uart.registers.base);
}

function useGic(machine: Machine): void {
  const { distributor, redistributors, stride, maintenance } = machine.gic;
  mapDevice(distributor, "GIC distributor");
  mapDevice(redistributors, "GIC redistributors");
  const { virtual, hypervisor } = machine.timer;
  if (initGic(distributor.base, redistributors.base, redistributors.bytes, stride, maintenance, virtual, hypervisor)) return;
  throw new MachineError("the interrupt controller is no GICv3 that answers, or has no redistributor for this CPU");
}

function mapDevice(range: AddressRange, name: string): void {
  if (!mapAtEl2(range.base, range.bytes, MapKind.Device)) throw new MachineError(`the page-table pool is too small for the ${name}`);
}
