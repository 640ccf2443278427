/** Makes files and directories, and gives files new content. */
import type { u32 } from "../std/index.js";
import { encodeUtf8 } from "../std/index.js";
import { nodeCharge } from "./file-space.js";
import type { FileTree } from "./file-tree.js";
import { DirectoryNode, FileError, FileNode } from "./nodes.js";
import type { NamedNode, TreeNode } from "./nodes.js";
import { parentOf } from "./path-walk.js";
import type { Place } from "./path-walk.js";

/** Bytes of a name, as Linux has it. */
const longestName: u32 = 255;

/** Makes the file, or gives it new content. @throws FileError; the file is as it was then */
export function writeFile(tree: FileTree, path: string, cwd: string, bytes: Uint8Array): void {
  setBytes(tree, writableFile(tree, path, cwd), bytes, path);
}

/** Puts `bytes` behind what the file has, and makes it where there is none. @throws FileError; the file is as it was then */
export function appendFile(tree: FileTree, path: string, cwd: string, bytes: Uint8Array): void {
  const file = writableFile(tree, path, cwd);
  const length = file.bytes.length + bytes.length;
  if (length > tree.space.limit) throw new FileError(path, `no space left: it would have ${length} bytes`);
  const joined = new Uint8Array(length);
  joined.set(file.bytes);
  joined.set(bytes, file.bytes.length);
  setBytes(tree, file, joined, path);
}

/** Makes an empty file where nothing is. @throws FileError */
export function touchFile(tree: FileTree, path: string, cwd: string): void {
  const place = tree.place(path, cwd);
  if (place.node === null) makeFile(tree, place, path);
}

/** The file at `path`, new and empty where there was none. @throws FileError */
export function writableFile(tree: FileTree, path: string, cwd: string): FileNode {
  const place = tree.place(path, cwd);
  const node = place.node;
  if (node instanceof DirectoryNode) throw new FileError(path, "is a directory");
  return node instanceof FileNode ? node : makeFile(tree, place, path);
}

function makeFile(tree: FileTree, place: Place, path: string): FileNode {
  if (place.slash) throw new FileError(path, "is not a directory");
  const file = new FileNode(place.name, new Uint8Array(0));
  addNode(tree, place, file, nodeCharge, path);
  return file;
}

/** @throws FileError when something is there already */
export function makeDirectory(tree: FileTree, path: string, cwd: string): void {
  const place = tree.placeOfEntry(path, cwd);
  if (place.node !== null) throw new FileError(path, "exists already");
  addNode(tree, place, new DirectoryNode(place.name), nodeCharge, path);
}

/** The directory and those on the way to it, as far as there are none. @throws FileError where a file is in the way */
export function makeDirectories(tree: FileTree, path: string, cwd: string): void {
  let end = path.indexOf("/", 1);
  for (; end >= 0; end = path.indexOf("/", end + 1)) ensureDirectory(tree, path.slice(0, end), cwd);
  ensureDirectory(tree, path, cwd);
}

function ensureDirectory(tree: FileTree, path: string, cwd: string): void {
  const place = tree.placeOfEntry(path, cwd);
  if (place.node === null) addNode(tree, place, new DirectoryNode(place.name), nodeCharge, path);
  else if (!(tree.tryFind(path, cwd) instanceof DirectoryNode)) throw new FileError(path, "is not a directory");
}

/** Puts a node where nothing is. @param charge what it counts in the tree's space @throws FileError when there is no space */
export function addNode(tree: FileTree, place: Place, node: TreeNode, charge: u32, path: string): void {
  if (encodeUtf8(place.name).length > longestName) throw new FileError(path, `a name has at most ${longestName} bytes`);
  tree.space.take(charge, path);
  const named: NamedNode = node;
  named.charge = charge;
  named.name = place.name;
  parentOf(place).children.set(place.name, node);
}

/** Gives a file new content, which nobody changes any more. @throws FileError when there is no space */
export function setBytes(tree: FileTree, file: FileNode, bytes: Uint8Array, path: string): void {
  replaceContent(tree, file, bytes, nodeCharge + bytes.length, path);
}

/** As `setBytes`. @param charge what the file counts from now on */
export function replaceContent(tree: FileTree, file: FileNode, bytes: Uint8Array, charge: u32, path: string): void {
  if (charge > file.charge) tree.space.take(charge - file.charge, path);
  else tree.space.giveBack(file.charge - charge);
  file.bytes = bytes;
  file.charge = charge;
}
