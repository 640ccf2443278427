import type { Command } from "./command.js";
import type { ShellContext } from "./shell-context.js";
import type { ShellOutput } from "./shell-output.js";

/** One use of a command: what was typed, checked against the declaration, and what the command may use. */
export class Call {
  private readonly values = new Map<string, string[]>();
  private readonly words = new Map<string, string[]>();

  constructor(
    readonly command: Command,
    readonly shell: ShellContext,
    readonly out: ShellOutput,
  ) {}

  /** Notes an option; a flag with the value "". */
  addOption(name: string, value: string): void {
    append(this.values, name, value);
  }

  addArgument(name: string, word: string): void {
    append(this.words, name, word);
  }

  /** The option or flag was given. */
  has(option: string): boolean {
    return this.values.has(option);
  }

  /** Value of an option, the last where it was repeated; null when it was not given. */
  option(name: string): string | null {
    return this.values.get(name)?.at(-1) ?? null;
  }

  /** All values of a repeated option, in order. */
  optionValues(name: string): readonly string[] {
    return this.values.get(name) ?? [];
  }

  /** The word of an argument that takes one; "" when an optional one is missing. */
  argument(name: string): string {
    return this.words.get(name)?.at(0) ?? "";
  }

  /** All words of an argument. */
  arguments(name: string): readonly string[] {
    return this.words.get(name) ?? [];
  }
}

function append(lists: Map<string, string[]>, name: string, value: string): void {
  const list = lists.get(name);
  if (list === undefined) lists.set(name, [value]);
  else list.push(value);
}
