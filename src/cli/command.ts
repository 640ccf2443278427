/** What a subcommand of the host tool is, and how its words become options. */
import { parseArgs } from "node:util";
import { type OptionHelp, optionLines } from "../compiler/command/options.js";

export interface Option extends OptionHelp {
  /** May be given more than once; then its values are in `Parsed.lists`. */
  readonly repeated?: boolean;
}

export interface Command {
  readonly name: string;
  readonly summary: string;
  /** Words after the options, as shown in the usage line; empty: there are none. */
  readonly operands: string;
  readonly options: readonly Option[];
  /** @returns the exit code; throws WrongUse or Failure */
  run(words: readonly string[]): Promise<number>;
}

/** The words do not fit the command's declaration. */
export class WrongUse extends Error {}

/** It could not be done; the message names the place and the remedy. */
export class Failure extends Error {}

/** Options by their long names; which of the three has one follows from its declaration. */
export interface Parsed {
  readonly values: ReadonlyMap<string, string>;
  readonly lists: ReadonlyMap<string, readonly string[]>;
  readonly flags: ReadonlySet<string>;
  readonly operands: readonly string[];
}

/** @throws WrongUse */
export function parseWords({ options, operands }: Command, words: readonly string[]): Parsed {
  const parsed = parse(options, words);
  if (operands === "" && parsed.operands.length > 0) throw new WrongUse(`'${parsed.operands.join(" ")}' is no option`);
  return parsed;
}

/** @throws WrongUse */
function parse(options: readonly Option[], words: readonly string[]): Parsed {
  const declared = Object.fromEntries(options.map((option) => [option.name, { type: typeOf(option), multiple: option.repeated === true }]));
  try {
    const { values, positionals } = parseArgs({ args: [...words], options: declared, allowPositionals: true });
    const entries = Object.entries(values);
    return {
      values: new Map(entries.filter((entry): entry is [string, string] => typeof entry[1] === "string")),
      lists: new Map(entries.filter((entry): entry is [string, string[]] => Array.isArray(entry[1]))),
      flags: new Set(entries.filter(([, value]) => value === true).map(([name]) => name)),
      operands: positionals,
    };
  } catch (error) {
    throw new WrongUse(error instanceof Error ? error.message : String(error));
  }
}

function typeOf(option: Option): "boolean" | "string" {
  return option.value === undefined ? "boolean" : "string";
}

/** A whole number above zero. @throws WrongUse */
export function count(parsed: Parsed, name: string, otherwise: number): number {
  const text = parsed.values.get(name);
  if (text === undefined) return otherwise;
  if (!/^[1-9][0-9]*$/.test(text)) throw new WrongUse(`--${name} takes a number above 0, not '${text}'`);
  return Number(text);
}

export function usageOf({ name, summary, operands, options }: Command): string {
  const first = ["usage: tsvisor", name, options.length > 0 ? "[OPTIONS]" : "", operands].filter((word) => word !== "").join(" ");
  const lines = options.length > 0 ? ["", ...optionLines(options)] : [];
  return [first, "", summary, ...lines, ""].join("\n");
}
