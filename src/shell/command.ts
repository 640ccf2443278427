/** What a command is: its name, options, arguments, subcommands and what it does. Help, parsing and completion follow from it. */
import type { Call } from "./call.js";

/** What a word means; decides how it is checked and completed. */
export enum WordKind {
  Text = 0,
  /** Id or name of a VM. */
  Vm = 1,
  /** Path of a file or directory. */
  Path = 2,
  /** Path of a directory. */
  Directory = 3,
  /** Integer from 0 up. */
  Number = 4,
  /** One of `choices`. */
  Choice = 5,
  /** Name of a command. */
  Command = 6,
}

/** How many words an argument takes. */
export enum Repeat {
  One = 0,
  Optional = 1,
  OneOrMore = 2,
  Any = 3,
}

/** What its words may be, and how help calls it. `choices` are for WordKind.Choice alone. */
export interface ArgumentSpec {
  readonly name: string;
  readonly summary: string;
  readonly kind: WordKind;
  readonly repeat: Repeat;
  readonly choices: readonly string[];
}

/** `choices` are for WordKind.Choice alone. */
export interface OptionSpec {
  /** Without dashes. */
  readonly name: string;
  /** One letter, or "" for none. */
  readonly short: string;
  readonly summary: string;
  /** What help calls its value; "" for a flag, which takes none. */
  readonly valueName: string;
  readonly kind: WordKind;
  readonly choices: readonly string[];
  /** The command does not work without it. */
  readonly required?: boolean;
}

/** What a command does. What a person can mend it throws: UsageError, VmError and FileError become messages. */
export type Action = (call: Call) => void;

/** Built step by step: `command("stop", "…").argument(…).flag(…).run(…)`. */
export class Command {
  readonly aliases: string[] = [];
  readonly options: OptionSpec[] = [];
  readonly positionals: ArgumentSpec[] = [];
  readonly children: Command[] = [];
  readonly notes: string[] = [];
  /** Behind its first argument every word is an argument, dashes or not. */
  optionsFirst = false;
  action: Action | null = null;

  constructor(
    readonly name: string,
    readonly summary: string,
  ) {}

  /** Another name, not shown in lists. */
  alias(name: string): Command {
    this.aliases.push(name);
    return this;
  }

  /** @param short one letter, or "" for none */
  flag(name: string, short: string, summary: string): Command {
    this.options.push({ name, short, summary, valueName: "", kind: WordKind.Text, choices: [] });
    return this;
  }

  /** An option with a value. */
  option(spec: OptionSpec): Command {
    this.options.push(spec);
    return this;
  }

  /** They are typed in the order of these calls. */
  argument(spec: ArgumentSpec): Command {
    this.positionals.push(spec);
    return this;
  }

  subcommand(child: Command): Command {
    this.children.push(child);
    return this;
  }

  /** A paragraph at the end of its help. */
  note(text: string): Command {
    this.notes.push(text);
    return this;
  }

  /** Options stand before the arguments; behind the first of those a dash means nothing. */
  withOptionsFirst(): Command {
    this.optionsFirst = true;
    return this;
  }

  /** A command without it has subcommands alone: by itself it shows its help. */
  run(action: Action): Command {
    this.action = action;
    return this;
  }

  /** The subcommand of that name or alias. */
  child(name: string): Command | null {
    for (const child of this.children) if (child.name === name || child.aliases.includes(name)) return child;
    return null;
  }

  /** The option of that long name. */
  longOption(name: string): OptionSpec | null {
    return this.options.find((option) => option.name === name) ?? null;
  }

  /** The option of that letter. */
  shortOption(letter: string): OptionSpec | null {
    return this.options.find((option) => option.short !== "" && option.short === letter) ?? null;
  }
}

export function command(name: string, summary: string): Command {
  return new Command(name, summary);
}

/** A VM by id or name. */
export function vmArgument(name: string, repeat: Repeat): ArgumentSpec {
  return { name, summary: "id or name of a VM", kind: WordKind.Vm, repeat, choices: [] };
}

export function pathArgument(name: string, summary: string, repeat: Repeat): ArgumentSpec {
  return { name, summary, kind: WordKind.Path, repeat, choices: [] };
}
