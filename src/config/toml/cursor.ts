import type { u32 } from "../../std/index.js";
import { decodeUtf8 } from "../../std/index.js";
import { ascii, isContinuation, isForbiddenControl } from "./characters.js";
import { TomlError } from "./toml-error.js";

/** Where something begins, from 1. */
export interface Place {
  readonly line: u32;
  readonly column: u32;
}

/** A place in a TOML text that moves forward, and knows its line and column. The text is valid UTF-8. */
export class Cursor {
  private offset: u32 = 0;
  private line: u32 = 1;
  private lineStart: u32 = 0;

  /** @param source file name for messages */
  constructor(
    readonly source: string,
    private readonly text: Uint8Array,
  ) {}

  get atEnd(): boolean {
    return this.offset >= this.text.length;
  }

  /** The byte `ahead` places further; -1 behind the end. */
  peek(ahead: u32 = 0): number {
    const at = this.offset + ahead;
    return at < this.text.length ? this.text[at]! : -1;
  }

  /** Goes on by `count` bytes, none of which ends a line. */
  advance(count: u32): void {
    this.offset += count;
  }

  /** Takes a line end (LF or CRLF); false when there is none here. */
  takeNewline(): boolean {
    const length: u32 = this.peek() === ascii.carriageReturn ? 2 : 1;
    if (this.peek(length - 1) !== ascii.newline) return false;
    this.offset += length;
    this.line++;
    this.lineStart = this.offset;
    return true;
  }

  /** Takes `byte`; false when something else is here. */
  take(byte: number): boolean {
    if (this.peek() !== byte) return false;
    this.offset++;
    return true;
  }

  /** Blanks and tabs. */
  skipBlanks(): void {
    while (this.peek() === ascii.space || this.peek() === ascii.tab) this.offset++;
  }

  /** A comment up to its line end, where there is one. */
  skipComment(): void {
    if (!this.take(ascii.hash)) return;
    while (!this.atEnd && !this.atNewline()) {
      if (isForbiddenControl(this.peek())) throw this.error("a comment must not contain control characters");
      this.offset++;
    }
  }

  /** Blanks, line ends and comments. */
  skipToContent(): void {
    do {
      this.skipBlanks();
      this.skipComment();
    } while (this.takeNewline());
  }

  /** LF or CRLF; a CR alone is no line end. */
  atNewline(): boolean {
    const first = this.peek();
    return first === ascii.newline || (first === ascii.carriageReturn && this.peek(1) === ascii.newline);
  }

  /** Bytes between `start` (an earlier `position`) and here, as text. */
  textSince(start: u32): string {
    return decodeUtf8(this.text.subarray(start, this.offset));
  }

  /** For `textSince`. */
  get position(): u32 {
    return this.offset;
  }

  /** Here; the column counts characters, not bytes. */
  place(): Place {
    let column: u32 = 1;
    for (let i = this.lineStart; i < this.offset; i++) if (!isContinuation(this.text[i]!)) column++;
    return { line: this.line, column };
  }

  /** The character here in words, for "…, found X". */
  describe(): string {
    if (this.atEnd) return "the end of the file";
    if (this.atNewline()) return "the end of the line";
    const byte = this.peek();
    if (byte < ascii.space || byte === ascii.delete) return `the control character 0x${byte.toString(16).padStart(2, "0")}`;
    let end = this.offset + 1;
    while (end < this.text.length && isContinuation(this.text[end]!)) end++;
    return `"${decodeUtf8(this.text.subarray(this.offset, end))}"`;
  }

  /** For `throw`: something is wrong at this place. */
  error(reason: string): TomlError {
    return this.errorAt(this.place(), reason);
  }

  /** For `throw`: `expected WHAT, found …`. */
  expected(what: string): TomlError {
    return this.error(`expected ${what}, found ${this.describe()}`);
  }

  /** For `throw`. */
  errorAt(place: Place, reason: string): TomlError {
    return new TomlError(this.source, place.line, place.column, reason);
  }
}
