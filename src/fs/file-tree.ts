/** The machine's files: the bundle's at first, and what is written since. In memory, gone at power-off. */
import type { u32 } from "../std/index.js";
import { FileSpace } from "./file-space.js";
import { DirectoryNode, FileError, FileNode } from "./nodes.js";
import { followedNode, placePath, walkPath } from "./path-walk.js";
import type { Place } from "./path-walk.js";
import { directoryOf, joinPath } from "./paths.js";

export { DirectoryNode, FileError, FileNode, SymlinkNode } from "./nodes.js";
export type { TreeNode } from "./nodes.js";

/** Bytes that can be written: a part of the smallest heap (16 MB) that leaves room for everything else. */
const writableBytes: u32 = 4 << 20;

/** Not locked: the start-up reads it, from then on the shell's task alone has it. */
export class FileTree {
  readonly space: FileSpace;

  constructor(
    readonly root: DirectoryNode,
    limit: u32 = writableBytes,
  ) {
    this.space = new FileSpace(limit);
  }

  /** What `path` (from `cwd` where it is relative) leads to, links followed. @throws FileError */
  find(path: string, cwd: string): FileNode | DirectoryNode {
    return followedNode(this.place(path, cwd), path);
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

  /** Something is at `path`; a link counts, wherever it leads. */
  hasEntry(path: string, cwd: string): boolean {
    try {
      return this.placeOfEntry(path, cwd).node !== null;
    } catch (error) {
      if (error instanceof FileError) return false;
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

  /** Where `path` leads, whether something is there or not; a link at its end is followed. @throws FileError where the way there is none */
  place(path: string, cwd: string): Place {
    return this.walk(path, cwd, true);
  }

  /** As `place`; a link at the end is the place itself. */
  placeOfEntry(path: string, cwd: string): Place {
    return this.walk(path, cwd, false);
  }

  /** `path` from the root, without `.`, `..` and links on the way. @throws FileError */
  absolutePath(path: string, cwd: string): string {
    return placePath(this.placeOfEntry(path, cwd));
  }

  private walk(path: string, cwd: string, follow: boolean): Place {
    if (path === "") throw new FileError("''", "an empty name is no path");
    return walkPath(this.root, path, joinPath(cwd, path), follow);
  }
}

/** The file that a configuration at `source` means by `path`: relative paths start at its directory. @throws FileError */
export function findBeside(tree: FileTree, source: string, path: string): FileNode {
  return tree.file(path, directoryOf(source));
}
