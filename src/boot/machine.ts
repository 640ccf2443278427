/** What the hypervisor runs on, as the machine's device tree describes it. */
import type { u64 } from "../std/index.js";
import type { PsciConduit } from "../std/kernel/machine.js";
import { findCpus, findPsci } from "./cpus.js";
import type { AddressRange } from "./fdt/header.js";
import type { Fdt } from "./fdt/reader.js";
import { findGic } from "./gic.js";
import type { GicDescription } from "./gic.js";
import { findBundle, findRam, findReserved } from "./memory-map.js";
import type { ReservedRange } from "./memory-map.js";
import { findTimer } from "./timer.js";
import type { TimerDescription } from "./timer.js";
import { findUart } from "./uart.js";
import type { UartDescription } from "./uart.js";

/** Read once at start-up, constant from then on. All addresses are HPA. */
export interface Machine {
  /** What the rest was read from; it stays in memory. */
  readonly tree: Fdt;
  readonly model: string;
  readonly ram: readonly AddressRange[];
  readonly reserved: readonly ReservedRange[];
  /** Affinity fields of MPIDR of every CPU, the one that boots among them. */
  readonly cpus: readonly u64[];
  readonly gic: GicDescription;
  readonly timer: TimerDescription;
  readonly uart: UartDescription;
  readonly psci: PsciConduit;
  /** The cpio archive that the loader passed as initrd. */
  readonly bundle: AddressRange | null;
}

/** The machine lacks something that the hypervisor needs; the message lists it all. */
export class MachineError extends Error {}

/** @throws MachineError, FdtError */
export function discoverMachine(tree: Fdt): Machine {
  const missing: string[] = [];
  const ram = findRam(tree);
  if (ram.length === 0) missing.push('no enabled node with device_type "memory" and a range');
  const cpus = findCpus(tree);
  if (cpus.length === 0) missing.push("no enabled CPU below /cpus");
  const gic = findGic(tree, missing);
  const timer = findTimer(tree, missing);
  const uart = findUart(tree);
  if (uart === null) missing.push("no UART that there is a driver for (arm,pl011, or snps,dw-apb-uart with reg-shift 2)");
  if (gic === null || timer === null || uart === null || missing.length > 0) throw new MachineError(missing.join("\n"));
  return {
    tree,
    model: modelOf(tree),
    ram,
    reserved: findReserved(tree),
    cpus,
    gic,
    timer,
    uart,
    psci: findPsci(tree),
    bundle: findBundle(tree),
  };
}

/** Bytes of RAM in all. */
export function ramBytes(machine: Machine): u64 {
  let sum: u64 = 0n;
  for (const range of machine.ram) sum += range.bytes;
  return sum;
}

function modelOf(tree: Fdt): string {
  const root = tree.root();
  return root.property("model")?.text() ?? root.property("compatible")?.text() ?? "unknown machine";
}
