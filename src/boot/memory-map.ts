/** Where the machine's memory is, and what of it somebody has already. Devicetree Specification 0.4, 3.4, 3.5, 5.3; bindings/chosen. */
import { hex } from "../std/index.js";
import type { u64 } from "../std/index.js";
import type { AddressRange } from "./fdt/header.js";
import { FdtError } from "./fdt/error.js";
import type { Fdt } from "./fdt/reader.js";

/** HPA that neither the heap nor the allocator gets; a guest can have a `named` one, by map_type 2. */
export interface ReservedRange {
  readonly base: u64;
  readonly bytes: u64;
  /** Nobody may map it: not even a speculative access is allowed. */
  readonly unmappable: boolean;
  /** A node of /reserved-memory, not firmware's own reservation. */
  readonly named: boolean;
}

/** 52 bits: no CPU has more. */
const addressSpaceBytes: u64 = 1n << 52n;

/** The ranges of all memory nodes, without empty ones. @throws FdtError */
export function findRam(tree: Fdt): AddressRange[] {
  const ranges: AddressRange[] = [];
  for (const node of tree.root().children()) {
    if (node.property("device_type")?.text() !== "memory" || !node.enabled()) continue;
    for (const range of node.registers()) {
      checkRange(`${node.path}: reg`, range);
      if (range.bytes > 0n) ranges.push(range);
    }
  }
  return ranges;
}

/** Memory reservations and the fixed ranges of /reserved-memory. @throws FdtError */
export function findReserved(tree: Fdt): ReservedRange[] {
  const ranges: ReservedRange[] = [];
  for (const range of tree.reservations) {
    checkRange("memory reservation", range);
    ranges.push({ base: range.base, bytes: range.bytes, unmappable: false, named: false });
  }
  const parent = tree.find("/reserved-memory");
  if (parent === null) return ranges;
  for (const node of parent.children()) {
    if (!node.enabled()) continue;
    const unmappable = node.property("no-map") !== null;
    for (const range of node.registers()) {
      checkRange(`${node.path}: reg`, range);
      ranges.push({ base: range.base, bytes: range.bytes, unmappable, named: true });
    }
  }
  return ranges;
}

/** What /chosen says about an initial RAM disk; null: there is none. @throws FdtError where start and end do not fit */
export function findBundle(tree: Fdt): AddressRange | null {
  const chosen = tree.find("/chosen");
  const start = chosen?.property("linux,initrd-start") ?? null;
  const end = chosen?.property("linux,initrd-end") ?? null;
  if (start === null || end === null) return null;
  const base = start.value();
  const limit = end.value();
  if (limit < base) throw new FdtError(`${end.place}: before linux,initrd-start`);
  const range: AddressRange = { base, bytes: limit - base };
  checkRange(start.place, range);
  return range.bytes === 0n ? null : range;
}

function checkRange(place: string, range: AddressRange): void {
  if (range.base < addressSpaceBytes && range.bytes <= addressSpaceBytes - range.base) return;
  throw new FdtError(`${place}: ${hex(range.base)}, ${hex(range.bytes)} bytes pass the end of the address space (52 bits)`);
}
