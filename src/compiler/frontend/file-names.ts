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

/**
 * Relative to `root`; files of this package that are not of the project get the package's name, so that a project may have files that are called
 * as the library's. Another file keeps its whole name.
 */
export function fileName(file: string, root: string): string {
  const [project, library] = [`${root}/`, `${repositoryRoot}/`];
  const ofProject = file.startsWith(project) && !(library.startsWith(project) && library !== project && file.startsWith(library));
  if (ofProject) return file.slice(project.length);
  return file.startsWith(library) ? `tsvisor/${file.slice(library.length)}` : file;
}
