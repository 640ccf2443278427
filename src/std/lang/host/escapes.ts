/** Escapes that JSON and the quotes of `console.log` have in common. */

/** `\n` and its like; "" for a character without one. @param code UTF-16 unit */
export function shortEscape(code: number): string {
  switch (code) {
    case 8:
      return "\\b";
    case 9:
      return "\\t";
    case 10:
      return "\\n";
    case 12:
      return "\\f";
    case 13:
      return "\\r";
    default:
      return "";
  }
}
