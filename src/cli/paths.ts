/** Where things lie in the checkout. */
import { join } from "node:path";
import { repositoryRoot } from "../compiler/frontend/file-names.js";

/** The project's root folder. */
export const root = repositoryRoot;

/** All that is built or fetched lies below. */
export const buildRoot = join(root, "build");

export function inBuild(...parts: string[]): string {
  return join(buildRoot, ...parts);
}
