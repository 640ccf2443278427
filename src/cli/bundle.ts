/** The bundle: a cpio archive of guest configurations and images that the loader puts into memory beside the hypervisor. */
import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { Failure } from "./command.js";
import { inBuild } from "./paths.js";
import { runProgram } from "./process.js";

/**
 * The archive to load: `path` itself if it is a file, or an archive made of the folder `path`. A folder is packed again only when something
 * in it is newer than the archive.
 * @throws Failure
 */
export function bundleFile(path: string): string {
  if (!existsSync(path)) throw new Failure(`there is no bundle at ${path}: give a folder of guests or a cpio archive`);
  if (!statSync(path).isDirectory()) return resolve(path);
  const names = filesBelow(path);
  const archive = inBuild(
    "bundles",
    `${resolve(path)
      .replace(/[^A-Za-z0-9]+/g, "-")
      .slice(-80)}.cpio`,
  );
  if (!isOlder(archive, [path, ...names.map((name) => join(path, name))])) return archive;
  mkdirSync(dirname(archive), { recursive: true });
  const input = names.map((name) => `${name}\n`).join("");
  const bytes = runArchiver(path, input, archive);
  if (bytes === 0) throw new Failure(`${archive}: nothing was packed from ${path}`);
  return archive;
}

/** An archive without files, for a machine without guests. */
export function emptyBundle(): string {
  const archive = inBuild("bundles", "empty.cpio");
  mkdirSync(dirname(archive), { recursive: true });
  const trailer = "TRAILER!!!";
  const header = `070701${"0".repeat(8 * 11)}${(trailer.length + 1).toString(16).padStart(8, "0")}${"0".repeat(8)}`;
  writeFileSync(archive, `${header}${trailer}\0`.padEnd(512, "\0"));
  return archive;
}

function runArchiver(folder: string, names: string, archive: string): number {
  runProgram("cpio", ["-o", "-H", "newc", "-L", "--owner=0:0", "--reproducible", "--quiet", "-F", archive], { cwd: folder, input: names });
  return statSync(archive).size;
}

/** Names relative to `folder`, folders before what is in them, in a fixed order. */
function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}

function isOlder(archive: string, sources: readonly string[]): boolean {
  if (!existsSync(archive)) return true;
  const made = statSync(archive).mtimeMs;
  return sources.some((source) => statSync(source).mtimeMs > made);
}
