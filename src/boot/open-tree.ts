/** The device tree that the loader passed. */
import type { u64 } from "../std/index.js";
import { deviceTreeAddress } from "../std/kernel/machine.js";
import { viewMemory } from "../std/unsafe/memory.js";
import type { AddressRange } from "./fdt/header.js";
import { fdtFormat, fdtTotalBytes } from "./fdt/header.js";
import type { Fdt } from "./fdt/reader.js";
import { openFdt } from "./fdt/reader.js";
import { MachineError } from "./machine.js";

/** What the C kernel has mapped from the tree's first byte on. Linux, Documentation/arch/arm64/booting.rst: no tree is larger. */
const mappedBytes = 0x20_0000;

/** A tree that is read in place: whoever hands memory out must leave `range` (HPA) alone. */
export interface LoadedTree {
  readonly tree: Fdt;
  readonly range: AddressRange;
}

/**
 * Raw memory: the loader put the tree where it says, the C kernel has mapped 2 MiB from there, and nobody else gets that memory.
 * @throws MachineError, FdtError
 */
export function openDeviceTree(): LoadedTree {
  const base: u64 = deviceTreeAddress();
  if (base === 0n) throw new MachineError("the loader passed no device tree (its address belongs into x0)");
  const total = fdtTotalBytes(viewMemory(base, fdtFormat.headerBytes));
  if (total > mappedBytes) throw new MachineError(`the device tree says ${total} bytes, 2 MB are the limit`);
  return { tree: openFdt(viewMemory(base, total)), range: { base, bytes: BigInt(total) } };
}
