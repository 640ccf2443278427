/** Help, made from the declarations. */
import type { ArgumentSpec, Command, OptionSpec } from "../command.js";
import { Repeat } from "../command.js";
import type { u32 } from "../../std/index.js";

/** Names from the root to a command: `vm start`. */
export function pathText(path: readonly Command[]): string {
  return path.map((command) => command.name).join(" ");
}

/** `vm stop [OPTIONS] VM...` */
export function usageLine(path: readonly Command[]): string {
  const command = path[path.length - 1]!;
  let usage = pathText(path);
  if (command.children.length > 0) usage += " COMMAND";
  if (command.options.length > 0) usage += " [OPTIONS]";
  for (const option of command.options) if (option.required === true) usage += ` --${option.name} ${option.valueName}`;
  for (const argument of command.positionals) usage += ` ${argumentText(argument)}`;
  return usage;
}

function argumentText(argument: ArgumentSpec): string {
  const name = argument.name.toUpperCase();
  switch (argument.repeat) {
    case Repeat.One:
      return name;
    case Repeat.Optional:
      return `[${name}]`;
    case Repeat.OneOrMore:
      return `${name}...`;
    case Repeat.Any:
      return `[${name}...]`;
  }
}

/** All that is known of a command, in lines. */
export function commandHelp(path: readonly Command[]): string[] {
  const command = path[path.length - 1]!;
  const lines = [command.summary, "", `Usage: ${usageLine(path)}`];
  if (command.positionals.length > 0) lines.push("", "Arguments:", ...rows(command.positionals.map(argumentRow)));
  if (command.options.length > 0) lines.push("", "Options:", ...rows(optionRows(command)));
  if (command.children.length > 0) {
    lines.push("", "Commands:", ...commandList(command), "", `'${pathText(path)} COMMAND --help' tells more about one of them.`);
  }
  for (const note of command.notes) lines.push("", note);
  return lines;
}

/** One line a subcommand. */
export function commandList(parent: Command): string[] {
  return rows(parent.children.map((child) => new Row([child.name, ...child.aliases].join(", "), child.summary)));
}

class Row {
  constructor(
    readonly name: string,
    readonly summary: string,
  ) {}
}

function argumentRow(argument: ArgumentSpec): Row {
  return new Row(argument.name.toUpperCase(), argument.summary);
}

function optionRows(command: Command): Row[] {
  const options = command.options.map((option) => new Row(optionText(option), optionSummary(option)));
  options.push(new Row("-h, --help", "show this help"));
  return options;
}

function optionText(option: OptionSpec): string {
  const short = option.short === "" ? "    " : `-${option.short}, `;
  return `${short}--${option.name}${option.valueName === "" ? "" : ` ${option.valueName}`}`;
}

function optionSummary(option: OptionSpec): string {
  return option.choices.length === 0 ? option.summary : `${option.summary}: ${option.choices.join(", ")}`;
}

/** Two columns, indented. */
function rows(entries: readonly Row[]): string[] {
  let width: u32 = 0;
  for (const entry of entries) width = Math.max(width, entry.name.length);
  return entries.map((entry) => `  ${entry.name.padEnd(width)}  ${entry.summary}`);
}
