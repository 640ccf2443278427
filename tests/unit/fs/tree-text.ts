/** Trees of files as text, one line a node, to compare ours with a real file system. */
import { lstatSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import { DirectoryNode, SymlinkNode } from "../../../src/fs/file-tree.js";
import type { TreeNode } from "../../../src/fs/file-tree.js";

export function treeText(node: TreeNode, path = ""): string {
  if (node instanceof SymlinkNode) return `${path} -> ${node.target}\n`;
  if (!(node instanceof DirectoryNode)) return `${path}: ${new TextDecoder().decode(node.bytes)}\n`;
  const names = [...node.children.keys()].sort();
  return `${path}/\n${names.map((name) => treeText(node.children.get(name)!, `${path}/${name}`)).join("")}`;
}

export function folderText(folder: string, path = ""): string {
  const status = lstatSync(folder);
  if (status.isSymbolicLink()) return `${path} -> ${readlinkSync(folder)}\n`;
  if (!status.isDirectory()) return `${path}: ${readFileSync(folder, "utf8")}\n`;
  const names = readdirSync(folder).sort();
  return `${path}/\n${names.map((name) => folderText(join(folder, name), `${path}/${name}`)).join("")}`;
}
