/** The files that belong to a VM: its configuration, the images that it names, the console's log that an earlier delete kept. */
import type { VmConfig } from "../config/vm-config.js";
import { FileNode } from "../fs/file-tree.js";
import type { FileTree } from "../fs/file-tree.js";
import { directoryOf } from "../fs/paths.js";
import { removeEntry, RemoveDirectories } from "../fs/remove.js";
import { makeDirectories, writeFile } from "../fs/write-file.js";
import type { u32 } from "../std/index.js";
import type { VmInfo } from "./shell-context.js";

const logDirectory = "/logs";

/** Where the output of a deleted VM's console is kept. */
export function keptLogPath(id: u32): string {
  return `${logDirectory}/vm-${id}.log`;
}

/** What became of the files of a VM. */
export interface DataRemoval {
  readonly removed: readonly string[];
  /** `/images/Image: VM[1] b uses it`. */
  readonly kept: readonly string[];
}

/** Removes the VM's files, but for those that one of `others` uses. */
export function removeVmData(files: FileTree, vm: VmInfo, others: readonly VmInfo[]): DataRemoval {
  const removed: string[] = [];
  const kept: string[] = [];
  for (const path of [...filesOf(vm.config), keptLogPath(vm.id)]) {
    const file = files.tryFind(path, directoryOf(vm.config.source));
    if (!(file instanceof FileNode)) continue;
    const absolute = files.absolutePath(path, directoryOf(vm.config.source));
    const user = others.find((other) => usesFile(files, other.config, file)) ?? null;
    if (user !== null) {
      kept.push(`${absolute}: VM[${user.id}] ${user.name} uses it`);
      continue;
    }
    removeEntry(files, absolute, "/", RemoveDirectories.None);
    removed.push(absolute);
  }
  return { removed, kept };
}

function filesOf(config: VmConfig): string[] {
  const paths = [config.source, config.kernelPath, config.ramdiskPath ?? "", config.dtbPath ?? ""];
  return paths.filter((path) => path !== "");
}

function usesFile(files: FileTree, config: VmConfig, file: FileNode): boolean {
  return filesOf(config).some((path) => files.tryFind(path, directoryOf(config.source)) === file);
}

/** Writes what the VM's console printed into a file. @throws FileError */
export function keepLog(files: FileTree, id: u32, text: Uint8Array): void {
  makeDirectories(files, logDirectory, "/");
  writeFile(files, keptLogPath(id), "/", text);
}
