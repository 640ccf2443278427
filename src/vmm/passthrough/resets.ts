/**
 * How devices are made to leave memory and interrupts alone when their VM stops: one store to a register of theirs.
 *
 * Raw memory: only registers that a VM has claimed are written, at an offset inside of what the device tree gives the device; they
 * were mapped at EL2 when the VM was made.
 */
import type { FdtNode } from "../../boot/fdt/node.js";
import type { u32, u64 } from "../../std/index.js";
import { write32 } from "../../std/unsafe/memory.js";

interface ResetRow {
  readonly compatible: string;
  /** Of the register, bytes from the device's base. */
  readonly offset: u64;
  readonly value: u32;
}

const rows: readonly ResetRow[] = [
  // Status: 0 resets the device. Virtual I/O Device 1.2, 4.2.2.
  { compatible: "virtio,mmio", offset: 0x70n, value: 0 },
  // RTCIMSC: the alarm raises no interrupt. Arm DDI 0224.
  { compatible: "arm,pl031", offset: 0x10n, value: 0 },
  // GPIOIE: no line raises one. Arm DDI 0190.
  { compatible: "arm,pl061", offset: 0x410n, value: 0 },
];

/** The store that resets one device. */
export interface DeviceReset {
  /** HPA. */
  readonly at: u64;
  readonly value: u32;
}

/** Null: nobody knows how. @param base HPA of its registers */
export function resetOf(node: FdtNode, base: u64): DeviceReset | null {
  const row = rows.find((one) => node.compatible([one.compatible])) ?? null;
  return row === null ? null : { at: base + row.offset, value: row.value };
}

/** @nothrow @noalloc */
export function resetDevice(reset: DeviceReset): void {
  write32(reset.at, reset.value);
}
