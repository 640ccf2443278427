import { DirectoryNode, FileError, FileNode, SymlinkNode } from "../../fs/file-tree.js";
import type { TreeNode } from "../../fs/file-tree.js";
import type { u32 } from "../../std/index.js";
import type { Call } from "../call.js";
import { command, pathArgument, Repeat } from "../command.js";
import { sizeText } from "../size-text.js";

export const ls = command("ls", "List files")
  .argument(pathArgument("path", "files or directories; the working directory when left out", Repeat.Any))
  .flag("long", "l", "one line a file, with type and size")
  .flag("all", "a", "also names that begin with a dot")
  .run((call) => {
    const paths = call.arguments("path");
    if (paths.length === 0) return listPath(call, ".", false);
    for (const path of paths) listPath(call, path, paths.length > 1);
  });

/** @param titled name the directory before its files */
function listPath(call: Call, path: string, titled: boolean): void {
  try {
    const node = call.shell.files.find(path, call.shell.cwd);
    if (titled && node instanceof DirectoryNode) call.out.text(`${path}:`);
    if (node instanceof FileNode) printNames(call, [node]);
    else printNames(call, visibleChildren(node, call.has("all")));
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    call.out.failure(error.message);
  }
}

function visibleChildren(directory: DirectoryNode, all: boolean): TreeNode[] {
  const nodes = [...directory.children.values()].filter((node) => all || !node.name.startsWith("."));
  return nodes.sort((a, b) => (a.name < b.name ? -1 : a.name === b.name ? 0 : 1));
}

function printNames(call: Call, nodes: readonly TreeNode[]): void {
  if (call.has("long")) {
    for (const node of nodes) call.out.text(longLine(node));
    return;
  }
  if (nodes.length > 0) call.out.text(nodes.map(shortName).join("  "));
}

function shortName(node: TreeNode): string {
  return node instanceof DirectoryNode ? `${node.name}/` : node.name;
}

const sizeColumns: u32 = 8;

function longLine(node: TreeNode): string {
  if (node instanceof DirectoryNode) return `dr-xr-xr-x ${"-".padStart(sizeColumns)} ${node.name}/`;
  if (node instanceof SymlinkNode) return `lr-xr-xr-x ${"-".padStart(sizeColumns)} ${node.name} -> ${node.target}`;
  return `-r--r--r-- ${sizeText(BigInt(node.bytes.length)).padStart(sizeColumns)} ${node.name}`;
}
