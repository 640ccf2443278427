/** Reads lines at the prompt, and shows the log's messages above it as they come. */
import { formatEntry, LogLevel } from "../console/log-entry.js";
import { log } from "../console/log.js";
import type { Terminal } from "../console/terminal.js";
import type { u64 } from "../std/index.js";
import type { Completer } from "./editor/completer.js";
import { Edit, LineEditor } from "./editor/line-editor.js";

/** From its making on the log's messages come to it, in place of being printed at once. */
export class LineReader {
  private readonly editor: LineEditor;
  /** Number of the first message that was not shown yet. */
  private nextMessage: u64;

  constructor(
    private readonly terminal: Terminal,
    completer: Completer,
    private readonly clearScreen: () => void,
  ) {
    this.editor = new LineEditor((text) => terminal.write(text), completer);
    this.nextMessage = log.next();
    log.listen(() => terminal.wakeups.wakeAll());
  }

  /** The next line; "" for one that was given up. Sleeps until it is there. */
  read(prompt: string): string {
    this.editor.begin(prompt);
    for (;;) {
      const ticket = this.terminal.wakeups.prepare();
      const edit = this.takeInput();
      if (edit === Edit.Entered) return this.editor.text();
      if (edit === Edit.Interrupted) return "";
      if (edit === Edit.EndOfInput) this.printAbove("'exit' powers the machine off.\n");
      if (edit === Edit.ClearScreen) this.clearScreen();
      this.showMessages();
      this.editor.refresh();
      if (edit === Edit.Continues) this.terminal.wakeups.wait(ticket);
    }
  }

  /** All input that is there, up to what needs an answer. */
  private takeInput(): Edit {
    for (let byte = this.terminal.nextByte(); byte >= 0; byte = this.terminal.nextByte()) {
      const edit = this.editor.accept(byte);
      if (edit !== Edit.Continues) return edit;
    }
    return Edit.Continues;
  }

  private showMessages(): void {
    const entries = log.since(this.nextMessage);
    if (entries.length === 0) return;
    this.nextMessage = entries[entries.length - 1]!.number + 1n;
    for (const entry of entries) if (entry.level <= LogLevel.Info) this.printAbove(`${formatEntry(entry)}\n`);
  }

  /** Puts text in place of the line, which is drawn anew below it. */
  private printAbove(text: string): void {
    this.editor.erase();
    this.terminal.write(text);
  }
}
