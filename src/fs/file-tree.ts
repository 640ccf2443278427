/** The files that came with the hypervisor: a tree that is read, never changed. */
import type { u32, u64 } from "../std/index.js";
import { directoryOf, joinPath, splitPath } from "./paths.js";

/** A path that does not lead to what was wanted: the message begins with the path. */
export class FileError extends Error {
  constructor(path: string, reason: string) {
    super(`${path}: ${reason}`);
  }
}

/** A file; its bytes are a view of the bundle in memory, never a copy. */
export class FileNode {
  /** @param hpa address of the first byte, HPA (0 where the bundle is no physical memory) */
  constructor(
    readonly name: string,
    readonly bytes: Uint8Array,
    readonly hpa: u64,
  ) {}
}

/** Points to another path, relative to the directory that it is in. */
export class SymlinkNode {
  constructor(
    readonly name: string,
    readonly target: string,
  ) {}
}

export class DirectoryNode {
  /** By name, in the order of the bundle. */
  readonly children = new Map<string, TreeNode>();

  constructor(readonly name: string) {}
}

export type TreeNode = FileNode | SymlinkNode | DirectoryNode;

/** Symbolic links on the way to one file: the bound that Linux has. */
const mostLinks: u32 = 40;

export class FileTree {
  constructor(readonly root: DirectoryNode) {}

  /** What `path` (from `cwd` where it is relative) leads to, links followed. @throws FileError */
  find(path: string, cwd: string): FileNode | DirectoryNode {
    return this.walk(path, joinPath(cwd, path), 0);
  }

  /** As `find`; null where nothing is there. */
  tryFind(path: string, cwd: string): FileNode | DirectoryNode | null {
    try {
      return this.find(path, cwd);
    } catch (error) {
      if (error instanceof FileError) return null;
      throw error;
    }
  }

  /** The file at `path`. @throws FileError */
  file(path: string, cwd: string): FileNode {
    const node = this.find(path, cwd);
    if (node instanceof DirectoryNode) throw new FileError(path, "is a directory");
    return node;
  }

  /** The directory at `path`. @throws FileError */
  directory(path: string, cwd: string): DirectoryNode {
    const node = this.find(path, cwd);
    if (node instanceof FileNode) throw new FileError(path, "is not a directory");
    return node;
  }

  /** @param asked the path as the user wrote it, for messages @param links symbolic links followed so far */
  private walk(asked: string, absolute: string, links: u32): FileNode | DirectoryNode {
    const parts = splitPath(absolute);
    let node: FileNode | DirectoryNode = this.root;
    for (let i: u32 = 0; i < parts.length; i++) {
      if (node instanceof FileNode) throw new FileError(asked, `${node.name} is not a directory`);
      const child: TreeNode | null = node.children.get(parts[i]!) ?? null;
      if (child === null) throw new FileError(asked, "no such file or directory");
      node = child instanceof SymlinkNode ? this.follow(asked, child, parts.slice(0, i), links) : child;
    }
    if (node instanceof FileNode && absolute.endsWith("/")) throw new FileError(asked, "is not a directory");
    return node;
  }

  private follow(asked: string, link: SymlinkNode, directory: readonly string[], links: u32): FileNode | DirectoryNode {
    if (links >= mostLinks) throw new FileError(asked, `more than ${mostLinks} symbolic links`);
    return this.walk(asked, joinPath(`/${directory.join("/")}`, link.target), links + 1);
  }
}

/** The file that a configuration at `source` means by `path`: relative paths start at its directory. @throws FileError */
export function findBeside(tree: FileTree, source: string, path: string): FileNode {
  return tree.file(path, directoryOf(source));
}
