/** Renames files and directories, across directories too. */
import type { FileTree } from "./file-tree.js";
import { DirectoryNode, FileError } from "./nodes.js";
import type { TreeNode } from "./nodes.js";
import { isInside, nodeAt, parentOf } from "./path-walk.js";
import type { Place } from "./path-walk.js";
import { endsInDots } from "./paths.js";
import { checkNoLinkedDirectory, checkNotInUse, dropEntry } from "./remove.js";
import { addNode } from "./write-file.js";

/** @param to its new path; what is there is replaced, as rename(2) does it @throws FileError; nothing is moved then */
export function moveEntry(tree: FileTree, from: string, to: string, cwd: string): void {
  checkNoLinkedDirectory(tree, from, cwd);
  const source = tree.placeOfEntry(from, cwd);
  const node = nodeAt(source, from);
  const target = tree.placeOfEntry(to, cwd);
  checkMovable(tree, from, cwd, source, node);
  if (target.node === node) throw new FileError(to, "is the same file");
  if (isInside(target, node)) throw new FileError(from, "a directory is not moved into itself");
  makeWay(tree, to, target, node);
  parentOf(source).children.delete(source.name);
  tree.space.giveBack(node.charge);
  addNode(tree, target, node, node.charge, to);
}

function checkMovable(tree: FileTree, from: string, cwd: string, source: Place, node: TreeNode): void {
  if (endsInDots(from)) throw new FileError(from, "'.' and '..' are not moved");
  if (source.parents.length === 0) throw new FileError(from, "the root is not moved");
  if (node instanceof DirectoryNode) checkNotInUse(tree, from, cwd, node);
}

/** Drops what the node replaces. @throws FileError where it must not be replaced */
function makeWay(tree: FileTree, to: string, target: Place, node: TreeNode): void {
  const there = target.node;
  if (there === null) {
    if (target.slash && !(node instanceof DirectoryNode)) throw new FileError(to, "is not a directory");
    return;
  }
  if (node instanceof DirectoryNode) {
    if (!(there instanceof DirectoryNode)) throw new FileError(to, "is not a directory, so a directory cannot take its place");
    if (there.children.size > 0) throw new FileError(to, "the directory is not empty");
  } else if (there instanceof DirectoryNode) {
    throw new FileError(to, "is a directory, so a file cannot take its place");
  }
  dropEntry(tree, target, there);
}
