import { DirectoryNode, SymlinkNode } from "../../../fs/file-tree.js";
import type { TreeNode } from "../../../fs/file-tree.js";
import { nodeAt } from "../../../fs/path-walk.js";
import { encodeUtf8 } from "../../../std/index.js";
import type { u32 } from "../../../std/index.js";
import type { Call } from "../../call.js";
import { columnsText } from "../../columns-text.js";
import { command, pathArgument, Repeat } from "../../command.js";
import { sizeText } from "../../size-text.js";
import { reported } from "./each-path.js";

export const ls = command("ls", "List files")
  .argument(pathArgument("path", "files or directories; the working directory when left out", Repeat.Any))
  .flag("long", "l", "one line a file, with type and size")
  .flag("all", "a", "also names that begin with a dot")
  .run((call) => {
    const paths = call.arguments("path");
    listPaths(call, paths.length === 0 ? ["."] : paths);
  });

/** What a list shows of a node. */
class Row {
  constructor(
    readonly name: string,
    readonly node: TreeNode,
  ) {}
}

/** Files first, then what is in each directory, as ls does it. */
function listPaths(call: Call, paths: readonly string[]): void {
  const files: Row[] = [];
  const directories: Row[] = [];
  for (const path of paths) {
    reported(call, () => {
      const node = nodeToList(call, path);
      (node instanceof DirectoryNode ? directories : files).push(new Row(path, node));
    });
  }
  printRows(call, files);
  for (const row of directories) {
    if (paths.length > 1) call.out.text(`${row.name}:`);
    printRows(call, rowsOf(call, row));
  }
}

/** A link itself in a long list, else what it leads to. */
function nodeToList(call: Call, path: string): TreeNode {
  const { files, cwd } = call.shell;
  return call.has("long") ? nodeAt(files.placeOfEntry(path, cwd), path) : files.find(path, cwd);
}

function rowsOf(call: Call, directory: Row): Row[] {
  const node = directory.node;
  if (!(node instanceof DirectoryNode)) return [];
  const children = [...node.children.values()].map((child) => new Row(child.name, child));
  const sorted = children.sort((a, b) => (a.name < b.name ? -1 : a.name === b.name ? 0 : 1));
  if (!call.has("all")) return sorted.filter((row) => !row.name.startsWith("."));
  const parent = call.shell.files.find(`${directory.name}/..`, call.shell.cwd);
  return [new Row(".", node), new Row("..", parent), ...sorted];
}

function printRows(call: Call, rows: readonly Row[]): void {
  if (call.has("long")) {
    for (const row of rows) call.out.text(longLine(row));
  } else if (call.out.onScreen) {
    call.out.content(encodeUtf8(columnsText(rows.map(markedName))));
  } else {
    for (const row of rows) call.out.text(row.name);
  }
}

function markedName(row: Row): string {
  return row.node instanceof DirectoryNode ? `${row.name}/` : row.name;
}

const sizeColumns: u32 = 8;

function longLine(row: Row): string {
  const node = row.node;
  if (node instanceof DirectoryNode) return `drwxr-xr-x ${"-".padStart(sizeColumns)} ${row.name}/`;
  if (node instanceof SymlinkNode) return `lrwxrwxrwx ${"-".padStart(sizeColumns)} ${row.name} -> ${node.target}`;
  return `-rw-r--r-- ${sizeText(BigInt(node.bytes.length)).padStart(sizeColumns)} ${row.name}`;
}
