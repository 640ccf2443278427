/** Opens the bundle of guests and makes their VMs. */
import { parseVmConfig } from "../config/parse-vm-config.js";
import { ConfigError } from "../config/config-error.js";
import { log } from "../console/log.js";
import { BundleError, emptyBundle, openBundle } from "../fs/bundle.js";
import { DirectoryNode, FileNode } from "../fs/file-tree.js";
import type { FileTree } from "../fs/file-tree.js";
import { u32 } from "../std/index.js";
import { viewMemory } from "../std/unsafe/memory.js";
import { createVm } from "../vmm/create-vm.js";
import { VmError } from "../vmm/errors.js";
import type { AddressRange } from "./fdt/header.js";

/** Where guest configurations are looked for. */
const guestDirectories = ["/", "/guests"] as const;
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

/** Makes a VM of every configuration in the bundle, each on its own: one that fails has its message in the log. */
export function createGuests(files: FileTree): void {
  for (const directory of guestDirectories) {
    const node = files.tryFind(directory, "/");
    if (!(node instanceof DirectoryNode)) continue;
    for (const name of sortedNames(node)) {
      const file = files.tryFind(name, directory);
      if (name.endsWith(".toml") && file instanceof FileNode)
        createGuest(directory === "/" ? `/${name}` : `${directory}/${name}`, file, files);
    }
  }
}

function createGuest(path: string, file: FileNode, files: FileTree): void {
  try {
    const config = parseVmConfig(path, file.bytes);
    const vm = createVm(config, files);
    for (const warning of config.warnings) log.warning(warning);
    log.info(`VM[${vm.id}] ${vm.name} loaded from ${path}`);
  } catch (error) {
    if (!(error instanceof VmError || error instanceof ConfigError)) throw error;
    log.error(error.message);
  }
}

function sortedNames(directory: DirectoryNode): string[] {
  const names = [...directory.children.keys()];
  names.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  return names;
}
