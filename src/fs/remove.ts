/** Takes files and directories out of the tree. */
import type { FileTree } from "./file-tree.js";
import { DirectoryNode, FileError, nodesBelow, SymlinkNode } from "./nodes.js";
import type { TreeNode } from "./nodes.js";
import { isInside, nodeAt, parentOf } from "./path-walk.js";
import type { Place } from "./path-walk.js";
import { endsInDots } from "./paths.js";

/** Which directories may be removed. */
export enum RemoveDirectories {
  None = 0,
  Empty = 1,
  /** With all that they hold. */
  All = 2,
}

/** Removes what `path` names; of a link the link itself. @throws FileError; nothing is removed then */
export function removeEntry(tree: FileTree, path: string, cwd: string, directories: RemoveDirectories): void {
  checkNoLinkedDirectory(tree, path, cwd);
  const place = tree.placeOfEntry(path, cwd);
  const node = nodeAt(place, path);
  checkRemovable(path, place, node, directories);
  checkNotInUse(tree, path, cwd, node);
  dropEntry(tree, place, node);
}

function checkRemovable(path: string, place: Place, node: TreeNode, directories: RemoveDirectories): void {
  if (!(node instanceof DirectoryNode)) return;
  if (directories === RemoveDirectories.None) throw new FileError(path, "is a directory");
  if (endsInDots(path)) throw new FileError(path, "'.' and '..' are not removed");
  if (place.parents.length === 0) throw new FileError(path, "the root is not removed");
  if (directories === RemoveDirectories.Empty && node.children.size > 0) throw new FileError(path, "the directory is not empty");
}

/** A slash behind a link would mean what it leads to: that has a name of its own. @throws FileError */
export function checkNoLinkedDirectory(tree: FileTree, path: string, cwd: string): void {
  if (!path.endsWith("/") || path === "/") return;
  const link = tree.placeOfEntry(path.slice(0, path.length - 1), cwd).node;
  if (link instanceof SymlinkNode) throw new FileError(path, "is a symbolic link");
}

/** The working directory has to stay. @throws FileError */
export function checkNotInUse(tree: FileTree, path: string, cwd: string, node: TreeNode): void {
  if (isInside(tree.place(".", cwd), node)) throw new FileError(path, "the working directory is in it");
}

/** Takes the node at `place`, with all below it, out of the tree and gives its space back. */
export function dropEntry(tree: FileTree, place: Place, node: TreeNode): void {
  for (const one of nodesBelow(node)) tree.space.giveBack(one.charge);
  parentOf(place).children.delete(place.name);
}
