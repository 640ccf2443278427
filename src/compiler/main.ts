/**
 * The command `compile --out DIR [--native-header NAME] [--no-lines] ENTRY...`: writes C files (those that changed) and prints what is wrong.
 * Exit code 0: done; 1: the program has errors; 2: the command line has.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { compile } from "./compile.js";
import { renderDiagnostic } from "./diagnostics/render.js";

const usage = "usage: compile --out DIR [--native-header NAME] [--no-lines] ENTRY...";

interface CommandLine {
  readonly out: string;
  readonly nativeHeader: string | null;
  readonly lines: boolean;
  readonly entries: readonly string[];
}

/** Null when it cannot be read as one. */
function parseCommandLine(args: readonly string[]): CommandLine | null {
  const options = { out: { type: "string" }, "native-header": { type: "string" }, "no-lines": { type: "boolean" } } as const;
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    if (values.out === undefined || positionals.length === 0) return null;
    return { out: values.out, nativeHeader: values["native-header"] ?? null, lines: values["no-lines"] !== true, entries: positionals };
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
  const { diagnostics, files } = compile(command.entries, { emit: { lines: command.lines, nativeHeader: command.nativeHeader } });
  for (const diagnostic of diagnostics) process.stderr.write(`${renderDiagnostic(diagnostic)}\n\n`);
  if (diagnostics.length > 0) {
    process.stderr.write(`${diagnostics.length} ${diagnostics.length === 1 ? "error" : "errors"}\n`);
    return 1;
  }
  writeFiles(command.out, files);
  return 0;
}

process.exitCode = main(process.argv.slice(2));
