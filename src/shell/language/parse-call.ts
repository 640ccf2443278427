/** Words to a call: finds the command, sorts options from arguments, checks both against the declaration. */
import { nearest } from "../../config/nearest.js";
import { parseInteger } from "../../std/index.js";
import type { u32 } from "../../std/index.js";
import { Call } from "../call.js";
import type { ArgumentSpec, Command, OptionSpec } from "../command.js";
import { Repeat, WordKind } from "../command.js";
import type { ShellContext } from "../shell-context.js";
import type { ShellOutput } from "../shell-output.js";
import { pathText, usageLine } from "./help-text.js";
import { UsageError } from "./usage-error.js";

/** UTF-16 units of a word that a message repeats. */
const mostQuoted: u32 = 60;

/** A command and the words that are left for it. */
export interface FoundCommand {
  /** From the root's child to the command itself: one at least. */
  readonly path: readonly Command[];
  readonly rest: readonly string[];
}

/**
 * Follows the words (one at least) down the tree as far as they are names; what follows a command that does something itself may be
 * its argument. @throws UsageError for a name that no command has
 */
export function findCommand(root: Command, words: readonly string[]): FoundCommand {
  const path: Command[] = [];
  let parent = root;
  let at: u32 = 0;
  while (at < words.length && parent.children.length > 0 && (at === 0 || !words[at]!.startsWith("-"))) {
    const child = parent.child(words[at]!);
    if (child === null && parent.action !== null) break;
    if (child === null) throw unknownCommand(parent, path, words[at]!);
    path.push(child);
    parent = child;
    at++;
  }
  return { path, rest: words.slice(at) };
}

function unknownCommand(parent: Command, path: readonly Command[], word: string): UsageError {
  const near = nearest(
    word,
    parent.children.map((child) => child.name),
  );
  const before = path.length === 0 ? "" : `${pathText(path)} `;
  const where = path.length === 0 ? "'help' lists all commands." : `'${before}--help' lists its commands.`;
  const hint = near === null ? where : `Did you mean '${before}${near}'?`;
  return new UsageError(`unknown command '${before}${shortened(word)}'`, "", hint);
}

/** A word as messages quote it. */
function shortened(word: string): string {
  return word.length <= mostQuoted ? word : `${word.slice(0, mostQuoted)}…`;
}

/** Asked for help instead of the command itself. */
export function wantsHelp(found: FoundCommand): boolean {
  const command = found.path[found.path.length - 1]!;
  for (let i: u32 = 0; i < found.rest.length; i++) {
    const word = found.rest[i]!;
    if (word === "--") return false;
    if (word === "--help" || word === "-h") return true;
    if (command.optionsFirst && !word.startsWith("-")) return false;
    if (takesNextWord(command, word)) i++;
  }
  return false;
}

function takesNextWord(command: Command, word: string): boolean {
  if (!word.startsWith("-") || word.includes("=")) return false;
  const option = word.startsWith("--") ? command.longOption(word.slice(2)) : command.shortOption(word.charAt(word.length - 1));
  return option !== null && option.valueName !== "";
}

/** @throws UsageError */
export function parseCall(found: FoundCommand, shell: ShellContext, out: ShellOutput): Call {
  const parser = new CallParser(found, shell, out);
  parser.run();
  return parser.call;
}

class CallParser {
  readonly call: Call;
  private readonly command: Command;
  private readonly words: readonly string[];
  private readonly free: string[] = [];
  private at: u32 = 0;

  constructor(
    private readonly found: FoundCommand,
    shell: ShellContext,
    out: ShellOutput,
  ) {
    this.command = found.path[found.path.length - 1]!;
    this.words = found.rest;
    this.call = new Call(this.command, shell, out);
  }

  run(): void {
    let optionsEnded = false;
    while (this.at < this.words.length) {
      const word = this.words[this.at]!;
      this.at++;
      if (optionsEnded || !word.startsWith("-") || word === "-") {
        this.free.push(word);
        optionsEnded = optionsEnded || this.command.optionsFirst;
      } else if (word === "--") optionsEnded = true;
      else if (word.startsWith("--")) this.takeLong(word);
      else this.takeShort(word);
    }
    this.assignArguments();
    for (const option of this.command.options) this.checkGiven(option);
  }

