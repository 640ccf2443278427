/** Gives a VM the memory that its configuration names. */
import type { MemoryRegionConfig, VmConfig } from "../config/vm-config.js";
import { MemoryMapType } from "../config/vm-config.js";
import { GuestMemory } from "../memory/guest-memory.js";
import type { GuestMemoryPart } from "../memory/guest-memory.js";
import { allocateAt, allocateExtents, freePhysicalBytes, pageBytes } from "../memory/physical-memory.js";
import { claimReserved } from "../memory/reserved-memory.js";
import type { u32, u64 } from "../std/index.js";
import { overlaps, rangeText, sizeText } from "./address-text.js";
import { VmError } from "./errors.js";
import { deviceWindows } from "./guest-map.js";

const regionsKey = "kernel.memory_regions";
/** GPAs have at most 48 bits: greater ones have no stage-2 tables. */
const addressLimit: u64 = 1n << 48n;

/** All or nothing. The memory holds what it held before: `loadVm` clears it. @throws VmError naming the key and the region */
export function allocateGuestMemory(config: VmConfig): GuestMemory {
  checkRegions(config);
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

function checkRegions(config: VmConfig): void {
  if (config.memoryRegions.length === 0) throw new VmError(`${config.place(regionsKey)}: the guest needs at least one memory region`);
  for (let i: u32 = 0; i < config.memoryRegions.length; i++) {
    const region = config.memoryRegions[i]!;
    checkRegion(config, region);
    for (let other: u32 = 0; other < i; other++) checkApart(config, region, config.memoryRegions[other]!);
    checkWindows(config, region);
  }
}

function checkRegion(config: VmConfig, region: MemoryRegionConfig): void {
  const place = config.place(regionsKey);
  if (region.size === 0n) throw new VmError(`${place}: the region at ${rangeText(region.gpa, 0n)} has no bytes`);
  if (region.gpa >= addressLimit || region.size > addressLimit - region.gpa) {
    throw new VmError(`${place}: the region at ${rangeText(region.gpa, 0n)} passes the end of a guest's addresses (48 bits)`);
  }
  if (region.gpa % pageBytes === 0n && region.size % pageBytes === 0n) return;
  throw new VmError(`${place}: ${rangeText(region.gpa, region.size)} does not begin and end at a multiple of 4 KB`);
}

function checkApart(config: VmConfig, region: MemoryRegionConfig, other: MemoryRegionConfig): void {
  if (!overlaps(region.gpa, region.size, other.gpa, other.size)) return;
  throw new VmError(`${config.place(regionsKey)}: ${rangeText(region.gpa, region.size)} overlaps ${rangeText(other.gpa, other.size)}`);
}

function checkWindows(config: VmConfig, region: MemoryRegionConfig): void {
  for (const window of deviceWindows(config.cpuNum)) {
    if (!overlaps(region.gpa, region.size, window.base, window.bytes)) continue;
    const range = rangeText(region.gpa, region.size);
    throw new VmError(`${config.place(regionsKey)}: ${range} overlaps the ${window.name} (${rangeText(window.base, window.bytes)})`);
  }
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
    throw new VmError(`${config.place(regionsKey)}: map type 1 asks for the machine's memory ${range}, which is not all free; use map type 0`);
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
