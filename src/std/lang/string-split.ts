/** `String.prototype`: cutting at separators and replacing, with strings as patterns (there are no regular expressions). */
import { codeUnitAt, copyUnits, findText, joinStrings } from "./primitives.js";

/** @param limit at most so many parts; JavaScript's default is 2^32 - 1 */
export function stringSplit(s: string, separator: string, limit: number = 0xffff_ffff): string[] {
  const most = limit < 0 ? 0xffff_ffff : limit;
  return separator.length === 0 ? splitUnits(s, most) : splitAt(s, separator, most);
}

function splitUnits(s: string, limit: number): string[] {
  const parts: string[] = [];
  for (let i = 0; i < s.length && i < limit; i++) parts.push(copyUnits(s, i, i + 1));
  return parts;
}

function splitAt(s: string, separator: string, limit: number): string[] {
  const parts: string[] = [];
  let start = 0;
  while (parts.length < limit) {
    const end = findText(s, separator, start);
    if (end < 0) {
      parts.push(copyUnits(s, start, s.length));
      break;
    }
    parts.push(copyUnits(s, start, end));
    start = end + separator.length;
  }
  return parts;
}

/** Replaces the first `pattern`. */
export function stringReplace(s: string, pattern: string, replacement: string): string {
  const at = findText(s, pattern, 0);
  if (at < 0) return s;
  const end = at + pattern.length;
  return copyUnits(s, 0, at) + expand(replacement, s, at, end) + copyUnits(s, end, s.length);
}

/** Replaces every `pattern`; an empty one is found before each unit and at the end. */
export function stringReplaceAll(s: string, pattern: string, replacement: string): string {
  const step = pattern.length === 0 ? 1 : pattern.length;
  const parts: string[] = [];
  let copied = 0;
  let at = findText(s, pattern, 0);
  while (at >= 0) {
    parts.push(copyUnits(s, copied, at));
    parts.push(expand(replacement, s, at, at + pattern.length));
    copied = at + pattern.length;
    at = at + step > s.length ? -1 : findText(s, pattern, at + step);
  }
  parts.push(copyUnits(s, copied, s.length));
  return joinStrings(parts, "");
}

/** `replace` with a function that gives the replacement for the match, its place, and the whole text. */
export function stringReplaceWith(s: string, pattern: string, replacement: (match: string, at: number, whole: string) => string): string {
  const at = findText(s, pattern, 0);
  if (at < 0) return s;
  const end = at + pattern.length;
  return copyUnits(s, 0, at) + replacement(pattern, at, s) + copyUnits(s, end, s.length);
}

/** `replaceAll` with such a function; an empty pattern is found before each unit and at the end. */
export function stringReplaceAllWith(
  s: string,
  pattern: string,
  replacement: (match: string, at: number, whole: string) => string,
): string {
  const step = pattern.length === 0 ? 1 : pattern.length;
  const parts: string[] = [];
  let copied = 0;
  for (let at = findText(s, pattern, 0); at >= 0; at = at + step > s.length ? -1 : findText(s, pattern, at + step)) {
    parts.push(copyUnits(s, copied, at));
    parts.push(replacement(pattern, at, s));
    copied = at + pattern.length;
  }
  parts.push(copyUnits(s, copied, s.length));
  return joinStrings(parts, "");
}

const dollar = 0x24;

/** `replacement` with `$$`, `$&`, `` $` `` and `$'` put in for a match in `s` from `start` to `end`. */
function expand(replacement: string, s: string, start: number, end: number): string {
  const parts: string[] = [];
  let copied = 0;
  let at = findText(replacement, "$", 0);
  while (at >= 0 && at + 1 < replacement.length) {
    const meant = expansion(codeUnitAt(replacement, at + 1), s, start, end);
    if (meant !== null) {
      parts.push(copyUnits(replacement, copied, at));
      parts.push(meant);
      copied = at + 2;
    }
    at = findText(replacement, "$", meant === null ? at + 1 : at + 2);
  }
  if (copied === 0) return replacement;
  parts.push(copyUnits(replacement, copied, replacement.length));
  return joinStrings(parts, "");
}

/** What `$` and `unit` stand for; null when they stand for themselves. */
function expansion(unit: number, s: string, start: number, end: number): string | null {
  switch (unit) {
    case dollar:
      return "$";
    case 0x26: // &
      return copyUnits(s, start, end);
    case 0x60: // `
      return copyUnits(s, 0, start);
    case 0x27: // '
      return copyUnits(s, end, s.length);
    default:
      return null;
  }
}
