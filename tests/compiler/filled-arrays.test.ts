/** `new Array(n).fill(x)`, of which tsc says any[]: what fills the array says what it holds. */
import { refused, sameOnNodeAndHost } from "./harness.js";

sameOnNodeAndHost(
  "an array is of the type of what fills it, in a variable, in a call and below another",
  `
  const counts = new Array(3).fill(0);
  counts[1] += 2;
  const words = Array(2).fill("x");
  const flags = new Array(2).fill(false);
  flags[0] = !flags[1];
  const grid = Array.from({ length: 2 }, () => new Array(3).fill(0));
  grid[1][2] = counts[1] * 1.5;
  const best: number[][] = new Array(2).fill(0).map((_, y) => Array(2).fill(y));
  function zeros(n: number) { return new Array(n).fill(0); }
  console.log(counts, words.join("-"), flags, grid, best, zeros(2).map((x) => x + 0.5));
`,
);

sameOnNodeAndHost(
  "the place says more than what fills it",
  `
  const small: u8[] = new Array(2).fill(200);
  const names: (string | null)[] = new Array(2).fill(null);
  names[1] = "b";
  const either: (number | undefined)[] = Array(2).fill(undefined);
  either[0] = 4;
  const missing: (string | undefined)[] = Array.from({ length: 2.5 });
  missing[0] = "a";
  console.log(small, names, either, missing, missing.length);
`,
);

refused(
  "K2001",
  "null says nothing of what an array will hold",
  "const parents = new Array(3).fill(null);\nconsole.log(parents.length);",
  "host",
);

refused(
  "K4006",
  "elements that nothing makes and that must be there",
  "const xs: number[] = Array.from({ length: 2 });\nconsole.log(xs);",
  "host",
);

refused("K2001", "an array that nothing fills yet may hold anything", "const xs = Array(3);\nconsole.log(xs.length);", "host");
