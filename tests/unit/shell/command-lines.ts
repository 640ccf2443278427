/** Command lines made from the command tree: right ones, and ones with one thing wrong that the shell must find. */
import fc from "fast-check";
import type { ArgumentSpec, Command, OptionSpec } from "../../../src/shell/command.js";
import { Repeat, WordKind } from "../../../src/shell/command.js";
import { commandTree } from "../../../src/shell/commands/index.js";

/** A command that does something, and its names from the root on. */
interface Leaf {
  readonly names: readonly string[];
  readonly command: Command;
}

function leavesOf(command: Command, names: readonly string[]): Leaf[] {
  const below = command.children.flatMap((child) => leavesOf(child, [...names, child.name]));
  return command.action === null ? below : [{ names, command }, ...below];
}

const leaves = commandTree.children.flatMap((child) => leavesOf(child, [child.name]));

/** A word that the kind takes. VM 0 is there, and so are the files of the tests' bundle. */
function goodWord(kind: WordKind, choices: readonly string[]): fc.Arbitrary<string> {
  switch (kind) {
    case WordKind.Vm:
      return fc.constantFrom("0", "linux");
    case WordKind.Path:
      return fc.constantFrom("/now", "guests", "new");
    case WordKind.Directory:
      return fc.constant("/guests");
    case WordKind.Number:
      return fc.constantFrom("0", "7", "0x10");
    case WordKind.Choice:
      return fc.constantFrom(...choices);
    case WordKind.Command:
      return fc.constant("vm");
    case WordKind.Text:
      return fc.constantFrom("text", "'two words'", "ä");
  }
}

const takesMany = (argument: ArgumentSpec): boolean => argument.repeat === Repeat.OneOrMore || argument.repeat === Repeat.Any;

function goodArguments(argument: ArgumentSpec): fc.Arbitrary<string[]> {
  const word = goodWord(argument.kind, argument.choices);
  // Commands on several paths need two of them, and a command's name has no second word that is sure to be one.
  if (argument.kind === WordKind.Command) return fc.array(word, { maxLength: 1 });
  if (takesMany(argument)) return fc.array(word, { minLength: 2, maxLength: 4 });
  return argument.repeat === Repeat.Optional ? fc.array(word, { maxLength: 1 }) : fc.array(word, { minLength: 1, maxLength: 1 });
}

/** An option in one of the ways to write it, as the words that belong together. */
function goodOption(option: OptionSpec): fc.Arbitrary<string[]> {
  const short = option.short === "" ? [] : [`-${option.short}`];
  const names = [`--${option.name}`, ...short];
  if (option.valueName === "") return fc.constantFrom(...names.map((name) => [name]));
  return goodWord(option.kind, option.choices).chain((value) =>
    fc.constantFrom([`--${option.name}=${value}`], ...names.map((name) => [name, value])),
  );
}

interface Line {
  readonly leaf: Leaf;
  /** Options with their values, and arguments, in any order. */
  readonly units: readonly (readonly string[])[];
}

function goodLine(leaf: Leaf): fc.Arbitrary<Line> {
  const { positionals, options, optionsFirst } = leaf.command;
  const words = fc.tuple(...positionals.map(goodArguments)).map((all) => all.flat().map((word) => [word]));
  const given = options.length === 0 ? fc.constant([]) : fc.subarray([...options]).chain((some) => fc.tuple(...some.map(goodOption)));
  return fc.tuple(words, given, fc.nat(1000)).map(([args, opts, place]) => {
    const units: string[][] = [...args];
    opts.forEach((one, i) => units.splice(optionsFirst ? 0 : (place + 7 * i) % (units.length + 1), 0, one));
    return { leaf, units };
  });
}

const textOf = (line: Line): string => [...line.leaf.names, ...line.units.flat()].join(" ");

/** Lines that say what their command needs. */
export const goodLines: fc.Arbitrary<string> = fc
  .constantFrom(...leaves)
  .chain(goodLine)
  .map(textOf);

