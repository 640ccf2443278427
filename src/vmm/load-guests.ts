/** Makes the VMs of the bundle. */
import { ConfigError } from "../config/config-error.js";
import { parseVmConfig } from "../config/parse-vm-config.js";
import { log } from "../console/log.js";
import { DirectoryNode, FileNode } from "../fs/file-tree.js";
import type { FileTree } from "../fs/file-tree.js";
import { joinPath, normalizePath } from "../fs/paths.js";
import { createVm } from "./create-vm.js";
import { VmError } from "./errors.js";

/** Where guest configurations are looked for. */
const guestDirectories: readonly string[] = ["/", "/guests"];

/** Makes a VM of every configuration in the bundle, each on its own: one that fails has its message in the log. */
export function createGuests(files: FileTree): void {
  for (const directory of guestDirectories) {
    const node = files.tryFind(directory, "/");
    if (!(node instanceof DirectoryNode)) continue;
    for (const name of sortedNames(node)) {
      const file = files.tryFind(name, directory);
      if (name.endsWith(".toml") && file instanceof FileNode) createGuest(normalizePath(joinPath(directory, name)), file, files);
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
