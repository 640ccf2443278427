/** The library's strings against JavaScript's own methods. */
import fc from "fast-check";
import { expect, test } from "vitest";
import * as split from "../../../src/std/lang/string-split.js";
import * as lang from "../../../src/std/lang/string.js";

/** Few letters, so that patterns are found; spaces of all kinds; characters of two units. */
const letters = fc.constantFrom("a", "b", "ab", "$", "&", " ", "\t", "\u00a0", "\u3000", "\ufeff", "ä", "😀", "\ud83d");
const texts = fc.array(letters, { maxLength: 10 }).map((parts) => parts.join(""));
const patterns = fc.array(letters, { maxLength: 2 }).map((parts) => parts.join(""));
const index = fc.integer({ min: -12, max: 14 });

function always(ours: (s: string, t: string, a: number, b: number) => unknown, javascripts: typeof ours): void {
  const check = (s: string, t: string, a: number, b: number): void => {
    expect(ours(s, t, a, b)).toEqual(javascripts(s, t, a, b));
  };
  fc.assert(fc.property(texts, patterns, index, index, check));
}

test("at", () =>
  always(
    (s, _, a) => lang.stringAt(s, a),
    (s, _, a) => s.at(a),
  ));
test("charAt", () =>
  always(
    (s, _, a) => lang.stringCharAt(s, a),
    (s, _, a) => s.charAt(a),
  ));
test("codePointAt", () =>
  always(
    (s, _, a) => lang.stringCodePointAt(s, a),
    (s, _, a) => s.codePointAt(a),
  ));
test("slice", () =>
  always(
    (s, _, a, b) => lang.stringSlice(s, a, b),
    (s, _, a, b) => s.slice(a, b),
  ));
test("slice to the end", () =>
  always(
    (s, _, a) => lang.stringSlice(s, a),
    (s, _, a) => s.slice(a),
  ));
test("substring", () =>
  always(
    (s, _, a, b) => lang.stringSubstring(s, a, b),
    (s, _, a, b) => s.substring(a, b),
  ));
test("concat", () =>
  always(
    (s, t) => lang.stringConcat(s, t, s),
    (s, t) => s.concat(t, s),
  ));
test("indexOf", () =>
  always(
    (s, t, a) => lang.stringIndexOf(s, t, a),
    (s, t, a) => s.indexOf(t, a),
  ));
test("lastIndexOf", () =>
  always(
    (s, t, a) => lang.stringLastIndexOf(s, t, a),
    (s, t, a) => s.lastIndexOf(t, a),
  ));
test("the last of all", () =>
  always(
    (s, t) => lang.stringLastIndexOf(s, t),
    (s, t) => s.lastIndexOf(t),
  ));
test("includes", () =>
  always(
    (s, t, a) => lang.stringIncludes(s, t, a),
    (s, t, a) => s.includes(t, a),
  ));
test("startsWith", () =>
  always(
    (s, t, a) => lang.stringStartsWith(s, t, a),
    (s, t, a) => s.startsWith(t, a),
  ));
test("endsWith", () =>
  always(
    (s, t, a) => lang.stringEndsWith(s, t, a),
    (s, t, a) => s.endsWith(t, a),
  ));
test("ends at the end", () =>
  always(
    (s, t) => lang.stringEndsWith(s, t),
    (s, t) => s.endsWith(t),
  ));
test("padStart", () =>
  always(
    (s, t, a) => lang.stringPadStart(s, a, t),
    (s, t, a) => s.padStart(a, t),
  ));
test("padEnd", () =>
  always(
    (s, t, a) => lang.stringPadEnd(s, a, t),
    (s, t, a) => s.padEnd(a, t),
  ));
test("padded with spaces", () =>
  always(
    (s, _, a) => lang.stringPadStart(s, a),
    (s, _, a) => s.padStart(a),
  ));
test("trim", () =>
  always(
    (s) => lang.stringTrim(s),
    (s) => s.trim(),
  ));
test("trimStart", () =>
  always(
    (s) => lang.stringTrimStart(s),
    (s) => s.trimStart(),
  ));
test("trimEnd", () =>
  always(
    (s) => lang.stringTrimEnd(s),
    (s) => s.trimEnd(),
  ));
test("split", () =>
  always(
    (s, t) => split.stringSplit(s, t),
    (s, t) => s.split(t),
  ));
test("split with a limit", () =>
  always(
    (s, t, a) => split.stringSplit(s, t, a),
    (s, t, a) => s.split(t, a),
  ));

test("every unit that trim takes away", () => {
  for (let unit = 0; unit < 0x10000; unit++) {
    const s = `${String.fromCharCode(unit)}x`;
    if (lang.stringTrim(s) !== s.trim()) expect.fail(`U+${unit.toString(16)}`);
  }
});

test("repeat", () => {
  expect(lang.stringRepeat("ab", 3)).toBe("ababab");
  expect(lang.stringRepeat("", 1000)).toBe("");
  expect(() => lang.stringRepeat("a", -1)).toThrow(RangeError);
});

test("fromCodePoint and fromCharCode", () => {
  expect(lang.stringFromCodePoint(0x41, 0x1f600)).toBe("A😀");
  expect(lang.stringFromCharCode(0xd83d, 0xde00, 0x10041)).toBe("😀A");
  expect(() => lang.stringFromCodePoint(0x110000)).toThrow(RangeError);
});

test("replace and replaceAll, with what $ stands for in the replacement", () => {
  const replacements = fc
    .array(fc.constantFrom("$", "$$", "$&", "$`", "$'", "$1", "x", "&"), { maxLength: 5 })
    .map((parts) => parts.join(""));
  fc.assert(
    fc.property(texts, patterns, replacements, (s, pattern, replacement) => {
      expect(split.stringReplace(s, pattern, replacement)).toBe(s.replace(pattern, replacement));
      expect(split.stringReplaceAll(s, pattern, replacement)).toBe(s.replaceAll(pattern, replacement));
    }),
  );
});
