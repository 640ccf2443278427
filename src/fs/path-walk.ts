/** Finds its way along a path as a Unix kernel does: `..` is the parent of the directory that was reached, links are followed where they stand. */
import type { u32 } from "../std/index.js";
import { DirectoryNode, FileError, SymlinkNode } from "./nodes.js";
import type { TreeNode, FileNode } from "./nodes.js";

/** Where a path leads. */
export interface Place {
  /** Directories from the root to the one that holds `node`, or would hold it; none for the root itself. */
  readonly parents: readonly DirectoryNode[];
  /** Its name in the last of them; "" for the root. */
  readonly name: string;
  /** What is there; null: nothing. */
  readonly node: TreeNode | null;
  /** The path ends with a slash: it can only be a directory. */
  readonly slash: boolean;
}

/** Symbolic links on the way to one file: the bound that Linux has. */
const mostLinks: u32 = 40;

/**
 * @param asked the path as the user wrote it, for messages @param absolute the same from the root
 * @param follow a link at the end is followed too
 * @throws FileError where the way ends before the last part
 */
export function walkPath(root: DirectoryNode, asked: string, absolute: string, follow: boolean): Place {
  return new PathWalk(root, asked, absolute, follow).run();
}

class PathWalk {
  /** Directories that lead to where the walk is. */
  private way: DirectoryNode[];
  /** Parts that are still to go, the next one last. */
  private readonly parts: string[];
  private links: u32 = 0;

  constructor(
    private readonly root: DirectoryNode,
    private readonly asked: string,
    absolute: string,
    private readonly follow: boolean,
  ) {
    this.way = [root];
    this.parts = absolute.split("/").reverse();
  }

  run(): Place {
    while (this.parts.length > 0) {
      const part = this.parts.pop()!;
      if (part === "" || part === ".") continue;
      if (part === "..") this.goUp();
      else if (!this.enter(part)) return this.end(part);
    }
    const here = this.way[this.way.length - 1]!;
    return { parents: this.way.slice(0, this.way.length - 1), name: here.name, node: here, slash: false };
  }

  /** The root is its own parent. */
  private goUp(): void {
    if (this.way.length > 1) this.way.pop();
  }

  /** Into the directory of that name, or along the link; false: the path ends there. */
  private enter(name: string): boolean {
    const child = this.child(name);
    if (child instanceof DirectoryNode) {
      this.way.push(child);
      return true;
    }
    if (!(child instanceof SymlinkNode) || (!this.follow && this.parts.length === 0)) return false;
    this.turn(child);
    return true;
  }

  private turn(link: SymlinkNode): void {
    this.links++;
    if (this.links > mostLinks) throw new FileError(this.asked, `more than ${mostLinks} symbolic links`);
    if (link.target.startsWith("/")) this.way = [this.root];
    for (const part of link.target.split("/").reverse()) this.parts.push(part);
  }

  /** At a file, at a link that is not followed, or at nothing. */
  private end(name: string): Place {
    const node = this.child(name);
    const slash = this.parts.length > 0;
    const goesOn = this.parts.some((part) => part !== "");
    if (node === null && goesOn) throw new FileError(this.asked, "no such file or directory");
    if (node !== null && slash) throw new FileError(this.asked, goesOn ? `${name} is not a directory` : "is not a directory");
    return { parents: this.way, name, node, slash };
  }

  private child(name: string): TreeNode | null {
    return this.way[this.way.length - 1]!.children.get(name) ?? null;
  }
}

/** `/guests/linux.toml`. */
export function placePath(place: Place): string {
  const names = place.parents.map((directory) => directory.name);
  return `${names.join("/")}/${place.name}`;
}

/** The place lies in `directory`, or is it. */
export function isInside(place: Place, directory: TreeNode): boolean {
  return place.node === directory || place.parents.some((parent) => parent === directory);
}

/** The directory that holds the place. The root has none. */
export function parentOf(place: Place): DirectoryNode {
  return place.parents[place.parents.length - 1]!;
}

/** What is at the place. @param asked for the message @throws FileError when nothing is */
export function nodeAt(place: Place, asked: string): TreeNode {
  if (place.node === null) throw new FileError(asked, "no such file or directory");
  return place.node;
}

/** As FileNode or DirectoryNode: what a walk that follows links ends at. @throws FileError when nothing is there */
export function followedNode(place: Place, asked: string): FileNode | DirectoryNode {
  const node = nodeAt(place, asked);
  if (node instanceof SymlinkNode) throw new FileError(asked, "is a symbolic link");
  return node;
}
