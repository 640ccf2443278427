/** Tab: finishes a word where only one thing can be meant, shows the possibilities where there are several. */
import type { u32 } from "../../std/index.js";
import { columnsText } from "../columns-text.js";
import type { LineBuffer } from "./line-buffer.js";
import type { LineView } from "./line-view.js";

/** What the word before the cursor can become. */
export interface Completion {
  /** Where the word starts, in UTF-16 units of the text before the cursor. */
  readonly start: u32;
  readonly candidates: readonly Candidate[];
}

export interface Candidate {
  /** As it is put into the line, quoted where needed. */
  readonly text: string;
  /** As the list shows it. */
  readonly label: string;
  /** Nothing more can follow: a blank is put behind it. */
  readonly complete: boolean;
}

/** @param before text from the start of the line to the cursor */
export type Completer = (before: string) => Completion;

/** More are not listed one by one. */
const mostListed: u32 = 200;

/** False when nothing is possible. */
export function applyCompletion(completer: Completer, line: LineBuffer, view: LineView, write: (text: string) => void): boolean {
  const before = line.textBeforeCursor();
  const { start, candidates } = completer(before);
  if (candidates.length === 0) return false;
  const word = before.slice(start);
  const only = candidates.length === 1 ? candidates[0]! : null;
  const common = commonPrefix(candidates);
  if (only !== null) return replaceWord(line, word, only.complete ? `${only.text} ` : only.text);
  if (common.length > word.length) return replaceWord(line, word, common);
  view.erase();
  write(listText(candidates));
  return true;
}

function replaceWord(line: LineBuffer, word: string, by: string): boolean {
  let points: u32 = 0;
  for (let i: u32 = 0; i < word.length; i += word.codePointAt(i)! > 0xffff ? 2 : 1) points++;
  line.remove(line.cursor - points, line.cursor);
  return line.insertText(by);
}

function commonPrefix(candidates: readonly Candidate[]): string {
  let common = candidates[0]!.text;
  for (const candidate of candidates) {
    while (!candidate.text.startsWith(common)) common = common.slice(0, common.length - 1);
  }
  return common;
}

/** Labels in columns. */
function listText(candidates: readonly Candidate[]): string {
  const text = columnsText(candidates.slice(0, mostListed).map((candidate) => candidate.label));
  const more = candidates.length - Math.min(candidates.length, mostListed);
  return more === 0 ? text : `${text}and ${more} more\n`;
}
