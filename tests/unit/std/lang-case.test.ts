/** Upper and lower case against JavaScript's, for every character there is. */
import fc from "fast-check";
import { expect, test as anyTest } from "vitest";
import { unicodeVersion } from "../../../src/std/lang/case-tables.js";
import { stringToLowerCase, stringToUpperCase } from "../../../src/std/lang/string-case.js";

/** Another version of Unicode has more letters. */
const test = anyTest.runIf(process.versions["unicode"] === unicodeVersion);

const anyText = fc.array(fc.nat(0x10ffff), { maxLength: 8 }).map((points) => String.fromCodePoint(...points));
const aroundSigma = fc.array(fc.constantFrom("Σ", "a", "B", "ß", ".", "'", " ", "\u0345", "\u{1d400}", "İ", "1"), { maxLength: 7 });

/** Code points that differ from JavaScript's conversion; halves of characters among them. */
function differences(ours: (s: string) => string, javascripts: (s: string) => string): string[] {
  const wrong: string[] = [];
  for (let point = 0; point <= 0x10ffff; point++) {
    const text = String.fromCodePoint(point);
    if (javascripts(text) !== text && ours(text) !== javascripts(text)) wrong.push(point.toString(16));
  }
  return wrong;
}

test("every character that has another case gets it", () => {
  expect(differences(stringToLowerCase, (s) => s.toLowerCase())).toEqual([]);
  expect(differences(stringToUpperCase, (s) => s.toUpperCase())).toEqual([]);
});

test("characters without another case stay", () => {
  for (const s of fc.sample(anyText, 1000)) {
    expect(stringToLowerCase(s)).toBe(s.toLowerCase());
    expect(stringToUpperCase(s)).toBe(s.toUpperCase());
  }
});

test("sigma at the end of a word", () => {
  for (const parts of fc.sample(aroundSigma, 3000)) {
    const s = parts.join("");
    expect(stringToLowerCase(s)).toBe(s.toLowerCase());
    expect(stringToUpperCase(s)).toBe(s.toUpperCase());
  }
});
