/** What a file tree is made of. */
import type { u32 } from "../std/index.js";

/** A path that does not lead to what was wanted: the message begins with the path. */
export class FileError extends Error {
  constructor(path: string, reason: string) {
    super(`${path}: ${reason}`);
  }
}

/** What all nodes have. */
export abstract class NamedNode {
  /** What it counts in the tree's `FileSpace`; 0 as long as it is as the bundle had it. @owned the boot task, which reads the bundle, then the shell's */
  charge: u32 = 0;

  /** @param name in the directory that holds it */
  constructor(
    /** @owned the boot task, which reads the bundle, then the shell's */
    public name: string,
  ) {}
}

/**
 * A file. Its bytes are never changed in place, they are replaced as a whole: whoever took them (a VM its kernel, a copy of the file)
 * keeps what it took.
 */
export class FileNode extends NamedNode {
  constructor(
    name: string,
    /** @owned the boot task, which reads the bundle, then the shell's */
    public bytes: Uint8Array,
  ) {
    super(name);
  }
}

/** Points to another path, relative to the directory that it is in. */
export class SymlinkNode extends NamedNode {
  constructor(
    name: string,
    readonly target: string,
  ) {
    super(name);
  }
}

export class DirectoryNode extends NamedNode {
  /** By name, in the order in which they came. @owned the boot task, which reads the bundle, then the shell's */
  readonly children = new Map<string, TreeNode>();
}

export type TreeNode = FileNode | SymlinkNode | DirectoryNode;

/** The node and all below it, each directory before what it holds. */
export function nodesBelow(top: TreeNode): TreeNode[] {
  const found: TreeNode[] = [top];
  for (let i: u32 = 0; i < found.length; i++) {
    const node = found[i]!;
    if (node instanceof DirectoryNode) for (const child of node.children.values()) found.push(child);
  }
  return found;
}
