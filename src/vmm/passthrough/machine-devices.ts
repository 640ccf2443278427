/** The machine that the hypervisor runs on, as far as its devices can be a guest's. */
import type { AddressRange } from "../../boot/fdt/header.js";
import type { FdtNode } from "../../boot/fdt/node.js";
import type { Fdt } from "../../boot/fdt/reader.js";
import type { Machine } from "../../boot/machine.js";
import type { u32 } from "../../std/index.js";

/** Registers that the hypervisor drives itself. */
export interface OwnRegisters {
  readonly name: string;
  readonly range: AddressRange;
}

/** Read once from the machine's tree, constant from then on: anybody may use it without a lock. All addresses are HPA. */
export class MachineDevices {
  readonly ram: readonly AddressRange[];
  readonly own: readonly OwnRegisters[];
  /** INTID of the console's UART; 0: it has none. */
  readonly consoleInterrupt: u32;
  /** The GIC's node: where the interrupts of devices go. */
  readonly gic: FdtNode | null;
  private readonly phandles = new Map<u32, FdtNode>();

  readonly tree: Fdt;

  constructor(machine: Machine) {
    const tree = machine.tree;
    this.tree = tree;
    this.ram = machine.ram;
    this.own = [
      { name: "the hypervisor's console", range: machine.uart.registers },
      { name: "the machine's GIC distributor", range: machine.gic.distributor },
      { name: "the machine's GIC redistributors", range: machine.gic.redistributors },
    ];
    this.consoleInterrupt = machine.uart.interrupt ?? 0;
    this.gic = tree.compatible(["arm,gic-v3"]).at(0) ?? null;
    for (const node of tree.withPhandles()) this.phandles.set(node.phandle(), node);
  }

  /** The node that has this phandle; null: none. */
  withPhandle(phandle: u32): FdtNode | null {
    return this.phandles.get(phandle) ?? null;
  }

  /** Greater than any phandle of the machine. */
  freePhandle(): u32 {
    let free: u32 = 1;
    for (const phandle of this.phandles.keys()) free = Math.max(free, phandle + 1);
    return free;
  }
}

/** Written once by the boot task, before there is another task; constant from then on. */
class KnownMachine {
  /** @owned the boot task, before there is another one; constant afterwards */
  devices: MachineDevices | null = null;
}

const known = new KnownMachine();

/** What `machineDevices` gives from now on. The boot task's, before it starts another task. */
export function useMachine(machine: Machine): void {
  known.devices = new MachineDevices(machine);
}

/** Null where no machine is known: in tests, and on the host. */
export function machineDevices(): MachineDevices | null {
  return known.devices;
}

/** HPA; empty where no machine is known. */
export function machineRam(): readonly AddressRange[] {
  return known.devices?.ram ?? [];
}
