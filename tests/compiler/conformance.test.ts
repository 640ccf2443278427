/** How many differential programs there are: a figure that shrinks by itself when tests are lost. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

/** Calls that compare a program's output, or its trap, on Node and in C; `logged` is `order.test.ts`'s own. */
const comparing = /^(sameOnNodeAndC|sameOnNodeAndHost|trapsInC|logged)\(/gm;

/** Programs in the source of each test file, by its name without the ending; generated ones aside. */
function programsByGroup(): ReadonlyMap<string, number> {
  const names = readdirSync(import.meta.dirname, { recursive: true, encoding: "utf8" }).filter((name) => /\.test\.ts$/.test(name));
  const count = (name: string): number => readFileSync(join(import.meta.dirname, name), "utf8").match(comparing)?.length ?? 0;
  return new Map(names.map((name) => [name.replace(/\.test\.ts$/, ""), count(name)]));
}

test("at least 400 programs are written by hand, in groups by feature", () => {
  const groups = [...programsByGroup()].filter(([, programs]) => programs > 0);
  expect(groups.length).toBeGreaterThan(35);
  expect(groups.reduce((sum, [, programs]) => sum + programs, 0)).toBeGreaterThanOrEqual(400);
});
