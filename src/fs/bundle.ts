/** Makes a file tree of the bundle that the loader put into memory. */
import { decodeUtf8 } from "../std/index.js";
import type { CpioEntry } from "./cpio-entries.js";
import { BundleError, CpioType, readCpioEntries } from "./cpio-entries.js";
import { DirectoryNode, FileNode, FileTree, SymlinkNode } from "./file-tree.js";
import type { TreeNode } from "./file-tree.js";

export { BundleError } from "./cpio-entries.js";

/** Longest target of a symbolic link that Linux takes. */
const longestTarget = 4096;

/**
 * The tree of a cpio archive (newc). The files are views of `archive`, which must stay as it is.
 * @throws BundleError with the offset of what is wrong
 */
export function openBundle(archive: Uint8Array): FileTree {
  const entries = readCpioEntries(archive);
  const contents = new Map<string, CpioEntry>();
  for (const entry of entries) if (entry.links > 1 && entry.dataBytes > 0) contents.set(entry.identity, entry);
  const root = new DirectoryNode("");
  for (const entry of entries) addEntry(root, entry, contents, archive);
  return new FileTree(root);
}

/** A bundle without files, for a machine that was started without one. */
export function emptyBundle(): FileTree {
  return new FileTree(new DirectoryNode(""));
}

function addEntry(root: DirectoryNode, entry: CpioEntry, contents: Map<string, CpioEntry>, archive: Uint8Array): void {
  const parts = partsOf(entry);
  if (parts.length === 0) return;
  const name = parts[parts.length - 1]!;
  const parent = parentOf(root, parts, entry);
  if (entry.type === CpioType.Directory && parent.children.get(name) instanceof DirectoryNode) return;
  const node = makeNode(name, entry, contents, archive);
  if (node !== null) parent.children.set(name, node);
}

/** Devices, sockets and pipes mean nothing here: null. */
function makeNode(name: string, entry: CpioEntry, contents: Map<string, CpioEntry>, archive: Uint8Array): TreeNode | null {
  switch (entry.type) {
    case CpioType.Directory:
      return new DirectoryNode(name);
    case CpioType.Symlink:
      return new SymlinkNode(name, targetOf(entry, archive));
    case CpioType.File: {
      const data = entry.dataBytes === 0 && entry.links > 1 ? (contents.get(entry.identity) ?? entry) : entry;
      return new FileNode(name, archive.subarray(data.dataOffset, data.dataOffset + data.dataBytes));
    }
    default:
      return null;
  }
}

function targetOf(entry: CpioEntry, archive: Uint8Array): string {
  if (entry.dataBytes > longestTarget) throw new BundleError(entry.dataOffset, `the target of the link "${entry.path}" is too long`);
  return decodeUtf8(archive.subarray(entry.dataOffset, entry.dataOffset + entry.dataBytes));
}

/** The parts of an entry's path; none of the root itself. */
function partsOf(entry: CpioEntry): string[] {
  const parts = entry.path.split("/").filter((part) => part !== "" && part !== ".");
  if (parts.includes("..")) throw new BundleError(entry.offset, `the name "${entry.path}" leads out of the bundle`);
  return parts;
}

/** The directory of the last part; those that the archive does not list are made. */
function parentOf(root: DirectoryNode, parts: readonly string[], entry: CpioEntry): DirectoryNode {
  let directory = root;
  for (const part of parts.slice(0, parts.length - 1)) {
    const child = directory.children.get(part) ?? new DirectoryNode(part);
    if (!(child instanceof DirectoryNode))
      throw new BundleError(entry.offset, `"${entry.path}" lies in "${part}", which is not a directory`);
    directory.children.set(part, child);
    directory = child;
  }
  return directory;
}
