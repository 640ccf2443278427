/** The line being edited: code points and a cursor between them. */
import type { u32 } from "../../std/index.js";
import { textOfPoints, utf8Length } from "./code-points.js";

/** Bytes in UTF-8 that a line may have. */
export const longestLine: u32 = 4096;
const blank = 0x20;

/** Positions and lengths count code points, not UTF-16 units. */
export class LineBuffer {
  private points: u32[] = [];
  private bytes: u32 = 0;
  private position: u32 = 0;

  get length(): u32 {
    return this.points.length;
  }

  /** Code points before the cursor. */
  get cursor(): u32 {
    return this.position;
  }

  /** The code point at `index`. */
  at(index: u32): u32 {
    return this.points[index]!;
  }

  text(): string {
    return textOfPoints(this.points, 0, this.points.length);
  }

  textBeforeCursor(): string {
    return this.textBetween(0, this.position);
  }

  /** The code points from `start` to before `end`. */
  textBetween(start: u32, end: u32): string {
    return textOfPoints(this.points, start, end);
  }

  /** Puts the cursor at the end of a new text, which is cut where it is too long. */
  set(text: string): void {
    this.points = [];
    this.bytes = 0;
    this.position = 0;
    this.insertText(text);
  }

  /** False when the line is full; nothing changes then. */
  insert(point: u32): boolean {
    const bytes = utf8Length(point);
    if (this.bytes + bytes > longestLine) return false;
    if (this.position === this.points.length) this.points.push(point);
    else this.points.splice(this.position, 0, point);
    this.bytes += bytes;
    this.position++;
    return true;
  }

  /** False when not all of it fits; the rest is left out. */
  insertText(text: string): boolean {
    for (const character of text) if (!this.insert(character.codePointAt(0)!)) return false;
    return true;
  }

  /** To the nearer end where there is no such place. */
  moveTo(position: number): void {
    this.position = Math.max(0, Math.min(position, this.points.length));
  }

  /** Where the word before the cursor begins, as Ctrl-W and Ctrl-Left see it. */
  wordStart(): u32 {
    let at = this.position;
    while (at > 0 && this.points[at - 1] === blank) at--;
    while (at > 0 && this.points[at - 1] !== blank) at--;
    return at;
  }

  /** Where the word behind the cursor ends, as Alt-D and Ctrl-Right see it. */
  wordEnd(): u32 {
    let at = this.position;
    while (at < this.points.length && this.points[at] === blank) at++;
    while (at < this.points.length && this.points[at] !== blank) at++;
    return at;
  }

  /** Exchanges the code points on both sides of the cursor, at the end the last two, and goes behind them; false when there are none. */
  transpose(): boolean {
    const last = Math.min(this.position, this.points.length - 1);
    if (last < 1) return false;
    const point = this.points[last]!;
    this.points[last] = this.points[last - 1]!;
    this.points[last - 1] = point;
    this.position = last + 1;
    return true;
  }

  /** Removes the code points from `start` to before `end`; the cursor stays with its neighbours. False when there are none. */
  remove(start: u32, end: u32): boolean {
    if (start >= end) return false;
    for (let i = start; i < end; i++) this.bytes -= utf8Length(this.points[i]!);
    this.points.splice(start, end - start);
    if (this.position >= end) this.position -= end - start;
    else if (this.position > start) this.position = start;
    return true;
  }
}
