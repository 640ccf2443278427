/** Copies files and directories. A copy shares the bytes of its original: nobody changes them in place. */
import { nodeCharge } from "./file-space.js";
import type { FileTree } from "./file-tree.js";
import { DirectoryNode, FileError, FileNode, SymlinkNode } from "./nodes.js";
import type { TreeNode } from "./nodes.js";
import { isInside, nodeAt } from "./path-walk.js";
import type { Place } from "./path-walk.js";
import { dropEntry } from "./remove.js";
import { endsInDots } from "./paths.js";
import { addNode, replaceContent } from "./write-file.js";
import type { u32 } from "../std/index.js";

/** A file; links at the ends of both paths are followed. @throws FileError */
export function copyFile(tree: FileTree, from: string, to: string, cwd: string): void {
  const source = tree.find(from, cwd);
  if (source instanceof DirectoryNode) throw new FileError(from, "is a directory, and is copied by 'cp -r' alone");
  const target = tree.place(to, cwd);
  if (target.node === null && tree.hasEntry(to, cwd)) throw new FileError(to, "is a symbolic link that leads nowhere");
  copyOne(tree, source, target, to);
}

/** A file, a link or a directory with all that it holds; links are copied as links. @throws FileError, with the rest not copied */
export function copyTree(tree: FileTree, from: string, to: string, cwd: string): void {
  const source = nodeAt(tree.placeOfEntry(from, cwd), from);
  const target = source instanceof SymlinkNode ? tree.placeOfEntry(to, cwd) : tree.place(to, cwd);
  if (source instanceof DirectoryNode && isInside(target, source)) throw new FileError(from, "a directory is not copied into itself");
  const work: Step[] = [new Step(source, target, to)];
  while (work.length > 0) copyStep(tree, work.pop()!, work);
}

/** One node that is still to be copied. */
class Step {
  constructor(
    readonly source: TreeNode,
    readonly target: Place,
    /** Where to, for messages. */
    readonly path: string,
  ) {}
}

function copyStep(tree: FileTree, step: Step, work: Step[]): void {
  const { source, target, path } = step;
  if (source instanceof FileNode) return copyOne(tree, source, target, path);
  if (source instanceof SymlinkNode) return copyLink(tree, source, target, path);
  const copy = directoryAt(tree, target, path);
  const parents = [...target.parents, copy];
  for (const child of source.children.values()) {
    const place: Place = { parents, name: child.name, node: copy.children.get(child.name) ?? null, slash: false };
    work.push(new Step(child, place, `${path}/${child.name}`));
  }
}

/** The directory at a place, new where nothing is there. */
function directoryAt(tree: FileTree, place: Place, path: string): DirectoryNode {
  const there = place.node;
  if (there instanceof DirectoryNode) return there;
  if (there !== null) throw new FileError(path, "is not a directory, so a directory cannot take its place");
  const made = new DirectoryNode(place.name);
  addNode(tree, place, made, nodeCharge, path);
  return made;
}

function copyOne(tree: FileTree, source: FileNode, place: Place, path: string): void {
  const there = place.node;
  if (there === source) throw new FileError(path, "is the same file");
  if (there instanceof DirectoryNode) throw new FileError(path, "is a directory, so a file cannot take its place");
  if (place.slash) throw new FileError(path, "is not a directory");
  if (there instanceof FileNode) return replaceContent(tree, there, source.bytes, chargeOfCopy(source), path);
  if (there !== null) dropEntry(tree, place, there);
  addNode(tree, place, new FileNode(place.name, source.bytes), chargeOfCopy(source), path);
}

function copyLink(tree: FileTree, source: SymlinkNode, place: Place, path: string): void {
  const there = place.node;
  if (there === source) throw new FileError(path, "is the same file");
  if (there instanceof DirectoryNode) throw new FileError(path, "is a directory, so a link cannot take its place");
  if (there !== null) dropEntry(tree, place, there);
  addNode(tree, place, new SymlinkNode(place.name, source.target), nodeCharge, path);
}

/** Bytes of the bundle cost nothing; others count for each file that has them, since the original may go first. */
function chargeOfCopy(source: FileNode): u32 {
  return source.charge === 0 ? nodeCharge : source.charge;
}

/** Where `from` goes when it is copied or moved to `to`: into it, when that is a directory. What `.` holds goes there without a name of its own. */
export function targetPath(tree: FileTree, from: string, to: string, cwd: string): string {
  if (endsInDots(from) || !(tree.tryFind(to, cwd) instanceof DirectoryNode)) return to;
  const name = tree.placeOfEntry(from, cwd).name;
  return to.endsWith("/") ? `${to}${name}` : `${to}/${name}`;
}
