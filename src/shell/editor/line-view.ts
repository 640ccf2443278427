/** Draws prompt and line in one row of the terminal; a longer line shows the part around the cursor. Sends as little as it can. */
import type { u32 } from "../../std/index.js";
import { columnsOf, columnsOfText } from "./character-width.js";
import { textOfPoints } from "./code-points.js";
import type { LineBuffer } from "./line-buffer.js";

/** Columns that every terminal has. */
const rowColumns: u32 = 80;
const leastTextColumns: u32 = 16;

export class LineView {
  private prompt = "";
  private textColumns: u32 = leastTextColumns;
  /** First code point that is shown. */
  private start: u32 = 0;
  /** What the row shows behind the prompt, and the cursor's column in it; null: nothing was drawn yet. */
  private shown: u32[] | null = null;
  private shownCursor: u32 = 0;
  /** The row shows another prompt. */
  private outdated = false;

  constructor(private readonly write: (text: string) => void) {}

  /** Begins a new row with this prompt. */
  begin(prompt: string): void {
    this.setPrompt(prompt);
    this.start = 0;
    this.forget();
  }

  /** Changes the prompt of the row that is shown. */
  changePrompt(prompt: string): void {
    this.setPrompt(prompt);
    this.outdated = true;
  }

  private setPrompt(prompt: string): void {
    this.prompt = prompt;
    this.textColumns = Math.max(leastTextColumns, rowColumns - 1 - columnsOfText(prompt));
  }

  /** Something else was printed, and the cursor is in an empty row: the next drawing starts from nothing. */
  forget(): void {
    this.shown = null;
  }

  /** Takes prompt and line off the screen; the next drawing puts them back. */
  erase(): void {
    if (this.shown !== null) this.write("\r\x1b[K");
    this.forget();
  }

  /** Nothing else may have been printed since the last time, unless `erase` or `forget` was called. */
  draw(line: LineBuffer): void {
    this.start = this.startFor(line);
    const points = pointsBetween(line, this.start, this.endFor(line));
    const cursor = columnsBetween(line, this.start, line.cursor);
    const shown = this.shown;
    if (shown !== null && !this.outdated && this.extendsShown(points, shown)) this.append(points, shown, cursor);
    else this.redraw(points, cursor);
    this.shown = points;
    this.shownCursor = cursor;
    this.outdated = false;
  }

  /** What is on the screen is the beginning of the new text, and anything more can be written where the cursor is. */
  private extendsShown(points: readonly u32[], shown: readonly u32[]): boolean {
    if (points.length < shown.length) return false;
    for (let i: u32 = 0; i < shown.length; i++) if (points[i] !== shown[i]) return false;
    return points.length === shown.length || this.shownCursor === columnsOfPoints(shown);
  }

  private append(points: readonly u32[], shown: readonly u32[], cursor: u32): void {
    if (points.length === shown.length) return this.moveCursor(this.shownCursor, cursor);
    this.write(textOfPoints(points, shown.length, points.length));
    this.moveCursor(columnsOfPoints(points), cursor);
  }

  /** An empty row needs no clearing. */
  private redraw(points: readonly u32[], cursor: u32): void {
    const text = textOfPoints(points, 0, points.length);
    if (this.shown === null) this.write(`${this.prompt}${text}`);
    else this.write(`\r${this.prompt}${text}\x1b[K`);
    this.moveCursor(columnsOfPoints(points), cursor);
  }

  private moveCursor(from: u32, to: u32): void {
    if (to < from) this.write(`\x1b[${from - to}D`);
    if (to > from) this.write(`\x1b[${to - from}C`);
  }

  /** The shown part stays while the cursor is in it; else the cursor comes to its middle. */
  private startFor(line: LineBuffer): u32 {
    const inside = line.cursor >= this.start && columnsBetween(line, this.start, line.cursor) < this.textColumns;
    if (inside) return this.start;
    let start = line.cursor;
    let columns: u32 = 0;
    while (start > 0 && columns < Math.floor(this.textColumns / 2)) {
      start--;
      columns += columnsOf(line.at(start));
    }
    return start;
  }

  private endFor(line: LineBuffer): u32 {
    let end = this.start;
    let columns: u32 = 0;
    while (end < line.length) {
      columns += columnsOf(line.at(end));
      if (columns > this.textColumns) break;
      end++;
    }
    return end;
  }
}

function pointsBetween(line: LineBuffer, start: u32, end: u32): u32[] {
  const points: u32[] = [];
  for (let i = start; i < end; i++) points.push(line.at(i));
  return points;
}

function columnsOfPoints(points: readonly u32[]): u32 {
  let columns: u32 = 0;
  for (const point of points) columns += columnsOf(point);
  return columns;
}

function columnsBetween(line: LineBuffer, start: u32, end: u32): u32 {
  let columns: u32 = 0;
  for (let i = start; i < end; i++) columns += columnsOf(line.at(i));
  return columns;
}
