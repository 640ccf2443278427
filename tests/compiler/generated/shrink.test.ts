/** The shrinker on failures that are made up: no compiler takes part, so they cost nothing. */
import { expect, test } from "vitest";
import { Choices } from "./choices.js";
import { writeProgram } from "./program.js";
import { shrink, type Compare } from "./shrink.js";

/** A program fails when it has this in it. */
function failsWith(pattern: RegExp, difference: string): Compare {
  return (sources) => Promise.resolve(sources.map((source) => (pattern.test(source) ? difference : null)));
}

/** Characters of a program with something to leave out. */
const long = 4000;

/** The first program with it of at least so many characters: the decisions it was made of, and its text. */
function programWith(pattern: RegExp, least = 0): { readonly made: readonly number[]; readonly text: string } {
  for (let seed = 1; ; seed++) {
    const choices = new Choices(seed);
    const text = writeProgram(choices, "device");
    if (text.length >= least && pattern.test(text)) return { made: choices.made, text };
  }
}

async function shrunk(made: readonly number[], compare: Compare): Promise<string> {
  return writeProgram(new Choices(0, await shrink(made, "device", compare)), "device");
}

/* In none of the lines that each program has. */
const seldom = /\.toUpperCase\(\)/;

test("a program that fails becomes a small one that fails as well", async () => {
  const { made, text } = programWith(seldom, long);
  const small = await shrunk(made, failsWith(seldom, "line 1 of the output"));
  expect(small).toMatch(seldom);
  expect(small.length).toBeLessThan(text.length / 2);
});

test("a program that tsc refuses is not taken for one that fails", async () => {
  const { made, text } = programWith(seldom);
  expect(await shrunk(made, failsWith(/^/, "error TS2339: no such property"))).toBe(text);
});

test("decisions that are repeated make the same program", () => {
  const { made, text } = programWith(seldom);
  expect(writeProgram(new Choices(0, made), "device")).toBe(text);
});