  private checkGiven(option: OptionSpec): void {
    if (option.required !== true || this.call.has(option.name)) return;
    throw this.fail(`missing --${option.name} ${option.valueName}: ${option.summary}`);
  }

  /** `--name`, `--name value`, `--name=value`. */
  private takeLong(word: string): void {
    const equals = word.indexOf("=");
    const name = equals < 0 ? word.slice(2) : word.slice(2, equals);
    const option = this.command.longOption(name);
    if (option === null) throw this.unknownOption(`--${name}`);
    if (option.valueName === "" && equals >= 0) throw this.fail(`option --${name} takes no value`);
    this.addOption(option, `--${name}`, equals < 0 ? null : word.slice(equals + 1));
  }

  /** `-x`, `-x value`, `-xvalue`, and flags together as in `-xyz`. */
  private takeShort(word: string): void {
    for (let i: u32 = 1; i < word.length; i++) {
      const letter = word.charAt(i);
      const option = this.command.shortOption(letter);
      if (option === null) throw this.unknownOption(`-${letter}`);
      const rest = word.slice(i + 1);
      const takesRest = option.valueName !== "" && rest !== "";
      this.addOption(option, `-${letter}`, takesRest ? rest : null);
      if (takesRest) return;
    }
  }

  /** @param typed as the user wrote it @param value the one that was joined to it */
  private addOption(option: OptionSpec, typed: string, value: string | null): void {
    if (option.valueName === "") return this.call.addOption(option.name, "");
    const given = value ?? this.takeValue(option, typed);
    this.checkWord(`option ${typed}`, option.kind, option.choices, given);
    this.call.addOption(option.name, given);
  }

  private takeValue(option: OptionSpec, typed: string): string {
    if (this.at >= this.words.length) throw this.fail(`option ${typed} needs a value: ${typed} ${option.valueName}`);
    const value = this.words[this.at]!;
    this.at++;
    return value;
  }

  /** Arguments that take several words stand last in a declaration. */
  private assignArguments(): void {
    let next: u32 = 0;
    for (const argument of this.command.positionals) {
      const last = argument.repeat === Repeat.OneOrMore || argument.repeat === Repeat.Any ? this.free.length : next + 1;
      if (next >= this.free.length && needsWord(argument)) throw this.fail(`missing ${argument.name.toUpperCase()}: ${argument.summary}`);
      for (; next < last && next < this.free.length; next++) this.addArgument(argument, this.free[next]!);
    }
    if (next < this.free.length) throw this.fail(`'${this.free[next]!}' is one argument too many`);
  }

  private addArgument(argument: ArgumentSpec, word: string): void {
    this.checkWord(argument.name.toUpperCase(), argument.kind, argument.choices, word);
    this.call.addArgument(argument.name, word);
  }

  private checkWord(what: string, kind: WordKind, choices: readonly string[], word: string): void {
    if (kind === WordKind.Number && parseInteger(word) === null) throw this.fail(`${what}: expected a number, found '${word}'`);
    if (kind !== WordKind.Choice || choices.includes(word)) return;
    const near = nearest(word, choices);
    const hint = near === null ? "" : `Did you mean '${near}'?`;
    throw new UsageError(`${what}: expected ${choices.join(" or ")}, found '${word}'`, usageLine(this.found.path), hint);
  }

  private unknownOption(typed: string): UsageError {
    const known = this.command.options.map((option) => `--${option.name}`);
    const near = typed.startsWith("--") ? nearest(typed, [...known, "--help"]) : null;
    const hint = near === null ? "" : `Did you mean '${near}'?`;
    return new UsageError(`unknown option ${typed}`, usageLine(this.found.path), hint);
  }

  private fail(message: string): UsageError {
    return new UsageError(message, usageLine(this.found.path), "");
  }
}

function needsWord(argument: ArgumentSpec): boolean {
  return argument.repeat === Repeat.One || argument.repeat === Repeat.OneOrMore;
}
