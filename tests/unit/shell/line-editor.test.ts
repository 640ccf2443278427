import fc from "fast-check";
import { expect, test } from "vitest";
import type { Completer } from "../../../src/shell/editor/completer.js";
import { Edit, LineEditor } from "../../../src/shell/editor/line-editor.js";
import { Screen } from "./screen.js";

const noCompletions: Completer = (before) => ({ start: before.length, candidates: [] });

class Typist {
  readonly screen = new Screen();
  readonly entered: string[] = [];
  readonly editor: LineEditor;

  constructor(completer: Completer = noCompletions) {
    this.editor = new LineEditor((text) => this.screen.write(text), completer);
    this.editor.begin("$ ");
    this.editor.refresh();
  }

  type(text: string): this {
    return this.typeBytes(new TextEncoder().encode(text));
  }

  typeBytes(bytes: Iterable<number>, refreshEach = false): this {
    for (const byte of bytes) {
      this.take(this.editor.accept(byte));
      if (refreshEach) this.editor.refresh();
    }
    this.editor.refresh();
    return this;
  }

  private take(edit: Edit): void {
    if (edit === Edit.Entered) this.entered.push(this.editor.text());
    if (edit === Edit.Entered || edit === Edit.Interrupted) this.editor.begin("$ ");
  }
}

const left = "\x1b[D";
const right = "\x1b[C";
const up = "\x1b[A";
const down = "\x1b[B";

/** Keys, and the line and the cursor's column that they lead to. */
test.each([
  ["plain text", "vm list", "vm list", 7],
  ["a character in the middle", `ac${left}b`, "abc", 2],
  ["arrows stop at the ends", `${left}${left}a${right}${right}b`, "ab", 2],
  ["Home and End", "bc\x1b[Ha\x1b[Fd", "abcd", 4],
  ["other Homes and Ends", "b\x1bOHa\x1bOFc\x1b[1~_\x1b[4~d\x1b[7~\x1b[8~e", "_abcde", 6],
  ["Ctrl-A and Ctrl-E", "bc\x01a\x05d", "abcd", 4],
  ["Backspace, both codes", "abc\x7f\x08", "a", 1],
  ["Delete", `abc${left}${left}\x1b[3~`, "ac", 1],
  ["Ctrl-D in a line", "abc\x01\x04", "bc", 0],
  ["Ctrl-U", `abcd${left}\x15`, "d", 0],
  ["Ctrl-K", `abcd${left}${left}\x0b`, "ab", 2],
  ["Ctrl-W", "vm stop  linux  \x17", "vm stop  ", 9],
  ["words by Ctrl-Left and Alt-f", "one two\x1b[1;5D\x1b[1;5DX\x1bfY", "XoneY two", 5],
  ["letters of several bytes", `aé日😀${left}\x7f`, "aé😀", 2],
  ["unknown sequences", "a\x1b[200~b\x1b[99;99Zc\x1bxd", "abcd", 4],
  ["CR LF is one Enter", "a\r\nb", "b", 1],
])("%s", (_title, keys, text, cursor) => {
  const typist = new Typist().type(keys);
  expect(typist.screen.line).toBe(`$ ${text}`);
  expect(typist.editor.text()).toBe(text);
  expect(typist.screen.cursor).toBe(2 + cursor);
});

test("Enter gives the line, Ctrl-C gives it up", () => {
  const typist = new Typist().type("one\rtwo\x03three\n");
  expect(typist.entered).toEqual(["one", "three"]);
  expect(typist.screen.lines).toEqual(["$ one", "$ two^C", "$ three"]);
});

test("Ctrl-D in an empty line asks for the end", () => {
  const typist = new Typist();
  expect(typist.editor.accept(4)).toBe(Edit.EndOfInput);
});

test("arrows go through the history and come back to the line being typed", () => {
  const typist = new Typist().type(`one\rone\r\r  \rtwo\rthr${up}`);
  expect(typist.editor.text()).toBe("two");
  expect(typist.type(up + up).editor.text()).toBe("one");
  expect(typist.screen.bells).toBe(1);
  expect(typist.type(down + down).editor.text()).toBe("thr");
});

