/** Types without a representation, and values that change theirs. */
import { refused } from "../harness.js";

refused(
  "K2001",
  "any",
  `
  function f(x: any): void {}
`,
);

refused(
  "K2001",
  "an empty array without a type",
  `
  const m = new Map(); print(\`\${m.size}\`);
`,
);

refused(
  "K2002",
  "unknown",
  `
  const x: unknown = 1; print(x === 1 ? "a" : "b");
`,
);

refused(
  "K2004",
  "null without a type",
  `
  const x = null; print(x === null ? "null" : "");
`,
);

refused(
  "K2006",
  "an optional of an optional",
  `
  const m = new Map<u32, string | null>(); print(m.get(1) ?? "none");
`,
);

refused(
  "K2009",
  "an index signature",
  `
  const o: { [key: string]: u32 } = {};
`,
);

refused(
  "K2010",
  "an object type without fields",
  `
  function f(x: {}): void {}
  f({});
`,
);

refused(
  "K2011",
  "a tuple with a rest",
  `
  function f(x: [u32, ...string[]]): u32 { return x[0]; }
  print(\`\${f([1])}\`);
`,
);

refused(
  "K2017",
  "a generic function as a value",
  `
  function id<T>(x: T): T { return x; }
  const f = id; print(f("a"));
`,
);

refused(
  "K2019",
  "a class as a value",
  `
  class C { n: u32 = 1; }
  function make(c: typeof C): C { return new c(); }
  print(\`\${make(C).n}\`);
`,
);

refused(
  "K2021",
  "a constant table as a value",
  `
  const table = { A: 1, B: 2 } as const;
  function f(t: { readonly A: 1; readonly B: 2 }): u32 { return t.A; }
  print(\`\${f(table)}\`);
`,
);

refused(
  "K2101",
  "an array of a narrower class as one of a wider",
  `
  class A { a: u32 = 1; } class B extends A { b: u32 = 2; }
  const bs: B[] = [new B()]; const as: A[] = bs; print(\`\${as.length}\`);
`,
);

refused(
  "K2102",
  "an assertion between unrelated classes",
  `
  interface P { x: u32 } interface Q { x: u32 }
  const p: P = { x: 1 }; const q = p as Q; print(\`\${q.x}\`);
`,
);

refused(
  "K2104",
  "a wider object is not a Point",
  `
  interface Point { x: u32; y: u32 }
  class Wide { y: u32 = 0; x: u32 = 0; z: u32 = 0 }
  const p: Point = new Wide(); print(\`\${p.x}\`);
`,
);

refused(
  "K2104",
  "an equal shape is still another class",
  `
  class A { n: u32 = 1; } class B { n: u32 = 2; }
  const a: A = new B(); print(\`\${a.n}\`);
`,
);

refused(
  "K2105",
  "an object literal for a class",
  `
  class A { n: u32 = 1; }
  const a: A = { n: 2 }; print(\`\${a.n}\`);
`,
);

refused(
  "K2110",
  "a tuple with an index that is no constant",
  `
  const t: [u32, u32] = [1, 2]; let i = 0; i++; print(\`\${t[i as 0]}\`);
`,
);

refused(
  "K2117",
  "functions compared",
  `
  function f(): void {} function g(): void {}
  const a: () => void = f; const b: () => void = g; print(a === b ? "y" : "n");
`,
);

refused(
  "K2118",
  "text of an object",
  `
  class C { n: u32 = 1; }
  print(\`\${new C()}\`);
`,
);
