/** JSON for programs that read our output. RFC 8259. */

/** A string with its quotes. */
export function jsonString(text: string): string {
  let escaped = "";
  for (const character of text) escaped += escapeCharacter(character);
  return `"${escaped}"`;
}

function escapeCharacter(character: string): string {
  if (character === '"' || character === "\\") return `\\${character}`;
  const code = character.codePointAt(0)!;
  if (code >= 0x20 && code !== 0x7f && (code < 0xd800 || code > 0xdfff)) return character;
  return `\\u${code.toString(16).padStart(4, "0")}`;
}
