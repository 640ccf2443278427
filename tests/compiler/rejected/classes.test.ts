/** Classes, interfaces and names. */
import { refused } from "../harness.js";

refused(
  "K2202",
  "a method as a value",
  `
  class C { n: u32 = 1; get(): u32 { return this.n; } }
  const c = new C(); const f = c.get; print(\`\${f()}\`);
`,
);

refused(
  "K2203",
  "a field with another type below",
  `
  class A { x: number = 0; } class B extends A { override x: u32 = 1; }
  print(\`\${new B().x}\`);
`,
);

refused(
  "K2204",
  "a class that extends the library's",
  `
  class M extends Map<u32, u32> {}
  print(\`\${new M().size}\`);
`,
);

refused(
  "K2210",
  "a field with another type than the interface's",
  `
  interface I { n: number } class C implements I { n: u32 = 1; }
  const i: I = new C(); print(\`\${i.n}\`);
`,
);

refused(
  "K2212",
  "an optional method through the interface",
  `
  interface I { f?(): void } class C implements I { f(): void {} }
  const i: I = new C(); i.f?.();
`,
);

refused(
  "K2221",
  "a thrown string",
  `
  function f(): void { throw "x"; }
  f();
`,
);

refused(
  "K2303",
  "a closure made before what it captures",
  `
  function f(): () => u32 { const g = (): u32 => later; const later: u32 = 5 + Math.abs(-1); return g; }
  print(\`\${f()()}\`);
`,
);

refused(
  "K2305",
  "a promised value",
  `
  class C { x!: Error; }
  print(new C().x.message);
`,
);

refused(
  "K1017",
  "this in a nested function",
  `
  class C { n: u32 = 1; f(): u32 { function g(this: C): u32 { return this.n; } return g.call(this); } }
  print(\`\${new C().f()}\`);
`,
);
