import type { u32 } from "../std/index.js";
import { columnsOfText } from "./editor/character-width.js";

/** Columns of a row that is left free at the right: terminals break the line behind the last one. */
const rowColumns: u32 = 79;

/** Short texts in lines with their ends, read from left to right: in one line when they fit into it, else in columns. */
export function columnsText(texts: readonly string[]): string {
  if (texts.length === 0) return "";
  const row = texts.join("  ");
  return columnsOfText(row) <= rowColumns ? `${row}\n` : severalLines(texts);
}

function severalLines(texts: readonly string[]): string {
  let width: u32 = 0;
  for (const text of texts) width = Math.max(width, columnsOfText(text) + 2);
  const perLine = Math.max(1, Math.floor(rowColumns / width));
  let lines = "";
  for (let i: u32 = 0; i < texts.length; i++) {
    const text = texts[i]!;
    const ends = (i + 1) % perLine === 0 || i + 1 === texts.length;
    lines += ends ? `${text}\n` : text + " ".repeat(width - columnsOfText(text));
  }
  return lines;
}
