/** Opens the bundle of guests that the loader put into memory. */
import { log } from "../console/log.js";
import { BundleError, emptyBundle, openBundle } from "../fs/bundle.js";
import type { FileTree } from "../fs/file-tree.js";
import { u32 } from "../std/index.js";
import { viewMemory } from "../std/unsafe/memory.js";
import type { AddressRange } from "./fdt/header.js";

/** Larger than any bundle that a view can have. */
const greatestBundleBytes = 0xffff_ffffn;

/**
 * The files of the bundle; none where there is no bundle, or a broken one (the log says so).
 * Raw memory: the loader put the archive there, the RAM is mapped, and the allocator was not given it.
 */
export function openGuestFiles(bundle: AddressRange | null): FileTree {
  if (bundle === null) {
    log.warning("no bundle of guests: the loader passed no initrd");
    return emptyBundle();
  }
  if (bundle.bytes > greatestBundleBytes) {
    log.error(`the bundle has ${bundle.bytes} bytes, 4 GB are the limit`);
    return emptyBundle();
  }
  try {
    return openBundle(viewMemory(bundle.base, u32(bundle.bytes)), bundle.base);
  } catch (error) {
    if (!(error instanceof BundleError)) throw error;
    log.error(`the bundle cannot be used: ${error.message}`);
    return emptyBundle();
  }
}
