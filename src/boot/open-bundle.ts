/** Opens the bundle of guests that the loader put into memory. */
import { log } from "../console/log.js";
import { BundleError, emptyBundle, openBundle } from "../fs/bundle.js";
import type { FileTree } from "../fs/file-tree.js";
import { hex, u32 } from "../std/index.js";
import { viewMemory } from "../std/unsafe/memory.js";
import type { AddressRange } from "./fdt/header.js";
import { MachineError } from "./machine.js";
import type { Machine } from "./machine.js";

/** Larger than any bundle that a view can have. */
const greatestBundleBytes = 0xffff_ffffn;

/** The files of the bundle; none where there is no bundle, or one that cannot be used: the log says why. */
export function openGuestFiles(machine: Machine): FileTree {
  const bundle = machine.bundle;
  if (bundle === null) {
    log.warning("no bundle of guests: the loader passed no initrd");
    return emptyBundle();
  }
  try {
    return openBundle(viewBundle(bundle, machine.ram));
  } catch (error) {
    if (!(error instanceof BundleError || error instanceof MachineError)) throw error;
    log.error(`the bundle cannot be used: ${error.message}`);
    return emptyBundle();
  }
}

/** Raw memory: the range is checked to be RAM, which is mapped; the loader put the archive there, and the allocator was not given it. */
function viewBundle(bundle: AddressRange, ram: readonly AddressRange[]): Uint8Array {
  if (bundle.bytes > greatestBundleBytes) throw new MachineError(`it has ${bundle.bytes} bytes, 4 GB are the limit`);
  for (const range of ram) {
    const inside = bundle.base >= range.base && bundle.base - range.base <= range.bytes;
    if (inside && bundle.bytes <= range.bytes - (bundle.base - range.base)) return viewMemory(bundle.base, u32(bundle.bytes));
  }
  throw new MachineError(`${hex(bundle.base)}, ${bundle.bytes} bytes, is not all in the machine's memory`);
}
