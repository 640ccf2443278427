/** How files are named to people and in C: never by where somebody's disk has them. */
import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** Folder that holds `src/std`: it is above this module, and above a bundle that this module is a part of. */
export const repositoryRoot = rootAbove(path.dirname(fileURLToPath(import.meta.url)));

function rootAbove(folder: string): string {
  if (existsSync(path.join(folder, "src/std"))) return folder;
  const above = path.dirname(folder);
  if (above === folder)
    throw new Error(`the compiler is not in its own folder: nothing above ${fileURLToPath(import.meta.url)} has src/std`);
  return rootAbove(above);
}

/** Relative to `root`; the standard library's to its own package, also where that is below `root`. Another file keeps its whole name. */
export function fileName(file: string, root: string): string {
  const folders = repositoryRoot.startsWith(`${root}/`) ? [repositoryRoot, root] : [root, repositoryRoot];
  const folder = folders.find((one) => file.startsWith(`${one}/`));
  return folder === undefined ? file : file.slice(folder.length + 1);
}
