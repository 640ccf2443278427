/** Narrowing that the layout of values cannot follow. */
import { refused } from "../harness.js";

refused(
  "K2007",
  "two kinds of arrays in one union",
  `
  function f(x: string[] | u32[]): number { return x.length; }
  print(\`\${f(["a"])}\`);
`,
);

refused(
  "K2007",
  "a map or a set",
  `
  function f(x: Map<string, u32> | Set<string>): number { return x.size; }
  print(\`\${f(new Set<string>())}\`);
`,
);

refused(
  "K2007",
  "two function types in one union",
  `
  function f(x: ((n: u32) => u32) | ((s: string) => string)): void {}
  f((n: u32) => n);
`,
);

refused(
  "K2222",
  "a guard for an interface that classes implement",
  `
  interface Named { readonly name: string }
  interface Person extends Named { readonly age: number }
  class Pet implements Named { readonly name = "pet"; }
  class Human implements Person { readonly name = "human"; readonly age = 7; }
  function isPerson(x: Named): x is Person { return x.name === "human"; }
  const all: Named[] = [new Pet(), new Human()];
  for (const one of all) if (isPerson(one)) print(\`\${one.age}\`);
`,
);

refused(
  "K2321",
  "in with a name that is computed",
  `
  type S = { a: u32 } | { b: u32 };
  function f(s: S, name: string): boolean { return name in s; }
  print(\`\${f({ a: 1 }, "a")}\`);
`,
);

refused(
  "K2322",
  "in of a map",
  `
  const m = new Map<string, u32>();
  print(\`\${"a" in m}\`);
`,
);

refused(
  "K2323",
  "in with a field that may be left out",
  `
  type S = { a?: u32; c: u32 } | { b: u32 };
  function f(s: S): boolean { return "a" in s; }
  print(\`\${f({ b: 1 })}\`);
`,
);

refused(
  "K2324",
  "a condition with a call in it, asserted by a function",
  `
  function must(condition: boolean): asserts condition { if (!condition) throw new Error("no"); }
  let n = 0;
  function next(): number { n++; return n; }
  must(next() > 0);
`,
);
