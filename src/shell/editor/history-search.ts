import type { u32 } from "../../std/index.js";
import type { History } from "./history.js";

/** Ctrl-R: finds the newest earlier line that has a text, while that is typed. */
export class HistorySearch {
  private text = "";
  /** Lines older than this one are looked at next. */
  private before: u32 = 0;

  constructor(private readonly history: History) {}

  /** What stands in the prompt's place. */
  get prompt(): string {
    return `(search '${this.text}') `;
  }

  /** Forgets the last search: from the newest line on again. */
  begin(): void {
    this.text = "";
    this.before = this.history.count;
  }

  /** The newest line, from the one that is shown on, that has the text with one more character; null, and the text stays, where there is none. */
  append(character: string): string | null {
    const longer = this.text + character;
    const found = this.find(longer, Math.min(this.before + 1, this.history.count));
    if (found !== null) this.text = longer;
    return found;
  }

  /** Takes the last character back, and begins with the newest line again; null when nothing was typed. */
  shorten(): string | null {
    if (this.text === "") return null;
    const last = this.text.charCodeAt(this.text.length - 1);
    const isPair = last >= 0xdc00 && last <= 0xdfff;
    this.text = this.text.slice(0, this.text.length - (isPair ? 2 : 1));
    this.before = this.history.count;
    return this.text === "" ? "" : this.find(this.text, this.before);
  }

  /** The next older line that has the text; null where there is none. */
  older(): string | null {
    return this.text === "" ? null : this.find(this.text, this.before);
  }

  private find(text: string, before: u32): string | null {
    const found = this.history.find(text, before);
    if (found < 0) return null;
    this.before = found;
    return this.history.line(found);
  }
}