/** What a line with a mistake must be answered with. */
export interface BrokenLine {
  readonly line: string;
  readonly answer: RegExp;
}

/** Puts `words` somewhere between the others, before all where options must come first. */
function withWords(line: Line, place: number, ...words: string[]): string {
  const units = [...line.units];
  units.splice(line.leaf.command.optionsFirst ? 0 : place % (units.length + 1), 0, words);
  return textOf({ leaf: line.leaf, units });
}

const wrongUse = /^✗ [\s\S]*^Usage: /m;

type Mistake = (line: Line, place: number) => BrokenLine | null;

const option = (line: Line, place: number, fits: (one: OptionSpec) => boolean): OptionSpec | null => {
  const fitting = line.leaf.command.options.filter(fits);
  return fitting[place % Math.max(1, fitting.length)] ?? null;
};

const broken = (line: string, answer: RegExp): BrokenLine => ({ line, answer });

/** Each makes its mistake in a right line; null where the command cannot have it. */
const mistakes: readonly Mistake[] = [
  (line, place) => broken(withWords(line, place, "--no-such-option"), wrongUse),
  (line, place) => broken(withWords(line, place, "-Z"), wrongUse),
  (line, place) => {
    const flag = option(line, place, (one) => one.valueName === "");
    return flag === null ? null : broken(withWords(line, place, `--${flag.name}=yes`), wrongUse);
  },
  (line, place) => {
    const known = option(line, place, (one) => one.name.length > 4);
    if (known === null) return null;
    const slip = known.name.slice(0, 2) + known.name.slice(3);
    return broken(withWords(line, place, `--${slip}`), new RegExp(`${wrongUse.source}[\\s\\S]*Did you mean '--${known.name}'`, "m"));
  },
  (line, place) => {
    const valued = option(line, place, (one) => one.valueName !== "");
    return valued === null ? null : broken(`${textOf(line)} --${valued.name}`, wrongUse);
  },
  (line, place) => {
    const number = option(line, place, (one) => one.kind === WordKind.Number);
    return number === null ? null : broken(withWords(line, place, `--${number.name}`, "-1"), wrongUse);
  },
  (line, place) => {
    const choice = option(line, place, (one) => one.kind === WordKind.Choice);
    return choice === null ? null : broken(withWords(line, place, `--${choice.name}`, "nonsense"), wrongUse);
  },
  ({ leaf }) => {
    const needed = leaf.command.positionals.some((one) => one.repeat === Repeat.One || one.repeat === Repeat.OneOrMore);
    return needed ? broken(leaf.names.join(" "), wrongUse) : null;
  },
  (line) => {
    const { positionals, children } = line.leaf.command;
    if (positionals.some(takesMany) || children.length > 0) return null;
    return broken(`${textOf(line)} ${Array.from({ length: positionals.length + 1 }, () => "0").join(" ")}`, /^✗ /m);
  },
  (line) => broken(`${textOf(line)} 'no end`, /^✗ a quote is not closed$/m),
  (line) => broken(`${textOf(line)} "no end`, /^✗ a quote is not closed$/m),
  (line) => broken(`${textOf(line)} \\`, /^✗ nothing follows the backslash$/m),
  (line) => broken(`${textOf(line)} >`, /^✗ the name of a file must follow >/m),
  ({ leaf }, place) => {
    const name = leaf.names.at(-1)!;
    if (name.length < 4) return null;
    const slip = name.slice(0, 1 + (place % (name.length - 1))) + name.slice(2 + (place % (name.length - 1)));
    const words = [...leaf.names.slice(0, -1), slip];
    return broken(words.join(" "), /^✗ unknown command [\s\S]*^ℹ Did you mean/m);
  },
];

/** A line in which one thing is wrong. */
export const brokenLines: fc.Arbitrary<BrokenLine> = fc
  .tuple(fc.constantFrom(...leaves).chain(goodLine), fc.nat(mistakes.length - 1), fc.nat(1000))
  .map(([line, mistake, place]) => mistakes[mistake]!(line, place))
  .filter((one) => one !== null);
