/**
 * Values as Node's `console.log` shows them (`util.inspect` with its defaults): on one line while that is short enough, then a line for
 * each entry, and many short elements in columns.
 */
import { inColumns } from "./inspect-columns.js";
import { quoted } from "./inspect-text.js";
import { ShownWords } from "./shown-words.js";

/** Columns that a line may have: Node's `breakLength`. */
const breakLength = 80;

/** How many levels of objects share a line: Node's `compact`. */
const levelsOnLine = 3;

/** Elements from which on an array is shown in columns. */
const columnsFrom = 7;

/** What is known while a value is shown. */
class Inspection {
  indentation = 0;
  /** Depth of the object that was begun last. */
  depth = 0;
  /** Numbers of the objects that contain themselves, by their id. */
  readonly circular = new Map<string, number>();

  constructor(readonly words: ShownWords) {}
}

/** An object's entries and what is around them. */
class Entries {
  readonly list: string[] = [];
  /** The last entry says how many there are more. */
  hasMore = false;

  constructor(
    readonly kind: string,
    readonly name: string,
  ) {}

  get opening(): string {
    const brace = this.kind === "{" ? "{" : "[";
    return this.name === "" ? brace : `${this.name} ${brace}`;
  }

  get closing(): string {
    return this.kind === "{" ? "}" : "]";
  }
}

/** What `console.log` shows of the value with these words: a text by itself is as it is. */
export function inspectedWords(words: readonly string[]): string {
  return words[0] === "'" ? words[1]! : valueText(new Inspection(new ShownWords(words)), 0);
}

function valueText(state: Inspection, depth: number): string {
  const { words } = state;
  const kind = words.next();
  switch (kind) {
    case "=":
      return words.next();
    case "'":
      return quoted(words.next(), breakLength - state.indentation - 4, state.indentation);
    case "*":
      return circularMark(state, words.next());
    default:
      return objectText(state, kind, depth + 1);
  }
}

function circularMark(state: Inspection, id: string): string {
  const number = state.circular.get(id) ?? state.circular.size + 1;
  state.circular.set(id, number);
  return `[Circular *${number}]`;
}

function objectText(state: Inspection, kind: string, depth: number): string {
  const { words } = state;
  const entries = new Entries(kind, words.next());
  const id = words.next();
  if (words.peek() === "]") {
    words.next();
    return `${entries.opening}${entries.closing}`;
  }
  state.depth = depth;
  while (words.peek() !== "]") addEntry(entries, state, depth);
  words.next();
  const number = state.circular.get(id) ?? 0;
  return laidOut(entries, number === 0 ? "" : `<ref *${number}>`, state, depth);
}

function addEntry(entries: Entries, state: Inspection, depth: number): void {
  const { words } = state;
  switch (words.peek()) {
    case ":": {
      words.next();
      const key = words.next();
      entries.list.push(`${keyText(key)}: ${indented(state, depth)}`);
      return;
    }
    case ">": {
      words.next();
      const key = indented(state, depth);
      entries.list.push(`${key} => ${indented(state, depth)}`);
      return;
    }
    case "+":
      words.next();
      entries.list.push(words.next());
      entries.hasMore = true;
      return;
    default:
      entries.list.push(indented(state, depth));
  }
}

function indented(state: Inspection, depth: number): string {
  state.indentation += 2;
  const text = valueText(state, depth);
  state.indentation -= 2;
  return text;
}

/** An identifier stands as it is. */
function keyText(key: string): string {
  for (let i = 0; i < key.length; i++) if (!isWordCharacter(key.charCodeAt(i), i > 0)) return quoted(key, breakLength, 0);
  return key.length > 0 ? key : "''";
}

function isWordCharacter(code: number, mayBeDigit: boolean): boolean {
  const letter = code | 0x20;
  return (letter >= 0x61 && letter <= 0x7a) || code === 0x5f || (mayBeDigit && code >= 0x30 && code <= 0x39);
}

/** @param mark what stands before the braces, without a space; "" for nothing */
function laidOut(entries: Entries, mark: string, state: Inspection, depth: number): string {
  const { list, opening, closing } = entries;
  const isArray = entries.kind !== "{";
  const lines = isArray && list.length >= columnsFrom ? inColumns(list, entries.hasMore, entries.kind === "#", state.indentation) : list;
  const before = mark === "" ? opening : `${mark} ${opening}`;
  if (state.depth - depth < levelsOnLine && lines.length === list.length) {
    const start = lines.length + state.indentation + opening.length + mark.length + 10;
    if (fitsLine(lines, start)) {
      const joined = lines.join(", ");
      if (!joined.includes("\n")) return `${before} ${joined} ${closing}`;
    }
  }
  const margin = `\n${" ".repeat(state.indentation)}`;
  return `${before}${margin}  ${lines.join(`,${margin}  `)}${margin}${closing}`;
}

/** @param start columns that are taken by what is around the entries */
function fitsLine(entries: readonly string[], start: number): boolean {
  let total = entries.length + start;
  if (total + entries.length > breakLength) return false;
  for (const entry of entries) total += entry.length;
  return total <= breakLength;
}
