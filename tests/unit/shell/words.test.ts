import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { expect, test } from "vitest";
import { quoteWord, splitWords } from "../../../src/shell/language/words.js";

test.each([
  ["vm  list\t-f json ", ["vm", "list", "-f", "json"]],
  [`a"b c"d 'e f' ""`, ["ab cd", "e f", ""]],
  [String.raw`a\ b "\"\\\n" 'x\y'`, ["a b", String.raw`"\\n`, String.raw`x\y`]],
  ["a # b", ["a"]],
  ["a#b '#'", ["a#b", "#"]],
  ["größe 日本", ["größe", "日本"]],
  ["", []],
])("%j is split", (line, words) => {
  const list = splitWords(line);
  expect(list.words.map((word) => word.text)).toEqual(words);
  expect(list.problem).toBeNull();
});

test.each([
  [`a "b`, "a quote is not closed"],
  ["a 'b", "a quote is not closed"],
  ["a \\", "nothing follows the backslash"],
  ["vm list >", "the name of a file must follow > (quote it where it is meant as a character)"],
  ["a > b > c", "the output goes to one file alone"],
])("%j is no command line", (line, problem) => {
  expect(splitWords(line).problem).toBe(problem);
});

test.each([
  ["vm list > x", ["vm", "list"], "x", false],
  ["a>>'b c'd", ["a"], "b cd", true],
  [">x a b", ["a", "b"], "x", false],
  ["a \\> '>' # > x", ["a", ">", ">"], null, null],
])("%j has its output redirected", (line, words, target, append) => {
  const list = splitWords(line);
  expect(list.problem).toBeNull();
  expect(list.words.map((word) => word.text)).toEqual(words);
  expect(list.redirection?.target?.text ?? null).toBe(target);
  expect(list.redirection?.append ?? null).toBe(append);
});

test("words know their place in the line", () => {
  const line = `ab  "c d" e`;
  expect(splitWords(line).words.map((word) => line.slice(word.start, word.end))).toEqual(["ab", `"c d"`, "e"]);
});

test("a quoted word is read back as it was", { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: "grapheme", minLength: 1 }), { minLength: 1 }), (texts) => {
      const list = splitWords(texts.map(quoteWord).join(" "));
      expect(list.problem).toBeNull();
      expect(list.words.map((word) => word.text)).toEqual(texts);
    }),
  );
});

test("quotes and backslashes mean what they mean to sh", { timeout: 60_000 }, () => {
  const line = fc.string({ unit: fc.constantFrom("a", "b", " ", "'", '"', "\\"), maxLength: 10 });
  fc.assert(
    fc.property(line, (text) => {
      const ours = splitWords(text);
      fc.pre(ours.problem === null);
      const printed = execFileSync("sh", ["-c", `for word in ${text}; do printf '%s\\n' "$word"; done`], { encoding: "utf8" });
      expect(`${ours.words.map((word) => `${word.text}\n`).join("")}`).toBe(printed);
    }),
    { numRuns: 150 },
  );
});
