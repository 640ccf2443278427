import type { u32 } from "../../std/index.js";

const keptLines: u32 = 100;

/** Lines that were entered, and a walk through them that keeps the line it started from. */
export class History {
  private readonly lines: string[] = [];
  /** Place of the walk; `lines.length` at the line being typed. */
  private at: u32 = 0;
  private typed = "";

  /** Adds an entered line, unless it is empty or the same as the last one, and ends the walk. */
  add(line: string): void {
    if (line.trim() !== "" && line !== this.lines.at(-1)) this.lines.push(line);
    if (this.lines.length > keptLines) this.lines.shift();
    this.at = this.lines.length;
  }

  /** The line before; null at the oldest. @param current what the editor shows now */
  older(current: string): string | null {
    if (this.at === 0) return null;
    if (this.at === this.lines.length) this.typed = current;
    this.at--;
    return this.lines[this.at]!;
  }

  /** The line after, at last the one that was being typed; null there. */
  newer(): string | null {
    if (this.at === this.lines.length) return null;
    this.at++;
    return this.at === this.lines.length ? this.typed : this.lines[this.at]!;
  }
}