test("a line that is longer than the row shows the part around the cursor", () => {
  const typist = new Typist().type("x".repeat(100) + "end");
  expect(typist.screen.line.length).toBeLessThan(80);
  expect(typist.screen.line).toMatch(/^\$ x+end$/);
  typist.type("\x01begin");
  expect(typist.screen.line).toMatch(/^\$ beginx+$/);
  expect(typist.screen.cursor).toBe(7);
});

test("a line holds 4096 bytes; more rings the bell", () => {
  const typist = new Typist().type("日".repeat(2000));
  expect(new TextEncoder().encode(typist.editor.text())).toHaveLength(4095);
  expect(typist.screen.bells).toBe(1);
});

test("Tab finishes what is clear and lists what is not", () => {
  const words = ["start", "stop", "status"];
  const completer: Completer = (before) => {
    const start = before.lastIndexOf(" ") + 1;
    const fitting = words.filter((word) => word.startsWith(before.slice(start)));
    return { start, candidates: fitting.map((text) => ({ text, label: text, complete: true })) };
  };
  const typist = new Typist(completer).type("vm s\t");
  expect(typist.editor.text()).toBe("vm st");
  typist.type("\t");
  expect(typist.screen.lines).toEqual(["start  stop  status"]);
  expect(typist.screen.line).toBe("$ vm st");
  expect(typist.type("o\t0").editor.text()).toBe("vm stop 0");
  expect(typist.type(" q\t").screen.bells).toBe(1);
});

const anyKeys = fc.array(
  fc.oneof(
    fc.constantFrom(left, right, up, down, "\x1b[H", "\x1b[F", "\x7f", "\x1b[3~", "\x15", "\x0b", "\x17", "\r", "\t", "\x03", " ", "é"),
    fc.string({ minLength: 1, maxLength: 30 }).map((text) => text.replaceAll(/[^ -~]/g, "-")),
  ),
  { maxLength: 40 },
);

test("the screen shows the line and its cursor after any keys", { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(anyKeys, fc.boolean(), (keys, refreshEach) => {
      const typist = new Typist().typeBytes(new TextEncoder().encode(keys.join("")), refreshEach);
      const text = typist.editor.text();
      const shown = typist.screen.line.slice(2).replace(/ +$/, "");
      expect(text).toContain(shown);
      if (text.length < 70 && !refreshEach) expect(shown).toBe(text.replace(/ +$/, ""));
    }),
  );
});

test("random bytes never break it, and only printable text is entered", { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 3000 }), fc.boolean(), (bytes, refreshEach) => {
      const typist = new Typist().typeBytes(bytes, refreshEach);
      for (const line of typist.entered) expect(line).not.toMatch(/[\p{Cc}\p{Cs}]/u);
      expect(typist.type("\x1b\x1b[F\x15ok").editor.text()).toBe("ok");
    }),
    { numRuns: 300 },
  );
});

test("Ctrl-R finds the newest earlier line with a text, again an older one, and Enter runs it", () => {
  const typist = new Typist().type("vm list\rls /guests\rvm logs 0\rhalf\x12vm");
  expect(typist.screen.line).toBe("(search 'vm') vm logs 0");
  expect(typist.type("\x12").editor.text()).toBe("vm list");
  typist.type("\r");
  expect(typist.entered.at(-1)).toBe("vm list");
  expect(typist.screen.lines.at(-1)).toBe("$ vm list");
});

test("a search that finds nothing rings and keeps what it has; Ctrl-G brings the typed line back", () => {
  const typist = new Typist().type("vm list\rhalf\x12lisx");
  expect(typist.screen.line).toBe("(search 'lis') vm list");
  expect(typist.screen.bells).toBe(1);
  typist.type("\x07");
  expect(typist.screen.line).toBe("$ half");
});

test("Backspace shortens the text of a search, any other key takes the line and does what it does", () => {
  const typist = new Typist().type("one\rtwo\r\x12one\x7f\x7f\x7f");
  expect(typist.screen.line).toBe("(search '') ");
  typist.type("o\x01x");
  expect(typist.screen.line).toBe("$ xtwo");
});

test("a line that is entered again is in the history once", () => {
  const typist = new Typist().type(`one\rtwo\rone\r${up}${up}`);
  expect(typist.editor.text()).toBe("two");
  expect(typist.type(up).editor.text()).toBe("two");
});

test("Ctrl-Y puts back what was killed last", () => {
  expect(new Typist().type("vm list\x17\x01\x19 ").editor.text()).toBe("list vm ");
});
