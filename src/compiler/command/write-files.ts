/** The C files on disk. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

/** Files that have not changed keep their time, so that make leaves them alone; C files of an earlier run are removed. */
export function writeFiles(folder: string, files: ReadonlyMap<string, string>): void {
  mkdirSync(folder, { recursive: true });
  const old = new Set(readdirSync(folder).filter((name) => /\.[ch]$/.test(name)));
  for (const name of old) if (!files.has(name)) rmSync(path.join(folder, name));
  for (const [name, text] of files) {
    const file = path.join(folder, name);
    if (!old.has(name) || readFileSync(file, "utf8") !== text) writeFileSync(file, text);
  }
}
