/** An array's entries in columns, as Node lays them out. */
import { columnsOf } from "./inspect-text.js";

/** Columns of a line; what stands between two entries; how much higher than wide Node takes a character to be. */
const lineColumns = 80;
const separator = 2;
const heightOfCharacter = 2.5;

/** The most columns: 15, or four for each of the three levels that share a line. */
const mostColumns = 12;

/**
 * The entries joined to lines, or as they are where that would not look well.
 * @param hasMore the last one says how many there are more, and stays alone
 * @param areNumbers columns of numbers stand to the right
 */
export function inColumns(entries: readonly string[], hasMore: boolean, areNumbers: boolean, indentation: number): readonly string[] {
  const count = hasMore ? entries.length - 1 : entries.length;
  const widths = entries.slice(0, count).map((entry) => columnsOf(entry));
  const total = widths.reduce((sum, width) => sum + width + separator, 0);
  const longest = widths.reduce((most, width) => Math.max(most, width), 0);
  const widest = longest + separator;
  const isWorthIt = widest * 3 + indentation < lineColumns && (total / widest > 5 || longest <= 6);
  if (!isWorthIt) return entries;
  const columns = columnCount(widest, total / entries.length, count, indentation);
  if (columns <= 1) return entries;
  const lines = linesOf(entries.slice(0, count), widths, columns, areNumbers);
  if (hasMore) lines.push(entries[count]!);
  return lines;
}

/** About a square, for characters that are higher than wide; entries of different lengths get more columns. */
function columnCount(widest: number, average: number, count: number, indentation: number): number {
  const biased = Math.max(widest - 3 - Math.sqrt(widest - average), 1);
  const square = Math.round(Math.sqrt(heightOfCharacter * biased * count) / biased);
  return Math.min(square, Math.floor((lineColumns - indentation) / widest), mostColumns);
}

function linesOf(entries: readonly string[], widths: readonly number[], columns: number, areNumbers: boolean): string[] {
  const columnWidths = widestOf(widths, columns);
  const lines: string[] = [];
  for (let i = 0; i < entries.length; i += columns) {
    const end = Math.min(i + columns, entries.length);
    let line = "";
    for (let j = i; j < end; j++) {
      const isLast = j === end - 1;
      const text = isLast ? entries[j]! : `${entries[j]!}, `;
      const room = columnWidths[j - i]! + entries[j]!.length - widths[j]! - (isLast ? separator : 0);
      line += areNumbers ? text.padStart(room) : isLast ? text : text.padEnd(room);
    }
    lines.push(line);
  }
  return lines;
}

/** The room that each column needs, with the separator. */
function widestOf(widths: readonly number[], columns: number): number[] {
  const found: number[] = [];
  for (let i = 0; i < columns; i++) {
    let widest = 0;
    for (let j = i; j < widths.length; j += columns) widest = Math.max(widest, widths[j]!);
    found.push(widest + separator);
  }
  return found;
}
