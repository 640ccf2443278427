/** The header of a flattened device tree. Devicetree Specification 0.4, 5.2. */
import { hex } from "../../std/index.js";
import type { u32, u64 } from "../../std/index.js";
import { readCell, readTwoCells } from "./bytes.js";
import { FdtError } from "./error.js";

/** Numbers of the format that its reader and its writer share; the tokens are those of 5.4.1. */
export const fdtFormat = {
  magic: 0xd00dfeed,
  headerBytes: 40,
  /** Version of the specification's layout, and the oldest that is compatible with it. */
  version: 17,
  compatibleVersion: 16,
  beginNode: 1,
  endNode: 2,
  property: 3,
  nothing: 4,
  end: 9,
} as const;

/** Offsets from the header's start, all in bytes. */
const fields = {
  magic: 0,
  totalSize: 4,
  structure: 8,
  strings: 12,
  reservations: 16,
  version: 20,
  compatibleVersion: 24,
  stringsBytes: 32,
  structureBytes: 36,
} as const;

/** The blocks of a tree; checked to lie inside its bytes. */
export interface FdtLayout {
  readonly totalBytes: u32;
  readonly structure: u32;
  readonly structureEnd: u32;
  readonly strings: u32;
  readonly stringsEnd: u32;
  readonly reservations: u32;
}

/** A range of physical addresses. */
export interface AddressRange {
  readonly base: u64;
  readonly bytes: u64;
}

/** Bytes of the whole tree, from its first 40 bytes. @throws FdtError where this is no device tree */
export function fdtTotalBytes(header: Uint8Array): u32 {
  const magic = readCell(header, fields.magic, "magic");
  if (magic !== fdtFormat.magic) throw new FdtError(`device tree: it begins with ${hex(BigInt(magic))} instead of 0xd00dfeed`);
  return readCell(header, fields.totalSize, "total size");
}

/** @throws FdtError naming the field that does not fit */
export function readLayout(bytes: Uint8Array): FdtLayout {
  const totalBytes = fdtTotalBytes(bytes);
  if (totalBytes > bytes.length) throw new FdtError(`device tree: it says ${totalBytes} bytes, there are ${bytes.length}`);
  checkVersion(bytes);
  const structure = readCell(bytes, fields.structure, "structure offset");
  const strings = readCell(bytes, fields.strings, "strings offset");
  return {
    totalBytes,
    structure,
    structureEnd: endOfBlock(structure, readCell(bytes, fields.structureBytes, "structure size"), totalBytes, "structure block"),
    strings,
    stringsEnd: endOfBlock(strings, readCell(bytes, fields.stringsBytes, "strings size"), totalBytes, "strings block"),
    reservations: readCell(bytes, fields.reservations, "reservations offset"),
  };
}

function checkVersion(bytes: Uint8Array): void {
  const version = readCell(bytes, fields.version, "version");
  const oldest = readCell(bytes, fields.compatibleVersion, "compatible version");
  if (version >= fdtFormat.version && oldest <= fdtFormat.version) return;
  throw new FdtError(`device tree: version ${version}, compatible with ${oldest}, is not known (17 is)`);
}

function endOfBlock(start: u32, length: u32, totalBytes: u32, what: string): u32 {
  if (start + length > totalBytes) {
    throw new FdtError(`device tree: the ${what} (${hex(BigInt(start))}, ${length} bytes) passes the end (${totalBytes} bytes)`);
  }
  return start + length;
}

/** The memory reservation block: memory that firmware keeps. */
export function readReservations(bytes: Uint8Array, layout: FdtLayout): AddressRange[] {
  const ranges: AddressRange[] = [];
  for (let at = layout.reservations; ; at += 16) {
    const base = readTwoCells(bytes, at, "memory reservation");
    const length = readTwoCells(bytes, at + 8, "memory reservation");
    if (base === 0n && length === 0n) return ranges;
    ranges.push({ base, bytes: length });
  }
}
