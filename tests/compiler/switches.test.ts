/** switch: falling through, on kinds, on what may be missing. */
import { sameOnNodeAndC } from "./harness.js";

sameOnNodeAndC(
  "a case falls into the next one",
  `
  function f(n: number): string { let s = ""; switch (n) { case 1: s += "1"; case 2: s += "2"; break; case 3: s += "3"; } return s; }
  print([0, 1, 2, 3].map((n) => f(n)).join("|"));
`,
  "host",
);

sameOnNodeAndC(
  "default in the middle is entered last and falls through",
  `
  function f(n: number): string { let s = ""; switch (n) { case 1: s += "a"; break; default: s += "d"; case 3: s += "c"; case 4: s += "e"; } return s; }
  print([1, 2, 3, 4].map((n) => f(n)).join("|"));
`,
  "host",
);

sameOnNodeAndC(
  "falling through on strings, with return and continue",
  `
  function f(xs: string[]): string { let s = ""; for (const x of xs) { switch (x) { case "skip": continue; case "a": s += "A"; case "b": s += "B"; if (s.length > 6) return s + "!"; break; default: s += "?"; } s += ","; } return s; }
  print(f(["a", "skip", "b", "x"]) + f(["a", "b", "a", "b"]));
`,
  "host",
);

sameOnNodeAndC(
  "tests of falling cases are made in order, once",
  `
  let log = "";
  function t(n: number): number { log += \`\${n}\`; return n; }
  switch (2) { case t(1): log += "x"; case t(2): log += "y"; case t(3): log += "z"; }
  print(log);
`,
  "host",
);

sameOnNodeAndC(
  "switch on typeof",
  `
  function f(x: string | number | boolean): string { switch (typeof x) { case "string": return x + "!"; case "number": return \`\${x + 1}\`; default: return x ? "yes" : "no"; } }
  print(f("a") + f(1) + f(false));
`,
);

sameOnNodeAndC(
  "switch on null and undefined",
  `
  function f(x: number | null | undefined): string { switch (x) { case null: return "null"; case undefined: return "undefined"; case 0: return "zero"; default: return \`\${x}\`; } }
  print([f(null), f(undefined), f(0), f(5)].join());
`,
);

sameOnNodeAndC(
  "switch on mixed values",
  `
  function f(x: string | number): string { switch (x) { case "a": return "letter"; case 1: return "one"; case "1": return "text"; default: return "other"; } }
  print([f("a"), f(1), f("1"), f(2)].join());
`,
);

sameOnNodeAndC(
  "switch (true) picks the first that holds",
  `
  function f(n: number): string { switch (true) { case n < 0: return "neg"; case n === 0: return "zero"; case n > 100: return "big"; default: return "some"; } }
  print([-5, 0, 500, 7].map((n) => f(n)).join());
`,
);
