/** The UART that the hypervisor talks on. */
import type { u32 } from "../std/index.js";
import { UartKind } from "../std/kernel/machine.js";
import type { AddressRange } from "./fdt/header.js";
import { interruptsOf } from "./fdt/interrupts.js";
import type { FdtNode } from "./fdt/node.js";
import type { Fdt } from "./fdt/reader.js";

/** What the C kernel's driver is told. */
export interface UartDescription {
  readonly kind: UartKind;
  readonly registers: AddressRange;
  /** INTID; null: it has none, and nothing can be typed. */
  readonly interrupt: u32 | null;
}

/** A driver of the C kernel, and which nodes it serves. */
interface UartDriver {
  readonly compatible: string;
  readonly kind: UartKind;
  /** `reg-shift` that a node must have; null: it has none. */
  readonly registerShift: u32 | null;
}

const drivers: readonly UartDriver[] = [
  { compatible: "arm,pl011", kind: UartKind.Pl011, registerShift: null },
  { compatible: "snps,dw-apb-uart", kind: UartKind.Dw8250, registerShift: 2 },
];

/** The one that /chosen names in stdout-path, else the first that there is a driver for; null: none. @throws FdtError */
export function findUart(tree: Fdt): UartDescription | null {
  const named = namedNode(tree);
  if (named !== null) {
    const uart = describe(tree, named);
    if (uart !== null) return uart;
  }
  for (const node of tree.compatible(drivers.map((driver) => driver.compatible))) {
    const uart = describe(tree, node);
    if (uart !== null) return uart;
  }
  return null;
}

/** The node of `stdout-path`, whose options (`serial2:1500000n8`) are left out. */
function namedNode(tree: Fdt): FdtNode | null {
  const path = tree.find("/chosen")?.property("stdout-path")?.text() ?? "";
  return path === "" ? null : tree.find(path.split(":")[0]!);
}

function describe(tree: Fdt, node: FdtNode): UartDescription | null {
  const registers = node.registers().at(0);
  if (registers === undefined) return null;
  for (const driver of drivers) {
    if (!node.compatible([driver.compatible])) continue;
    if (driver.registerShift !== null && node.property("reg-shift")?.cell(0) !== driver.registerShift) continue;
    return { kind: driver.kind, registers, interrupt: interruptsOf(tree, node).at(0) ?? null };
  }
  return null;
}
