/** Texts within what Node shows: in quotes, and how many columns of a terminal they take. */
import { shortEscape } from "./escapes.js";

/** Node's `maxStringLength`. */
const mostCharacters = 10000;

/** Texts up to this length stay on one line. */
const shortText = 16;

/**
 * The text in quotes, unprintable characters escaped. A long one of several lines is a sum of its lines.
 * @param room columns for it
 */
export function quoted(text: string, room: number, indentation: number): string {
  const more = text.length - mostCharacters;
  const shown = more > 0 ? text.slice(0, mostCharacters) : text;
  const rest = more > 0 ? `... ${more} more character${more > 1 ? "s" : ""}` : "";
  if (shown.length <= shortText || shown.length <= room) return inQuotes(shown) + rest;
  const lines = linesOf(shown).map((line) => inQuotes(line));
  return lines.join(` +\n${" ".repeat(indentation + 2)}`) + rest;
}

/** Each with the line feed that ends it. */
function linesOf(text: string): string[] {
  const lines: string[] = [];
  let start = 0;
  for (let at = text.indexOf("\n"); at >= 0 && at + 1 < text.length; at = text.indexOf("\n", start)) {
    lines.push(text.slice(start, at + 1));
    start = at + 1;
  }
  lines.push(text.slice(start));
  return lines;
}

function inQuotes(text: string): string {
  const quote = quoteFor(text);
  let escaped = "";
  for (const character of text) escaped += escapedCharacter(character, quote);
  return `${quote}${escaped}${quote}`;
}

/** The first of ' \" \` that needs no escape; ' where all do. */
function quoteFor(text: string): string {
  if (!text.includes("'")) return "'";
  if (!text.includes('"')) return '"';
  return text.includes("`") || text.includes("${") ? "'" : "`";
}

function escapedCharacter(character: string, quote: string): string {
  const code = character.charCodeAt(0);
  if (character === quote || character === "\\") return quote === "'" || character === "\\" ? `\\${character}` : character;
  if (code >= 0x20 && code < 0x7f) return character;
  if (code < 0xa0) return controlText(code);
  const isLoneSurrogate = character.length === 1 && code >= 0xd800 && code <= 0xdfff;
  return isLoneSurrogate ? `\\u${code.toString(16)}` : character;
}

function controlText(code: number): string {
  const short = shortEscape(code);
  return short === "" ? `\\x${code.toString(16).toUpperCase().padStart(2, "0")}` : short;
}

/** Code points that take two columns: first and last of each range (Unicode's East Asian Width W and F). */
const wide: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0x33ff],
  [0x3400, 0x4dbf],
  [0x4e00, 0xa4cf],
  [0xa960, 0xa97c],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff01, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f300, 0x1f64f],
  [0x1f680, 0x1f6ff],
  [0x1f900, 0x1f9ff],
  [0x20000, 0x3fffd],
];

/** ... and none: marks that combine with what is before them. */
const none: readonly (readonly [number, number])[] = [
  [0x300, 0x36f],
  [0x200b, 0x200f],
  [0x20d0, 0x20ff],
  [0xfe00, 0xfe0f],
  [0xfe20, 0xfe2f],
];

/** Columns that the text takes on a terminal. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text) columns += columnsOfCodePoint(character.codePointAt(0)!);
  return columns;
}

function columnsOfCodePoint(code: number): number {
  if (code < 0x20) return 0;
  if (code < 0x300) return 1;
  if (isIn(none, code)) return 0;
  return isIn(wide, code) ? 2 : 1;
}

function isIn(ranges: readonly (readonly [number, number])[], code: number): boolean {
  return ranges.some(([first, last]) => code >= first && code <= last);
}
