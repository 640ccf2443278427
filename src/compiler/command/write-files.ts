/** The C files on disk. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

/**
 * Files that have not changed keep their time, so that make leaves them alone; C files of an earlier run are removed.
 * @returns how many were written
 */
export function writeFiles(folder: string, files: ReadonlyMap<string, string>): number {
  mkdirSync(folder, { recursive: true });
  const old = new Set(readdirSync(folder).filter((name) => /\.[ch]$/.test(name)));
  for (const name of old) if (!files.has(name)) rmSync(path.join(folder, name));
  const isOld = ([name, text]: readonly [string, string]): boolean =>
    old.has(name) && readFileSync(path.join(folder, name), "utf8") === text;
  const changed = [...files].filter((file) => !isOld(file));
  for (const [name, text] of changed) writeFileSync(path.join(folder, name), text);
  return changed.length;
}
