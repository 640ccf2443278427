/** Makes the machine's RAM usable: mapped at EL2, a part of it for the heap, the rest for guests. */
import { alignDown, alignUp, ExtentList, maximum, minimum } from "../memory/extent-list.js";
import { addPhysicalMemory, blockBytes, pageBytes } from "../memory/physical-memory.js";
import { addReservedMemory } from "../memory/reserved-memory.js";
import { addHeap } from "../std/index.js";
import type { u64 } from "../std/index.js";
import { imageEnd, imageStart, mapAtEl2, MapKind } from "../std/kernel/machine.js";
import type { AddressRange } from "./fdt/header.js";
import type { Machine } from "./machine.js";
import { MachineError, ramBytes } from "./machine.js";

/** The heap gets this part of the RAM, between the two bounds. */
const heapDivisor: u64 = 32n;
const leastHeapBytes: u64 = 16n << 20n;
const greatestHeapBytes: u64 = 128n << 20n;

/** What the start-up sets aside, for the banner. */
export interface HostMemory {
  readonly heapBytes: u64;
  readonly guestBytes: u64;
}

/** @param treeRange where the device tree lies @throws MachineError when the RAM is too small or cannot be mapped */
export function takeMemory(machine: Machine, treeRange: AddressRange): HostMemory {
  mapRam(machine);
  const free = usableRam(machine, treeRange);
  const heapBytes = maximum(leastHeapBytes, minimum(ramBytes(machine) / heapDivisor, greatestHeapBytes));
  const heap = free.takeHigh(alignUp(heapBytes, pageBytes), blockBytes);
  if (heap === null) throw new MachineError(`no ${heapBytes >> 20n} MB of free memory in one piece for the heap`);
  addHeap(heap, heapBytes);
  for (const extent of free.list()) addPhysicalMemory(extent.base, extent.bytes);
  for (const range of machine.reserved) if (range.named) addReservedMemory(range.base, range.bytes);
  return { heapBytes, guestBytes: free.bytes };
}

/** RAM that may be mapped is mapped all at once: the hypervisor reads the bundle and fills guests' memory through it. */
function mapRam(machine: Machine): void {
  const mappable = new ExtentList();
  addRanges(mappable, machine.ram);
  for (const range of machine.reserved) if (range.unmappable) mappable.remove(range.base, range.bytes);
  for (const { base, bytes } of mappable.list()) {
    if (!mapAtEl2(base, bytes, MapKind.Memory)) throw new MachineError("the page-table pool is too small for this machine's memory");
  }
}

/** Whole pages of RAM that neither firmware, the loader nor the hypervisor's own image has. */
function usableRam(machine: Machine, treeRange: AddressRange): ExtentList {
  const free = new ExtentList();
  addRanges(free, machine.ram);
  removePages(free, imageStart(), imageEnd() - imageStart());
  removePages(free, treeRange.base, treeRange.bytes);
  for (const range of machine.reserved) removePages(free, range.base, range.bytes);
  const bundle = machine.bundle;
  if (bundle !== null) removePages(free, bundle.base, bundle.bytes);
  return free;
}

/** Rounded inwards to pages; ranges that overlap count once. */
function addRanges(extents: ExtentList, ranges: readonly AddressRange[]): void {
  for (const range of ranges) {
    const base = alignUp(range.base, pageBytes);
    const end = alignDown(range.base + range.bytes, pageBytes);
    if (end <= base) continue;
    extents.remove(base, end - base);
    extents.add(base, end - base);
  }
}

/** Rounded outwards to pages. */
function removePages(extents: ExtentList, base: u64, bytes: u64): void {
  const first = alignDown(base, pageBytes);
  extents.remove(first, alignUp(base + bytes, pageBytes) - first);
}
