/** Gives a VM the memory that its configuration names. */
import type { MemoryRegionConfig, VmConfig } from "../config/vm-config.js";
import { MemoryMapType } from "../config/vm-config.js";
import { GuestMemory } from "../memory/guest-memory.js";
import type { GuestMemoryPart } from "../memory/guest-memory.js";
import { allocateAt, allocateExtents, freePhysicalBytes } from "../memory/physical-memory.js";
import { claimReserved } from "../memory/reserved-memory.js";
import { rangeText, sizeText } from "./address-text.js";
import { VmError } from "./errors.js";

const regionsKey = "kernel.memory_regions";

/** All or nothing, for a configuration that `parseVmConfig` has checked. The memory holds what it held before: `loadVm` clears it. @throws VmError naming the key and the region */
export function allocateGuestMemory(config: VmConfig): GuestMemory {
  const parts: GuestMemoryPart[] = [];
  try {
    for (const region of config.memoryRegions) allocateRegion(config, region, parts);
    parts.sort((a, b) => (a.gpa < b.gpa ? -1 : 1));
  } catch (error) {
    new GuestMemory(parts).release();
    throw error;
  }
  return new GuestMemory(parts);
}

/** Adds the region's parts; what it took before an error is in `parts`. */
function allocateRegion(config: VmConfig, region: MemoryRegionConfig, parts: GuestMemoryPart[]): void {
  switch (region.mapType) {
    case MemoryMapType.Allocate:
      return allocateAnywhere(config, region, parts);
    case MemoryMapType.Identical:
      return allocateIdentical(config, region, parts);
    case MemoryMapType.Reserved:
      return allocateReserved(config, region, parts);
  }
}

function allocateAnywhere(config: VmConfig, region: MemoryRegionConfig, parts: GuestMemoryPart[]): void {
  const extents = allocateExtents(region.size);
  if (extents === null) throw new VmError(`${config.place(regionsKey)}: ${shortage(region)}`);
  let gpa = region.gpa;
  for (const extent of extents) {
    parts.push({ gpa, hpa: extent.base, bytes: extent.bytes, flags: region.flags, owned: true });
    gpa += extent.bytes;
  }
}

function shortage(region: MemoryRegionConfig): string {
  const range = rangeText(region.gpa, region.size);
  return `${range} needs ${sizeText(region.size)}, ${sizeText(freePhysicalBytes())} of the machine's memory are free`;
}

function allocateIdentical(config: VmConfig, region: MemoryRegionConfig, parts: GuestMemoryPart[]): void {
  if (!allocateAt(region.gpa, region.size)) {
    const range = rangeText(region.gpa, region.size);
    throw new VmError(
      `${config.place(regionsKey)}: map type 1 asks for the machine's memory ${range}, which is not all free; use map type 0`,
    );
  }
  parts.push({ gpa: region.gpa, hpa: region.gpa, bytes: region.size, flags: region.flags, owned: true });
}

function allocateReserved(config: VmConfig, region: MemoryRegionConfig, parts: GuestMemoryPart[]): void {
  if (!claimReserved(region.gpa, region.size)) {
    const range = rangeText(region.gpa, region.size);
    throw new VmError(`${config.place(regionsKey)}: map type 2 asks for ${range}, which is not all reserved memory that no other VM has`);
  }
  parts.push({ gpa: region.gpa, hpa: region.gpa, bytes: region.size, flags: region.flags, owned: false });
}
