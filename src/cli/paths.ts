/** Where things lie in the checkout. */
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The project's root folder. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** All that is built or fetched lies below. */
export const buildRoot = join(root, "build");

export function inBuild(...parts: string[]): string {
  return join(buildRoot, ...parts);
}
