/** The machine's free RAM: what guests' memory and translation tables are made of. */
import { Mutex } from "../std/index.js";
import type { u64 } from "../std/index.js";
import { alignDown, alignUp, ExtentList } from "./extent-list.js";
import type { Extent } from "./extent-list.js";

/** Smallest piece that is handed out: the granule of the tables. */
export const pageBytes: u64 = 0x1000n;
/** A level-2 block of 4 KiB-granule tables: memory in such pieces needs no level-3 tables. */
export const blockBytes: u64 = 0x20_0000n;
/** A level-1 block. */
const largeBlockBytes: u64 = 0x4000_0000n;

/** Guards the free ranges. No other lock is taken under it; not used on the exit path. */
const free = new Mutex(new ExtentList());

/** Gives RAM that nobody uses and that is mapped at EL2 to the allocator. False when part of it was given already. */
export function addPhysicalMemory(base: u64, bytes: u64): boolean {
  return free.with((extents) => extents.add(base, bytes));
}

/** Bytes that nobody has. */
export function freePhysicalBytes(): u64 {
  return free.with((extents) => extents.bytes);
}

/** The free ranges as they are now. */
export function freePhysicalExtents(): Extent[] {
  return free.with((extents) => extents.list());
}

/**
 * Memory for a guest: one range when there is one that is long enough, else several, in whole 2 MiB as far as there are any.
 * @param bytes rounded up to 4 KiB @returns null, and nothing taken, when there is not enough
 */
export function allocateExtents(bytes: u64): Extent[] | null {
  const wanted = alignUp(bytes, pageBytes);
  return free.with((extents) => {
    const whole = takeWhole(extents, wanted);
    return whole === null ? takePieces(extents, wanted) : [whole];
  });
}

/** Exactly this range; false when not all of it is free. */
export function allocateAt(base: u64, bytes: u64): boolean {
  return free.with((extents) => extents.takeAt(base, bytes));
}

/**
 * `bytes` in one piece, apart from all of `avoided`, as far from a multiple of 2 MiB as `like` is; null where there is none.
 * @param bytes a multiple of 4 KiB, as `like` is
 */
export function allocateOutside(like: u64, bytes: u64, avoided: readonly Extent[]): u64 | null {
  const offset = like - alignDown(like, blockBytes);
  return free.with((extents) => {
    const usable = new ExtentList();
    for (const extent of extents.list()) usable.add(extent.base, extent.bytes);
    for (const range of avoided) usable.remove(range.base, range.bytes);
    const block = usable.takeLow(offset + bytes, blockBytes);
    if (block === null || !extents.takeAt(block + offset, bytes)) return null;
    return block + offset;
  });
}

/** `bytes` at an address that is a multiple of them, for tables; null without memory. @param bytes a power of two, 4 KiB at least */
export function allocatePages(bytes: u64): u64 | null {
  return free.with((extents) => extents.takeHigh(bytes, bytes));
}

/** Gives back what one of the functions above gave. False (our own bug) when part of it is free already. */
export function freePhysical(base: u64, bytes: u64): boolean {
  return free.with((extents) => extents.add(base, alignUp(bytes, pageBytes)));
}

function takeWhole(extents: ExtentList, bytes: u64): Extent | null {
  const large = bytes >= largeBlockBytes ? extents.takeLow(bytes, largeBlockBytes) : null;
  const base = large ?? extents.takeLow(bytes, bytes >= blockBytes ? blockBytes : pageBytes);
  return base === null ? null : { base, bytes };
}

function takePieces(extents: ExtentList, bytes: u64): Extent[] | null {
  const pieces: Extent[] = [];
  let missing = bytes;
  while (missing > 0n) {
    const blocks = missing >= blockBytes ? extents.takeLargest(alignDown(missing, blockBytes), blockBytes) : null;
    const piece = blocks ?? extents.takeLargest(missing, pageBytes);
    if (piece === null) break;
    pieces.push(piece);
    missing -= piece.bytes;
  }
  if (missing === 0n) return pieces;
  for (const piece of pieces) extents.add(piece.base, piece.bytes);
  return null;
}
