/** How files are named to people and in C: never by where somebody's disk has them. */
import path from "node:path";
import { fileURLToPath } from "node:url";

/** Folder that holds `src/std`. */
export const repositoryRoot = path.resolve(fileURLToPath(new URL("../../..", import.meta.url)));

/** Relative to `root`; the standard library's to its own repository. Another file keeps its whole name. */
export function fileName(file: string, root: string): string {
  const folder = [root, repositoryRoot].find((one) => file.startsWith(`${one}/`));
  return folder === undefined ? file : file.slice(folder.length + 1);
}
