/** `#line` in the C of a function: every line of C that makes code counts as the line of TypeScript that it comes from. */
import type { Place } from "../hir/nodes.js";

const directive = "#line ";
/** Braces, labels and blank lines: no debugger stops there. */
const withoutCode = /^\s*(?:[{}]*|else \{|\} else \{|\w+:;?)$/;

/**
 * After a `#line` the C compiler counts on by itself, so what takes more than one line of C would run into the lines below its own: such
 * lines are given their number again, and directives that say what holds anyway are left out. @param at of the function's head
 */
export function pinLines(lines: readonly string[], at: Place): string[] {
  const pinned: string[] = [];
  let file = JSON.stringify(at.file);
  let wanted = at.line;
  /** What the C compiler would call the next line; 0: unknown. */
  let counted = 0;
  /** The function's own brace has its entry's code: a breakpoint in the line below the head would stop there. */
  let inBody = false;
  for (const line of lines) {
    if (line.startsWith(directive)) {
      const end = line.indexOf(" ", directive.length);
      const name = line.slice(end + 1);
      if (name !== file) counted = 0;
      wanted = Number(line.slice(directive.length, end));
      file = name;
      continue;
    }
    if (counted !== wanted && (!inBody || !withoutCode.test(line))) {
      pinned.push(`#line ${wanted} ${file}`);
      counted = wanted;
    }
    pinned.push(line);
    inBody ||= line === "{";
    if (counted !== 0) counted++;
  }
  return pinned;
}
