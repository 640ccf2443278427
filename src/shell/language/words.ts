/** Splits a line into words as a Unix shell does: blanks, both kinds of quotes, backslashes. */
import type { u32 } from "../../std/index.js";

/** A word of the line; places in UTF-16 units of the line. */
export interface Word {
  /** Without quotes and backslashes. */
  readonly text: string;
  readonly start: u32;
  /** Behind its last character. */
  readonly end: u32;
}

/** `> file` or `>> file`: where the output goes. */
export interface Redirection {
  /** Behind what the file has. */
  readonly append: boolean;
  /** The file's path; null: none follows. */
  readonly target: Word | null;
}

export interface WordList {
  /** Without the redirection. */
  readonly words: readonly Word[];
  readonly redirection: Redirection | null;
  /** Why the line is no command; null when it is one. The words up to there are given all the same. */
  readonly problem: string | null;
}

const openQuoteProblem = "a quote is not closed";
const noTargetProblem = "the name of a file must follow > (quote it where it is meant as a character)";
const secondTargetProblem = "the output goes to one file alone";

/** Gives words for every line: where it is no command, `problem` says why. */
export function splitWords(line: string): WordList {
  const splitter = new Splitter(line);
  splitter.run();
  return { words: splitter.words, redirection: splitter.redirection, problem: splitter.problem };
}

class Splitter {
  readonly words: Word[] = [];
  redirection: Redirection | null = null;
  problem: string | null = null;
  private at: u32 = 0;

  constructor(private readonly line: string) {}

  run(): void {
    while (this.findPart()) {
      if (this.line.charAt(this.at) === ">") this.takeRedirection();
      else this.words.push(this.takeWord());
    }
  }

  /** Goes to the next thing that is not blank; false at the end of the line, or at a comment. */
  private findPart(): boolean {
    while (isBlank(this.line.charAt(this.at))) this.at++;
    return this.at < this.line.length && this.line.charAt(this.at) !== "#";
  }

  private takeRedirection(): void {
    const append = this.line.charAt(this.at + 1) === ">";
    this.at += append ? 2 : 1;
    if (this.redirection !== null) this.fail(secondTargetProblem);
    const target = this.findPart() && this.line.charAt(this.at) !== ">" ? this.takeWord() : null;
    if (target === null || target.text === "") this.fail(noTargetProblem);
    this.redirection = { append, target };
  }

  private takeWord(): Word {
    const start = this.at;
    let text = "";
    while (this.at < this.line.length && !endsWord(this.line.charAt(this.at))) text += this.takePart();
    return { text, start, end: this.at };
  }

  /** A quoted stretch, an escaped character, or a plain one. */
  private takePart(): string {
    const character = this.line.charAt(this.at);
    switch (character) {
      case "'":
        return this.takeSingleQuoted();
      case '"':
        return this.takeDoubleQuoted();
      case "\\":
        return this.takeEscaped();
      default:
        this.at++;
        return character;
    }
  }

  private takeSingleQuoted(): string {
    const start = this.at + 1;
    const end = this.line.indexOf("'", start);
    if (end < 0) return this.takeUnclosed(this.line.slice(start));
    this.at = end + 1;
    return this.line.slice(start, end);
  }

  private takeDoubleQuoted(): string {
    let text = "";
    for (let i: u32 = this.at + 1; i < this.line.length; i++) {
      const character = this.line.charAt(i);
      if (character === '"') {
        this.at = i + 1;
        return text;
      }
      const escaped = character === "\\" && isEscapableInQuotes(this.line.charAt(i + 1));
      if (escaped) i++;
      text += this.line.charAt(i);
    }
    return this.takeUnclosed(text);
  }

  private takeEscaped(): string {
    const character = this.line.charAt(this.at + 1);
    if (character === "") this.fail("nothing follows the backslash");
    this.at = Math.min(this.at + 2, this.line.length);
    return character;
  }

  private takeUnclosed(text: string): string {
    this.fail(openQuoteProblem);
    this.at = this.line.length;
    return text;
  }

  private fail(problem: string): void {
    if (this.problem === null) this.problem = problem;
  }
}

function isBlank(character: string): boolean {
  return character === " " || character === "\t";
}

function endsWord(character: string): boolean {
  return isBlank(character) || character === ">";
}

function isEscapableInQuotes(character: string): boolean {
  return character === '"' || character === "\\";
}

/** `text` as one word of a line, with backslashes where they are needed. */
export function quoteWord(text: string): string {
  let quoted = "";
  for (const character of text) quoted += " \t\"'\\#>".includes(character) ? `\\${character}` : character;
  return quoted;
}
