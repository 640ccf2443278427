/** `console.log` and its like: a line as Node writes it. */
import { panic } from "../../panic.js";
import { print } from "../../print.js";

export function consoleLog(parts: readonly string[]): void {
  print(parts.join(" "));
}

/** `console.error` */
export function consoleError(parts: readonly string[]): void {
  printError(parts.join(" "));
}

/** @native rt_print_error @nothrow @noalloc */
function printError(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** Node shows the sign of a zero here, and here alone. */
export function consoleNumber(value: number): string {
  return value === 0 && 1 / value < 0 ? "-0" : `${value}`;
}

/** What Node would take for the format of the values after it: `%s` and the like. */
const specifiers = "sdifjoOc%";

/** The first of several values. Formats are not supported, so a text that Node would take for one ends the program. */
export function consoleFirst(text: string): string {
  for (let at = text.indexOf("%"); at >= 0; at = text.indexOf("%", at + 1)) {
    if (at + 1 < text.length && specifiers.includes(text.charAt(at + 1))) panic("console.log with a format: write a template literal");
  }
  return text;
}
