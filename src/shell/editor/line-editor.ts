/** Edits one line after the other: keys in, drawing out. Knows nothing of commands. */
import type { u32, u8 } from "../../std/index.js";
import type { Completer } from "./completer.js";
import { applyCompletion } from "./completer.js";
import { History } from "./history.js";
import { HistorySearch } from "./history-search.js";
import { Key, KeyDecoder } from "./keys.js";
import { LineBuffer } from "./line-buffer.js";
import { LineView } from "./line-view.js";

/** What a byte led to. */
export enum Edit {
  /** The line goes on. */
  Continues = 0,
  /** Enter: `LineEditor.text` is the line. */
  Entered = 1,
  /** Ctrl-C: the line was given up. */
  Interrupted = 2,
  /** Ctrl-D in an empty line. */
  EndOfInput = 3,
  /** Ctrl-L. */
  ClearScreen = 4,
}

const bell = "\x07";

/** For each line `begin`, then `accept` for every byte that comes, and `refresh` when none waits. */
export class LineEditor {
  private readonly decoder = new KeyDecoder();
  private readonly history = new History();
  private readonly search = new HistorySearch(this.history);
  private readonly line = new LineBuffer();
  private readonly view: LineView;
  private prompt = "";
  private ringing = false;
  /** What was killed last, for Ctrl-Y. */
  private killed = "";
  private searching = false;
  /** The line from before the search. */
  private typed = "";

  constructor(
    private readonly write: (text: string) => void,
    private readonly completer: Completer,
  ) {
    this.view = new LineView(write);
  }

  /** Starts an empty line. */
  begin(prompt: string): void {
    this.prompt = prompt;
    this.line.set("");
    this.view.begin(prompt);
  }

  /** Shows what changed since the last time; called when no more input waits. */
  refresh(): void {
    this.view.draw(this.line);
    if (this.ringing) this.write(bell);
    this.ringing = false;
  }

  /** Takes the line off the screen, so that something can be printed in its place; `refresh` brings it back. */
  erase(): void {
    this.view.erase();
  }

  /** The line as it is; once it was entered, what was entered, until the next `begin`. */
  text(): string {
    return this.line.text();
  }

  accept(byte: u8): Edit {
    const key = this.decoder.accept(byte);
    if (key === Key.None) return Edit.Continues;
    return this.searching ? this.takeSearchKey(key) : this.takeKey(key);
  }

  private takeKey(key: Key): Edit {
    switch (key) {
      case Key.Character:
        return this.ringUnless(this.line.insert(this.decoder.character));
      case Key.Enter:
        return this.enter();
      case Key.Interrupt:
        this.finish("^C\n");
        return Edit.Interrupted;
      case Key.EndOfInput:
        return this.endOfInput();
      case Key.ClearScreen:
        this.view.forget();
        return Edit.ClearScreen;
      case Key.Complete:
        return this.ringUnless(applyCompletion(this.completer, this.line, this.view, this.write));
      case Key.Up:
        return this.replace(this.history.older(this.line.text()));
      case Key.Down:
        return this.replace(this.history.newer());
      case Key.Search:
        this.beginSearch();
        return Edit.Continues;
      default:
        return this.ringUnless(this.edit(key));
    }
  }

  private beginSearch(): void {
    this.searching = true;
    this.typed = this.line.text();
    this.search.begin();
    this.view.changePrompt(this.search.prompt);
  }

  private endSearch(): void {
    this.searching = false;
    this.view.changePrompt(this.prompt);
  }

  /** A key that is no part of the search ends it, with the line that was found, and does what it always does. */
  private takeSearchKey(key: Key): Edit {
    switch (key) {
      case Key.Character:
        return this.showFound(this.search.append(String.fromCodePoint(this.decoder.character)));
      case Key.Search:
        return this.showFound(this.search.older());
      case Key.Backspace:
        return this.showFound(this.search.shorten());
      case Key.Cancel:
        this.endSearch();
        this.line.set(this.typed);
        return Edit.Continues;
      default:
        this.endSearch();
        return this.takeKey(key);
    }
  }

  private showFound(line: string | null): Edit {
    if (line !== null) this.line.set(line === "" ? this.typed : line);
    this.view.changePrompt(this.search.prompt);
    return this.ringUnless(line !== null);
  }

  /** Keys that move the cursor or change the line; false when there is nothing to do. */
  private edit(key: Key): boolean {
    const line = this.line;
    const cursor = line.cursor;
    switch (key) {
      case Key.Backspace:
        return cursor > 0 && line.remove(cursor - 1, cursor);
      case Key.Delete:
        return cursor < line.length && line.remove(cursor, cursor + 1);
      case Key.KillToEnd:
        return this.kill(cursor, line.length);
      case Key.KillToStart:
        return this.kill(0, cursor);
      case Key.KillWord:
        return this.kill(line.wordStart(), cursor);
      case Key.KillWordRight:
        return this.kill(cursor, line.wordEnd());
      case Key.Yank:
        return this.killed !== "" && line.insertText(this.killed);
      case Key.Transpose:
        return line.transpose();
      default:
        return this.move(key);
    }
  }

  private kill(start: u32, end: u32): boolean {
    if (start >= end) return false;
    this.killed = this.line.textBetween(start, end);
    return this.line.remove(start, end);
  }

  private move(key: Key): boolean {
    const target = this.targetOf(key);
    if (target < 0 || target > this.line.length) return false;
    this.line.moveTo(target);
    return true;
  }

  /** Where a key takes the cursor; -1 for nowhere. */
  private targetOf(key: Key): number {
    switch (key) {
      case Key.Left:
        return this.line.cursor - 1;
      case Key.Right:
        return this.line.cursor + 1;
      case Key.Home:
        return 0;
      case Key.End:
        return this.line.length;
      case Key.WordLeft:
        return this.line.wordStart();
      case Key.WordRight:
        return this.line.wordEnd();
      default:
        return -1;
    }
  }

  private enter(): Edit {
    this.history.add(this.line.text());
    this.finish("\n");
    return Edit.Entered;
  }

  /** Ctrl-D deletes like Delete while there is a line. */
  private endOfInput(): Edit {
    if (this.line.length > 0) return this.ringUnless(this.edit(Key.Delete));
    return Edit.EndOfInput;
  }

  /** Shows the whole line a last time, with the cursor at its end. */
  private finish(ending: string): void {
    this.line.moveTo(this.line.length);
    this.view.draw(this.line);
    this.write(ending);
    this.view.forget();
    this.ringing = false;
  }

  private replace(text: string | null): Edit {
    if (text !== null) this.line.set(text);
    return this.ringUnless(text !== null);
  }

  private ringUnless(done: boolean): Edit {
    if (!done) this.ringing = true;
    return Edit.Continues;
  }
}
