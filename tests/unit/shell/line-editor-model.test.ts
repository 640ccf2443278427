/** The line editor against a simple model of it: any keys lead both to the same line, and the screen shows it. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { Edit, LineEditor } from "../../../src/shell/editor/line-editor.js";
import { Screen } from "./screen.js";

/** What a line editor does, written down without a thought for bytes, screens and memory. */
class Model {
  characters: string[] = [];
  cursor = 0;
  killed = "";
  readonly history: string[] = [];
  readonly entered: string[] = [];
  private walk = 0;
  private typed = "";

  get text(): string {
    return this.characters.join("");
  }

  insert(text: string): void {
    const added = [...text];
    this.characters.splice(this.cursor, 0, ...added);
    this.cursor += added.length;
  }

  remove(from: number, to: number): void {
    this.characters.splice(from, to - from);
    this.cursor = from;
  }

  kill(from: number, to: number): void {
    if (from < to) this.killed = this.characters.slice(from, to).join("");
    this.remove(from, Math.max(from, to));
  }

  set(text: string): void {
    this.characters = [...text];
    this.cursor = this.characters.length;
  }

  wordStart(): number {
    const before = this.characters.slice(0, this.cursor).join("");
    return [...before.replace(/[^ ]* *$/u, "")].length;
  }

  wordEnd(): number {
    const rest = this.characters.slice(this.cursor).join("");
    return this.cursor + [.../^ *[^ ]*/u.exec(rest)![0]].length;
  }

  enter(): void {
    this.entered.push(this.text);
    if (this.text.trim() !== "") {
      const before = this.history.indexOf(this.text);
      if (before >= 0) this.history.splice(before, 1);
      this.history.push(this.text);
    }
    this.begin();
  }

  begin(): void {
    this.set("");
    this.walk = this.history.length;
    this.typed = "";
  }

  /** Ctrl-C leaves the walk where it is. */
  giveUp(): void {
    this.set("");
  }

  up(): void {
    if (this.walk === 0) return;
    if (this.walk === this.history.length) this.typed = this.text;
    this.walk--;
    this.set(this.history[this.walk]!);
  }

  down(): void {
    if (this.walk === this.history.length) return;
    this.walk++;
    this.set(this.history[this.walk] ?? this.typed);
  }

  transpose(): void {
    if (this.cursor === 0 || this.characters.length < 2) return;
    const last = Math.min(this.cursor, this.characters.length - 1);
    const [a, b] = [this.characters[last - 1]!, this.characters[last]!];
    this.characters.splice(last - 1, 2, b, a);
    this.cursor = last + 1;
  }
}

interface Press {
  readonly name: string;
  readonly bytes: string;
  readonly on: (model: Model) => void;
}

const end = (m: Model): number => m.characters.length;
const press = (name: string, bytes: string, on: (model: Model) => void): Press => ({ name, bytes, on });

const presses: readonly Press[] = [
  press("Left", "\x1b[D", (m) => (m.cursor = Math.max(0, m.cursor - 1))),
  press("Right", "\x1b[C", (m) => (m.cursor = Math.min(end(m), m.cursor + 1))),
  press("Home", "\x1b[H", (m) => (m.cursor = 0)),
  press("Ctrl-A", "\x01", (m) => (m.cursor = 0)),
  press("End", "\x1b[4~", (m) => (m.cursor = end(m))),
  press("Ctrl-E", "\x05", (m) => (m.cursor = end(m))),
  press("Ctrl-Left", "\x1b[1;5D", (m) => (m.cursor = m.wordStart())),
  press("Alt-F", "\x1bf", (m) => (m.cursor = m.wordEnd())),
  press("Backspace", "\x7f", (m) => m.cursor > 0 && m.remove(m.cursor - 1, m.cursor)),
  press("Delete", "\x1b[3~", (m) => m.cursor < end(m) && m.remove(m.cursor, m.cursor + 1)),
  press("Ctrl-K", "\x0b", (m) => m.kill(m.cursor, end(m))),
  press("Ctrl-U", "\x15", (m) => m.kill(0, m.cursor)),
  press("Ctrl-W", "\x17", (m) => m.kill(m.wordStart(), m.cursor)),
  press("Alt-D", "\x1bd", (m) => m.kill(m.cursor, m.wordEnd())),
  press("Ctrl-Y", "\x19", (m) => m.insert(m.killed)),
  press("Ctrl-T", "\x14", (m) => m.transpose()),
  press("Up", "\x1b[A", (m) => m.up()),
  press("Down", "\x0e", (m) => m.down()),
  press("Enter", "\r", (m) => m.enter()),
  press("Ctrl-C", "\x03", (m) => m.giveUp()),
  press("Tab", "\t", () => undefined),
  press("Ctrl-G", "\x07", () => undefined),
  press("noise", "\x1b[99;99Z\xff\x00", () => undefined),
];

const typed = fc
  .string({ unit: fc.constantFrom("a", "b", " ", "é", "日", "😀"), minLength: 1, maxLength: 4 })
  .map((text) => press(`"${text}"`, text, (m) => m.insert(text)));
const anyPress = fc.oneof({ weight: 2, arbitrary: typed }, { weight: 3, arbitrary: fc.constantFrom(...presses) });

/** A letter stands for its code point, but for the noise, which is bytes. */
function bytesOf(one: Press): Uint8Array {
  return one.name === "noise" ? Uint8Array.from(one.bytes, (letter) => letter.charCodeAt(0)) : new TextEncoder().encode(one.bytes);
}

test("any keys lead to the line that the model has, and the screen shows it with the cursor in its place", { timeout: 120_000 }, () => {
  fc.assert(
    fc.property(fc.array(anyPress, { maxLength: 60 }), fc.boolean(), (keys, refreshEach) => {
      const screen = new Screen();
      const editor = new LineEditor(
        (text) => screen.write(text),
        (before) => ({ start: before.length, candidates: [] }),
      );
      const model = new Model();
      const entered: string[] = [];
      editor.begin("$ ");
      for (const key of keys) {
        for (const byte of bytesOf(key)) {
          const edit = editor.accept(byte);
          if (edit === Edit.Entered) entered.push(editor.text());
          if (edit === Edit.Entered || edit === Edit.Interrupted) editor.begin("$ ");
          if (refreshEach) editor.refresh();
        }
        key.on(model);
        expect(editor.text()).toBe(model.text);
      }
      editor.refresh();
      expect(entered).toEqual(model.entered);
      const columns = (text: string): number => [...text].reduce((sum, one) => sum + (one >= "\u1100" ? 2 : 1), 0);
      if (columns(model.text) < 77) {
        expect(screen.line).toBe(`$ ${model.text}`);
        expect(screen.cursor).toBe(2 + columns(model.characters.slice(0, model.cursor).join("")));
      }
    }),
    { numRuns: 1000 },
  );
});
