/** What can stand at the cursor: commands, options, values, VMs, paths. */
import type { u32 } from "../../std/index.js";
import type { ArgumentSpec, Command, OptionSpec } from "../command.js";
import { Repeat, WordKind } from "../command.js";
import type { Candidate, Completion } from "../editor/completer.js";
import type { ShellContext } from "../shell-context.js";
import { completePath } from "./complete-path.js";
import { quoteWord, splitWords } from "./words.js";

/** @param before text from the start of the line to the cursor */
export function completeLine(before: string, shell: ShellContext): Completion {
  const { words, redirection } = splitWords(before);
  if (redirection !== null) {
    const target = redirection.target;
    if (target === null) return { start: before.length, candidates: completePath("", shell, false) };
    if (target.end === before.length) return { start: target.start, candidates: completePath(target.text, shell, false) };
  }
  const last = words.at(-1);
  const inWord = last !== undefined && last.end === before.length;
  const finished = words.slice(0, inWord ? words.length - 1 : words.length).map((word) => word.text);
  const start: u32 = inWord ? last.start : before.length;
  return { start, candidates: candidatesFor(inWord ? last.text : "", finished, shell) };
}

function candidatesFor(word: string, finished: readonly string[], shell: ShellContext): Candidate[] {
  const place = placeOf(finished, shell.root);
  const expected = place.pendingOption;
  if (expected !== null) return valuesOf(expected.kind, expected.choices, word, place, shell);
  if (!place.optionsEnded && word.startsWith("--") && word.includes("=")) return joinedValues(word, place, shell);
  if (!place.optionsEnded && word.startsWith("-")) return wordsOf(optionNames(place.command), word);
  if (place.atCommandName) return wordsOf(namesOf(place.command), word);
  const argument = argumentAt(place.command, place.free.length);
  return argument === null ? [] : valuesOf(argument.kind, argument.choices, word, place, shell);
}

/** Where in the command's syntax the finished words lead. */
interface Place {
  readonly command: Command;
  /** A subcommand's name comes next. */
  readonly atCommandName: boolean;
  /** The option whose value comes next. */
  readonly pendingOption: OptionSpec | null;
  readonly optionsEnded: boolean;
  /** Arguments so far. */
  readonly free: readonly string[];
}

function placeOf(finished: readonly string[], root: Command): Place {
  let command = root;
  let pendingOption: OptionSpec | null = null;
  let optionsEnded = false;
  const free: string[] = [];
  for (const word of finished) {
    const child = free.length === 0 && pendingOption === null ? command.child(word) : null;
    if (pendingOption !== null) pendingOption = null;
    else if (child !== null) command = child;
    else if (optionsEnded || !word.startsWith("-")) free.push(word);
    else if (word === "--") optionsEnded = true;
    else pendingOption = optionBefore(command, word);
  }
  return { command, atCommandName: command.children.length > 0 && free.length === 0, pendingOption, optionsEnded, free };
}

/** The option in `word` where its value is the next word. */
function optionBefore(command: Command, word: string): OptionSpec | null {
  if (word.includes("=")) return null;
  const option = word.startsWith("--") ? command.longOption(word.slice(2)) : command.shortOption(word.charAt(word.length - 1));
  return option === null || option.valueName === "" ? null : option;
}

function argumentAt(command: Command, index: u32): ArgumentSpec | null {
  const argument = command.positionals.at(index) ?? command.positionals.at(-1) ?? null;
  if (argument === null || index < command.positionals.length) return argument;
  return argument.repeat === Repeat.OneOrMore || argument.repeat === Repeat.Any ? argument : null;
}

function namesOf(command: Command): string[] {
  return command.children.map((child) => child.name);
}

function optionNames(command: Command): string[] {
  return [...command.options.map((option) => `--${option.name}`), "--help"];
}

/** `--format=j`: the value behind the equals sign. */
function joinedValues(word: string, place: Place, shell: ShellContext): Candidate[] {
  const equals = word.indexOf("=");
  const option = place.command.longOption(word.slice(2, equals));
  if (option === null || option.valueName === "") return [];
  const before = word.slice(0, equals + 1);
  const values = valuesOf(option.kind, option.choices, word.slice(equals + 1), place, shell);
  return values.map((value): Candidate => ({ text: before + value.text, label: value.label, complete: value.complete }));
}

function valuesOf(kind: WordKind, choices: readonly string[], word: string, place: Place, shell: ShellContext): Candidate[] {
  switch (kind) {
    case WordKind.Choice:
      return wordsOf(choices, word);
    case WordKind.Vm:
      return wordsOf(vmWords(shell), word);
    case WordKind.Path:
      return completePath(word, shell, false);
    case WordKind.Directory:
      return completePath(word, shell, true);
    case WordKind.Command:
      return wordsOf(namesOf(placeOf(place.free, shell.root).command), word);
    case WordKind.Text:
    case WordKind.Number:
      return [];
  }
}

function vmWords(shell: ShellContext): string[] {
  const vms = shell.vms.list();
  return [...vms.map((vm) => String(vm.id)), ...vms.map((vm) => vm.name)];
}

function wordsOf(all: readonly string[], word: string): Candidate[] {
  const fitting = all.filter((one) => one.startsWith(word));
  return fitting.map((one): Candidate => ({ text: quoteWord(one), label: one, complete: true }));
}
