/** What the words of the command `compile` mean. */
import { parseArgs } from "node:util";
import type { Profile } from "../hir/nodes.js";

export const usage =
  "usage: compile [--profile host|device] [--out DIR] [--exe PROGRAM [--debug]] [--native-header NAME] [--no-lines]\n" +
  "               [--explain-memory] [--list-unsafe] [--json] [--timings] [--watch [--then COMMAND]] ENTRY...";

/** What is told about the program besides. */
export interface Reports {
  readonly memory: boolean;
  readonly unsafe: boolean;
  readonly json: boolean;
}

export interface CommandLine {
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
  /** Says how long each stage took. */
  readonly timings: boolean;
  /** Stays and compiles again when a source changes. */
  readonly watch: boolean;
  /** What the shell runs after each time without errors; null: nothing. */
  readonly then: string | null;
  readonly entries: readonly string[];
}

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
  timings: { type: "boolean" },
  watch: { type: "boolean" },
  then: { type: "string" },
} as const;

/** Null when it cannot be read as one. */
export function parseCommandLine(args: readonly string[]): CommandLine | null {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const { profile = "host", out = null, exe = null } = values;
    const reports = { memory: values["explain-memory"] === true, unsafe: values["list-unsafe"] === true, json: values.json === true };
    const wantsReport = reports.memory || reports.unsafe;
    const timings = values.timings === true || process.env["TSVISOR_TIMINGS"] === "1";
    if ((out === null && exe === null && !wantsReport && !timings) || (reports.json && !wantsReport)) return null;
    const [watch, then] = [values.watch === true, values.then ?? null];
    if ((watch && (out === null || wantsReport)) || (then !== null && !watch)) return null;
    if (positionals.length === 0 || (profile !== "host" && profile !== "device")) return null;
    const [lines, debug] = [values["no-lines"] !== true, values.debug === true];
    const nativeHeader = values["native-header"] ?? null;
    return { profile, out, exe, debug, reports, nativeHeader, lines, timings, watch, then, entries: positionals };
  } catch {
    return null;
  }
}
