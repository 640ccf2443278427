/** From C files to a program of the host: the host's C compiler, our runtime, libm. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { repositoryRoot } from "./frontend/program.js";

const runtime = path.join(repositoryRoot, "runtime-c");

/** What the generated C relies on; a product must not be added to in one step, which JavaScript never does. */
const flags = ["-std=c11", "-fwrapv", "-fno-strict-aliasing", "-ffp-contract=off"];

/** The allocator that counts for tests is replaced by the fast one of `host/release`. */
function runtimeSources(): readonly string[] {
  const inFolder = (folder: string): string[] =>
    readdirSync(path.join(runtime, folder))
      .filter((name) => name.endsWith(".c"))
      .map((name) => path.join(runtime, folder, name));
  const all = ["lang", "float", "show", "host", "host/release"].flatMap(inFolder);
  return all.filter((file) => file !== path.join(runtime, "host/audit.c"));
}

/** The lines of the TypeScript are named relative to the current folder: there gdb shall look for them. */
function debugging(folder: string): string[] {
  return ["-O0", "-g3", `-fdebug-prefix-map=${folder}=${process.cwd()}`];
}

/**
 * Builds `program` from the files with `compiler` (`cc`, or what the variable CC names). The generated files are one translation unit, so that
 * small functions are inlined across modules; those of the runtime are when it is linked.
 * @param debug with lines and names for gdb, not optimised
 * @returns what the C compiler complained of; null when it is done
 */
export function buildExecutable(
  files: ReadonlyMap<string, string>,
  program: string,
  debug: boolean,
  compiler = process.env["CC"] ?? "cc",
): string | null {
  const folder = mkdtempSync(path.join(tmpdir(), "tsvisor-compile-"));
  try {
    for (const [name, text] of files) writeFileSync(path.join(folder, name), text);
    const includes = [...files.keys()].filter((name) => name.endsWith(".c")).map((name) => `#include "${name}"\n`);
    writeFileSync(path.join(folder, "whole.c"), includes.join(""));
    const words = [
      ...flags,
      ...(debug ? debugging(folder) : ["-O2", "-flto", "-DRT_FREE_LISTS"]),
      `-I${runtime}`,
      "-I.",
      "-o",
      path.resolve(program),
      "whole.c",
      ...runtimeSources(),
      "-lm",
    ];
    const { error, status, stderr } = spawnSync(compiler, words, { cwd: folder, encoding: "utf8" });
    if (error !== undefined) return `${compiler}: ${error.message}; set CC to the C compiler of this system`;
    return status === 0 ? null : stderr;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
