/** Gives a VM the memory that its configuration names. */
import type { MemoryRegionConfig, VmConfig } from "../config/vm-config.js";
import { MemoryMapType } from "../config/vm-config.js";
import { deviceWindows } from "../devices/guest-map.js";
import type { Extent } from "../memory/extent-list.js";
import { GuestMemory } from "../memory/guest-memory.js";
import type { GuestMemoryPart } from "../memory/guest-memory.js";
import { allocateAt, allocateExtents, allocateOutside, freePhysicalBytes } from "../memory/physical-memory.js";
import { claimReserved } from "../memory/reserved-memory.js";
import type { u32, u64 } from "../std/index.js";
import { rangeText, sizeText } from "./address-text.js";
import { VmError } from "./errors.js";
import { describeHolder } from "./memory-holder.js";

const regionsKey = "kernel.memory_regions";

/** What asks for one place first: the rest takes what is left. */
const order: readonly MemoryMapType[] = [MemoryMapType.Reserved, MemoryMapType.Identical, MemoryMapType.Allocate];

/**
 * All or nothing, for a configuration that `parseVmConfig` has checked. The memory holds what it held before: `loadVm` clears it. Where
 * a region of map type 1 lies elsewhere, the addresses in the configuration are moved with it.
 * @throws VmError naming the key and the region
 */
export function allocateGuestMemory(config: VmConfig): GuestMemory {
  const parts: GuestMemoryPart[] = [];
  const gpas = config.memoryRegions.map((region) => region.gpa);
  try {
    for (const mapType of order) allocateRegions(config, mapType, gpas, parts);
  } catch (error) {
    new GuestMemory(parts).release();
    throw error;
  }
  noteMoves(config, gpas);
  config.moveRegions(gpas);
  return new GuestMemory(byAddress(parts));
}

/** In a new array that only grows: the exit path looks parts up, and need not count what never moves. */
function byAddress(parts: readonly GuestMemoryPart[]): GuestMemoryPart[] {
  const sorted: GuestMemoryPart[] = [];
  for (let next = lowestFrom(parts, 0n); next !== null; next = lowestFrom(parts, next.gpa + 1n)) sorted.push(next);
  return sorted;
}

function lowestFrom(parts: readonly GuestMemoryPart[], gpa: u64): GuestMemoryPart | null {
  let lowest: GuestMemoryPart | null = null;
  for (const part of parts) if (part.gpa >= gpa && (lowest === null || part.gpa < lowest.gpa)) lowest = part;
  return lowest;
}

/** Adds the parts of all regions of one type, and their addresses to `gpas`; what was taken before an error is in `parts`. */
function allocateRegions(config: VmConfig, mapType: MemoryMapType, gpas: u64[], parts: GuestMemoryPart[]): void {
  for (let i: u32 = 0; i < config.memoryRegions.length; i++) {
    const region = config.memoryRegions[i]!;
    if (region.mapType !== mapType) continue;
    switch (mapType) {
      case MemoryMapType.Allocate:
        allocateAnywhere(config, region, parts);
        break;
      case MemoryMapType.Identical:
        gpas[i] = allocateIdentical(config, i, gpas, parts);
        break;
      case MemoryMapType.Reserved:
        allocateReserved(config, region, parts);
        break;
    }
  }
}

function noteMoves(config: VmConfig, gpas: readonly u64[]): void {
  for (let i: u32 = 0; i < gpas.length; i++) {
    const region = config.memoryRegions[i]!;
    if (gpas[i]! === region.gpa) continue;
    const from = `${rangeText(region.gpa, region.size)} is not free (${describeHolder(region.gpa, region.size)})`;
    config.warnings.push(
      `${config.place(regionsKey)}: ${from}: the memory lies at ${rangeText(gpas[i]!, region.size)}, and all addresses in it moved along`,
    );
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

/** At the configured address where all of that is free, else where there is room. @returns the address */
function allocateIdentical(config: VmConfig, index: u32, gpas: readonly u64[], parts: GuestMemoryPart[]): u64 {
  const region = config.memoryRegions[index]!;
  const base = allocateAt(region.gpa, region.size)
    ? region.gpa
    : allocateOutside(region.gpa, region.size, takenByGuest(config, index, gpas));
  if (base === null) {
    const why = describeHolder(region.gpa, region.size);
    throw new VmError(
      `${config.place(regionsKey)}: map type 1 asks for the machine's memory ${rangeText(region.gpa, region.size)}, which is not all free (${why}), and nowhere else are ${sizeText(region.size)} in one piece`,
    );
  }
  parts.push({ gpa: base, hpa: base, bytes: region.size, flags: region.flags, owned: true });
  return base;
}

/** GPAs that the guest has something else at. */
function takenByGuest(config: VmConfig, index: u32, gpas: readonly u64[]): Extent[] {
  const taken: Extent[] = [];
  for (const window of deviceWindows(config.cpuNum)) taken.push({ base: window.base, bytes: window.bytes });
  for (const window of config.passedWindows) taken.push({ base: window.gpa, bytes: window.bytes });
  for (let i: u32 = 0; i < gpas.length; i++) if (i !== index) taken.push({ base: gpas[i]!, bytes: config.memoryRegions[i]!.size });
  return taken;
}

function allocateReserved(config: VmConfig, region: MemoryRegionConfig, parts: GuestMemoryPart[]): void {
  const reserved = claimReserved(region.gpa, region.size);
  if (!reserved && !allocateAt(region.gpa, region.size)) {
    const why = describeHolder(region.gpa, region.size);
    throw new VmError(
      `${config.place(regionsKey)}: map type 2 asks for the machine's memory ${rangeText(region.gpa, region.size)}, which is not all free: ${why}`,
    );
  }
  parts.push({ gpa: region.gpa, hpa: region.gpa, bytes: region.size, flags: region.flags, owned: !reserved });
}
