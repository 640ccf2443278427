/** Syntax that the language does not have, whether anything reaches it or not. */
import { refused } from "../harness.js";

refused(
  "K1001",
  "var",
  `
  function f(): u32 { var n: u32 = 1; return n; }
`,
);

refused(
  "K1002",
  "a power",
  `
  function f(n: u32): number { return n ** n; }
  print(\`\${f(2)}\`);
`,
  "device",
);

refused(
  "K1003",
  "an asynchronous function",
  `
  async function f(): Promise<void> {}
`,
);

refused(
  "K1008",
  "an accessor in an object literal",
  `
  interface P { x: number }
  const p: P = { get x() { return 1; } };
`,
);

refused(
  "K1009",
  "a hole in an array",
  `
  const xs: (u32 | undefined)[] = [1, , 2]; print(\`\${xs.length}\`);
`,
);

refused(
  "K1016",
  "a spread for single parameters",
  `
  function f(a: u32, b: u32): u32 { return a + b; }
  const t: [u32, u32] = [1, 2];
  print(\`\${f(...t)}\`);
`,
);

refused(
  "K1018",
  "a function type with several signatures",
  `
  function run(f: { (x: u32): u32; (x: string): u32 }): u32 { return f(1) + f("a"); }
  print(\`\${run((x: u32 | string): u32 => (typeof x === "string" ? 1 : x))}\`);
`,
);

refused(
  "K1020",
  "for..in",
  `
  const o = { a: 1 }; for (const key in o) print(key);
`,
);

refused(
  "K1021",
  "delete",
  `
  const o: { a?: u32 } = { a: 1 }; delete o.a;
`,
);

refused(
  "K1022",
  "a regular expression",
  `
  const r = /a+/;
`,
);

refused(
  "K1023",
  "a decorator",
  `
  function d(c: typeof C): void {}
  @d class C {}
`,
);

refused(
  "K1025",
  "a dynamic import",
  `
  const m = import("../../src/std/index.js");
`,
);
