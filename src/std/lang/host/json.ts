/** `JSON.stringify` without a replacer. */
import { shortEscape } from "./escapes.js";
import { ShownWords } from "./shown-words.js";

/** What a level of objects is indented by; the longest that JavaScript takes. */
const mostIndentation = 10;

/** `JSON.stringify(value, null, spaces)` */
export function jsonIndentedBy(words: readonly string[], spaces: number): string {
  const count = Math.min(mostIndentation, Math.trunc(spaces));
  return jsonWith(words, count >= 1 ? " ".repeat(count) : "");
}

/** `JSON.stringify(value, null, gap)`. @throws TypeError for a bigint, and for an object inside itself */
export function jsonWith(words: readonly string[], gap: string): string {
  return new JsonText(new ShownWords(words), gap.slice(0, mostIndentation)).value("\n") ?? "undefined";
}

class JsonText {
  constructor(
    private readonly words: ShownWords,
    private readonly gap: string,
  ) {}

  /** Null for `undefined`, of which JSON knows nothing. `margin`: a line feed and what the line begins with. */
  value(margin: string): string | null {
    const kind = this.words.next();
    switch (kind) {
      case "=":
        return scalarText(this.words.next());
      case "'":
        return jsonQuoted(this.words.next());
      case "*":
        throw new TypeError("Converting circular structure to JSON");
      default:
        return this.object(kind === "{", margin);
    }
  }

  private object(isObject: boolean, margin: string): string {
    this.words.next();
    this.words.next();
    const inner = margin + this.gap;
    const entries: string[] = [];
    while (this.words.peek() !== "]") this.addEntry(entries, inner);
    this.words.next();
    const [opening, closing] = isObject ? ["{", "}"] : ["[", "]"];
    if (entries.length === 0) return `${opening}${closing}`;
    if (this.gap === "") return `${opening}${entries.join(",")}${closing}`;
    return `${opening}${inner}${entries.join(`,${inner}`)}${margin}${closing}`;
  }

  /** A field without a value is left out, an element is `null`. */
  private addEntry(entries: string[], margin: string): void {
    if (this.words.peek() !== ":") {
      entries.push(this.value(margin) ?? "null");
      return;
    }
    this.words.next();
    const key = this.words.next();
    const value = this.value(margin);
    if (value !== null) entries.push(`${jsonQuoted(key)}:${this.gap === "" ? "" : " "}${value}`);
  }
}

function scalarText(text: string): string | null {
  if (text === "undefined") return null;
  if (text === "NaN" || text.endsWith("Infinity")) return "null";
  if (text === "-0") return "0";
  if (text.endsWith("n")) throw new TypeError("Do not know how to serialize a BigInt");
  return text;
}

function jsonQuoted(text: string): string {
  let escaped = "";
  for (const character of text) escaped += escapedCharacter(character);
  return `"${escaped}"`;
}

function escapedCharacter(character: string): string {
  const code = character.charCodeAt(0);
  if (character === '"' || character === "\\") return `\\${character}`;
  if (code < 0x20) return controlText(code);
  const isLoneSurrogate = character.length === 1 && code >= 0xd800 && code <= 0xdfff;
  return isLoneSurrogate ? `\\u${code.toString(16)}` : character;
}

function controlText(code: number): string {
  const short = shortEscape(code);
  return short === "" ? `\\u${code.toString(16).padStart(4, "0")}` : short;
}
