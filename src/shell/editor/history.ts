import { TextRing } from "../../console/text-ring.js";
import { encodeUtf8 } from "../../std/index.js";
import type { u32 } from "../../std/index.js";

/** Lines that are kept at most, and the bytes that they have together. */
const mostLines: u32 = 100;
const lineBytes: u32 = 16384;

/** Lines that were entered, each once, and a walk through them that keeps the line it started from. */
export class History {
  private readonly lines = new TextRing(lineBytes, mostLines);
  /** Place of the walk; `lines.count` at the line being typed. */
  private at: u32 = 0;
  private typed = "";

  get count(): u32 {
    return this.lines.count;
  }

  /** Index of the newest line that has `part` in it, among the `before` oldest ones; -1 where there is none. */
  find(part: string, before: u32): number {
    const bytes = encodeUtf8(part);
    for (let i = before - 1; i >= 0; i--) if (this.lines.hasAt(i, bytes)) return i;
    return -1;
  }

  /** The line that `index` others are older than. */
  line(index: u32): string {
    return this.lines.at(index);
  }

  /** Adds an entered line, unless it is empty, as the newest and forgets that it was entered before; ends the walk. */
  add(line: string): void {
    if (line.trim() !== "") {
      this.forget(line);
      this.lines.push(line);
    }
    this.at = this.lines.count;
    this.typed = "";
  }

  /** The line before; null at the oldest. @param current what the editor shows now */
  older(current: string): string | null {
    if (this.at === 0) return null;
    if (this.at === this.lines.count) this.typed = current;
    this.at--;
    return this.lines.at(this.at);
  }

  /** The line after, at last the one that was being typed; null there. */
  newer(): string | null {
    if (this.at === this.lines.count) return null;
    this.at++;
    return this.at === this.lines.count ? this.typed : this.lines.at(this.at);
  }

  /** The ring gives up its oldest lines alone: all go once around it, but for this one. */
  private forget(line: string): void {
    if (!this.has(encodeUtf8(line))) return;
    const count = this.lines.count;
    for (let i: u32 = 0; i < count; i++) {
      const oldest = this.lines.takeOldest();
      if (oldest !== line) this.lines.push(oldest);
    }
  }

  private has(line: Uint8Array): boolean {
    for (let i: u32 = 0; i < this.lines.count; i++) if (this.lines.isText(i, line)) return true;
    return false;
  }
}
