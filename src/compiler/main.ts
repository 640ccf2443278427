/**
 * The command `compile [--profile host|device] [--out DIR] [--exe PROGRAM [--debug]] [--native-header NAME] [--no-lines] [--explain-memory]
 * [--list-unsafe] [--json] ENTRY...`: writes C files (those that changed), a program of this host, or both, and prints what is wrong. The reports
 * go to standard output, as text or as JSON.
 * Exit code 0: done; 1: the program has errors; 2: the command line has.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { compile, type CompileResult } from "./compile.js";
import { renderDiagnostic } from "./diagnostics/render.js";
import { buildExecutable } from "./executable.js";
import { renderMemory } from "./explain/render-memory.js";
import { renderUnsafe, unsafeFields } from "./explain/unsafe-fields.js";
import type { Profile } from "./hir/nodes.js";

const usage =
  "usage: compile [--profile host|device] [--out DIR] [--exe PROGRAM [--debug]] [--native-header NAME] [--no-lines]\n" +
  "               [--explain-memory] [--list-unsafe] [--json] ENTRY...";

/** What is told about the program besides. */
interface Reports {
  readonly memory: boolean;
  readonly unsafe: boolean;
  readonly json: boolean;
}

interface CommandLine {
  /** What `number` is: a double of a program of this host, which is usual, or an integer of a device's. */
  readonly profile: Profile;
  /** Folder for the C files; null: they are not kept. */
  readonly out: string | null;
  /** The program to build; null for none. */
  readonly exe: string | null;
  /** The program is for gdb. */
  readonly debug: boolean;
  readonly reports: Reports;
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
    "explain-memory": { type: "boolean" },
    "list-unsafe": { type: "boolean" },
    json: { type: "boolean" },
  } as const;
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const { profile = "host", out = null, exe = null } = values;
    const reports = { memory: values["explain-memory"] === true, unsafe: values["list-unsafe"] === true, json: values.json === true };
    const wantsReport = reports.memory || reports.unsafe;
    if ((out === null && exe === null && !wantsReport) || (reports.json && !wantsReport)) return null;
    if (positionals.length === 0 || (profile !== "host" && profile !== "device")) return null;
    const [lines, debug] = [values["no-lines"] !== true, values.debug === true];
    return { profile, out, exe, debug, reports, nativeHeader: values["native-header"] ?? null, lines, entries: positionals };
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
  const result = compile(command.entries, { profile, root: process.cwd(), emit: { lines, nativeHeader } });
  const { diagnostics } = result;
  for (const diagnostic of diagnostics) process.stderr.write(`${renderDiagnostic(diagnostic)}\n\n`);
  if (diagnostics.length > 0) {
    process.stderr.write(`${diagnostics.length} ${diagnostics.length === 1 ? "error" : "errors"}\n`);
    return 1;
  }
  if (command.out !== null) writeFiles(command.out, result.files);
  writeReports(command.reports, result);
  const complaint = command.exe === null ? null : buildExecutable(result.files, command.exe, command.debug);
  if (complaint !== null) process.stderr.write(`${complaint}\n`);
  return complaint === null ? 0 : 1;
}

function writeReports(wanted: Reports, result: CompileResult): void {
  const memory = wanted.memory ? result.explainMemory() : null;
  const unsafe = wanted.unsafe && result.program !== null ? unsafeFields(result.program) : null;
  if (wanted.json && (memory !== null || unsafe !== null)) {
    process.stdout.write(
      `${JSON.stringify({ ...(memory === null ? {} : { memory }), ...(unsafe === null ? {} : { unsafe }) }, null, 2)}\n`,
    );
    return;
  }
  if (memory !== null) process.stdout.write(renderMemory(memory));
  if (unsafe !== null) process.stdout.write(renderUnsafe(unsafe));
}

process.exitCode = main(process.argv.slice(2));
