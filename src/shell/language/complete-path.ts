import { DirectoryNode } from "../../fs/file-tree.js";
import type { Candidate } from "../editor/completer.js";
import type { ShellContext } from "../shell-context.js";
import { quoteWord } from "./words.js";

/** Paths that begin with `word`; directories end with a slash. */
export function completePath(word: string, shell: ShellContext, onlyDirectories: boolean): Candidate[] {
  const slash = word.lastIndexOf("/") + 1;
  const folder = word.slice(0, slash);
  const begin = word.slice(slash);
  const directory = shell.files.tryFind(folder === "" ? "." : folder, shell.cwd);
  if (!(directory instanceof DirectoryNode)) return [];
  const names = [...directory.children.keys()].filter((name) => name.startsWith(begin)).sort(byText);
  const found: Candidate[] = [];
  for (const name of names) {
    const isDirectory = shell.files.tryFind(folder + name, shell.cwd) instanceof DirectoryNode;
    if (isDirectory) found.push({ text: `${quoteWord(folder + name)}/`, label: `${name}/`, complete: false });
    else if (!onlyDirectories) found.push({ text: quoteWord(folder + name), label: name, complete: true });
  }
  return found;
}

function byText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
