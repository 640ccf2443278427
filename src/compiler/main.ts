/**
 * The command `compile [--profile host|device] [--out DIR] [--exe PROGRAM [--debug]] [--native-header NAME] [--no-lines] ENTRY...`: writes C files (those
 * that changed), a program of this host, or both, and prints what is wrong.
 * Exit code 0: done; 1: the program has errors; 2: the command line has.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { compile } from "./compile.js";
import { renderDiagnostic } from "./diagnostics/render.js";
import { buildExecutable } from "./executable.js";
import type { Profile } from "./hir/nodes.js";

const usage = "usage: compile [--profile host|device] [--out DIR] [--exe PROGRAM [--debug]] [--native-header NAME] [--no-lines] ENTRY...";

interface CommandLine {
  /** What `number` is: a double of a program of this host, which is usual, or an integer of a device's. */
  readonly profile: Profile;
  /** Folder for the C files; null: they are not kept. */
  readonly out: string | null;
  /** The program to build; null for none. */
  readonly exe: string | null;
  /** The program is for gdb. */
  readonly debug: boolean;
  readonly nativeHeader: string | null;
  readonly lines: boolean;
  readonly entries: readonly string[];
}

/** Null when it cannot be read as one. */
function parseCommandLine(args: readonly string[]): CommandLine | null {
  const options = {
    profile: { type: "string" },
    out: { type: "string" },
    exe: { type: "string" },
    debug: { type: "boolean" },
    "native-header": { type: "string" },
    "no-lines": { type: "boolean" },
  } as const;
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const { profile = "host", out = null, exe = null } = values;
    if ((out === null && exe === null) || positionals.length === 0 || (profile !== "host" && profile !== "device")) return null;
    const [lines, debug] = [values["no-lines"] !== true, values.debug === true];
    return { profile, out, exe, debug, nativeHeader: values["native-header"] ?? null, lines, entries: positionals };
  } catch {
    return null;
  }
}

/** Files that have not changed keep their time, so that make leaves them alone; files of an earlier run are removed. */
function writeFiles(folder: string, files: ReadonlyMap<string, string>): void {
  mkdirSync(folder, { recursive: true });
  for (const old of readdirSync(folder)) {
    if (/\.[ch]$/.test(old) && !files.has(old)) rmSync(path.join(folder, old));
  }
  for (const [name, text] of files) {
    const file = path.join(folder, name);
    if (!existsSync(file) || readFileSync(file, "utf8") !== text) writeFileSync(file, text);
  }
}

function main(args: readonly string[]): number {
  const command = parseCommandLine(args);
  if (command === null) {
    process.stderr.write(`${usage}\n`);
    return 2;
  }
  const { profile, lines, nativeHeader } = command;
  const { diagnostics, files } = compile(command.entries, { profile, root: process.cwd(), emit: { lines, nativeHeader } });
  for (const diagnostic of diagnostics) process.stderr.write(`${renderDiagnostic(diagnostic)}\n\n`);
  if (diagnostics.length > 0) {
    process.stderr.write(`${diagnostics.length} ${diagnostics.length === 1 ? "error" : "errors"}\n`);
    return 1;
  }
  if (command.out !== null) writeFiles(command.out, files);
  const complaint = command.exe === null ? null : buildExecutable(files, command.exe, command.debug);
  if (complaint !== null) process.stderr.write(`${complaint}\n`);
  return complaint === null ? 0 : 1;
}

process.exitCode = main(process.argv.slice(2));
