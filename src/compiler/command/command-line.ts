/** What the words of the command `compile` mean. */
import { parseArgs } from "node:util";
import type { Profile } from "../hir/nodes.js";
import { compileOptions, optionLines } from "./options.js";

export const usage = ["usage: tsvisor compile [OPTIONS] ENTRY...", "", ...optionLines(compileOptions)].join("\n");

/** The words do not go together; the message says which. */
export class WrongWords extends Error {}

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

type OptionName = (typeof compileOptions)[number]["name"];

/** What was given, by the option's name. */
interface Words {
  readonly entries: readonly string[];
  text(name: OptionName): string | null;
  flag(name: OptionName): boolean;
}

/** @throws WrongWords */
function read(args: readonly string[]): Words {
  const options = Object.fromEntries(
    compileOptions.map((option) => [option.name, { type: "value" in option ? "string" : "boolean" } as const]),
  );
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    return {
      entries: positionals,
      text(name) {
        const value = values[name];
        return typeof value === "string" ? value : null;
      },
      flag: (name) => values[name] === true,
    };
  } catch (error) {
    throw new WrongWords(error instanceof Error ? error.message : String(error));
  }
}

/** @throws WrongWords */
export function parseCommandLine(args: readonly string[]): CommandLine {
  const words = read(args);
  const command: CommandLine = {
    profile: profileOf(words.text("profile") ?? "host"),
    out: words.text("out"),
    exe: words.text("exe"),
    debug: words.flag("debug"),
    reports: { memory: words.flag("explain-memory"), unsafe: words.flag("list-unsafe"), json: words.flag("json") },
    nativeHeader: words.text("native-header"),
    lines: !words.flag("no-lines"),
    timings: words.flag("timings") || process.env["TSVISOR_TIMINGS"] === "1",
    watch: words.flag("watch"),
    then: words.text("then"),
    entries: words.entries,
  };
  const wrong = rules.find(({ broken }) => broken(command));
  if (wrong !== undefined) throw new WrongWords(wrong.message);
  return command;
}

/** @throws WrongWords */
function profileOf(text: string): Profile {
  if (text === "host" || text === "device") return text;
  throw new WrongWords(`--profile is host or device, not '${text}'`);
}

function wantsReport({ reports }: CommandLine): boolean {
  return reports.memory || reports.unsafe;
}

/** Which options need others. */
const rules: readonly { readonly message: string; broken(command: CommandLine): boolean }[] = [
  { message: "name a TypeScript file", broken: ({ entries }) => entries.length === 0 },
  {
    message: "say what to make: --out DIR, --exe PROGRAM, --explain-memory, --list-unsafe or --timings",
    broken: (command) => command.out === null && command.exe === null && !wantsReport(command) && !command.timings,
  },
  { message: "--json needs --explain-memory or --list-unsafe", broken: (command) => command.reports.json && !wantsReport(command) },
  { message: "--watch needs --out", broken: ({ watch, out }) => watch && out === null },
  { message: "--watch gives no reports", broken: (command) => command.watch && wantsReport(command) },
  { message: "--then needs --watch", broken: ({ watch, then }) => then !== null && !watch },
];
