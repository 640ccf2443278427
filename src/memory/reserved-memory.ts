/** Memory that the machine's device tree keeps from general use: a guest gets it only where its configuration names it (map_type 2). */
import { Mutex } from "../std/index.js";
import type { u64 } from "../std/index.js";
import { mapAtEl2, MapKind } from "../std/kernel/machine.js";
import { ExtentList } from "./extent-list.js";
import type { Extent } from "./extent-list.js";

/** Guards the reserved ranges that no VM has. */
const unclaimed = new Mutex(new ExtentList());

/** Notes a range of the device tree's /reserved-memory; overlapping ones are noted once. */
export function addReservedMemory(base: u64, bytes: u64): void {
  unclaimed.with((extents) => {
    extents.remove(base, bytes);
    extents.add(base, bytes);
  });
}

/** Gives exactly this range to one VM and maps it at EL2; false when not all of it is reserved memory that no VM has. */
export function claimReserved(base: u64, bytes: u64): boolean {
  if (!unclaimed.with((extents) => extents.takeAt(base, bytes))) return false;
  if (mapAtEl2(base, bytes, MapKind.Memory)) return true;
  returnReserved(base, bytes);
  return false;
}

/** Takes back what `claimReserved` gave. The caller has zeroed it; it stays mapped at EL2. */
export function returnReserved(base: u64, bytes: u64): void {
  unclaimed.with((extents) => extents.add(base, bytes));
}

/** Reserved ranges that no VM has. */
export function unclaimedReserved(): Extent[] {
  return unclaimed.with((extents) => extents.list());
}
