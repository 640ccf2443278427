/** Functions: defaults, rest, recursion, closures. */
import { sameOnNodeAndC } from "./harness.js";

sameOnNodeAndC(
  "default parameters see the earlier ones and rest parameters collect",
  `
  function area(w: u32, h: u32 = w * 2): u32 { return w * h; }
  function sum(first: number, ...others: number[]): number { let s = first; for (const o of others) s += o; return s; }
  print(\`\${area(3)} \${area(3, 4)} \${sum(1)} \${sum(1, 2, 3)} \${sum(0, ...[5, 6])}\`);
`,
);

sameOnNodeAndC(
  "functions call each other before they are declared",
  `
  print(\`\${even(10)} \${odd(7)}\`);
  function even(n: u32): boolean { return n === 0 ? true : odd(n - 1); }
  function odd(n: u32): boolean { return n === 0 ? false : even(n - 1); }
`,
);

sameOnNodeAndC(
  "a closure sees later changes of what it captured, and changes it",
  `
  function counter(start: number): { next: () => number; reset: (to: number) => void } {
    let n = start;
    return { next: () => n++, reset: (to) => { n = to; } };
  }
  const a = counter(5);
  const b = counter(100);
  print(\`\${a.next()} \${a.next()} \${b.next()}\`);
  a.reset(1);
  print(\`\${a.next()} \${b.next()}\`);
`,
);

sameOnNodeAndC(
  "a closure in a for loop captures each turn's own variable",
  `
  const shots: (() => number)[] = [];
  for (let i = 0; i < 3; i++) shots.push(() => i * 10);
  for (const s of ["x", "y"]) { const n = s.length + shots.length; shots.push(() => n); }
  for (const shot of shots) print(\`\${shot()}\`);
`,
);

sameOnNodeAndC(
  "nested functions capture parameters and this",
  `
  class Scale {
    constructor(private readonly by: number) {}
    all(xs: readonly number[]): number[] { return xs.map((x) => x * this.by); }
    twice(f: (x: number) => number): (x: number) => number { return (x) => f(f(x)) + this.by; }
  }
  const s = new Scale(3);
  print(s.all([1, 2, 3]).join(" "));
  const offset = 7;
  print(\`\${s.twice((x) => x + offset)(1)}\`);
`,
);

sameOnNodeAndC(
  "functions are values: in arrays, fields and as arguments",
  `
  function twice(x: number): number { return x * 2; }
  function apply(f: (x: number) => number, x: number): number { return f(x); }
  const table: readonly ((x: number) => number)[] = [twice, (x) => x + 1, (x) => -x];
  for (const f of table) print(\`\${apply(f, 21)}\`);
  interface Entry { readonly name: string; readonly run: (n: number) => string; readonly check?: (n: number) => boolean }
  const entries: readonly Entry[] = [
    { name: "hex", run: (n) => n.toString(16) },
    { name: "small", run: (n) => \`<\${n}>\`, check: (n) => n < 100 },
  ];
  for (const e of entries) print(\`\${e.name} \${e.run(255)} \${e.check === undefined ? "-" : String(e.check(255))}\`);
`,
);

sameOnNodeAndC(
  "generic functions work for scalars, strings and objects",
  `
  function last<T>(xs: readonly T[]): T { return xs[xs.length - 1]!; }
  function pair<A, B>(a: A, b: B): [A, B] { return [a, b]; }
  class Box<T> { constructor(readonly value: T) {} map<U>(f: (x: T) => U): Box<U> { return new Box(f(this.value)); } }
  print(\`\${last([1, 2, 3])} \${last(["a", "b"])} \${last([new Box(true)]).value}\`);
  const [n, s] = pair(4, "four");
  print(\`\${n + 1} \${s}\`);
  print(new Box(20).map((x) => x + 1).map((x) => \`<\${x}>\`).value);
`,
);

sameOnNodeAndC(
  "destructuring with defaults, rest and nesting",
  `
  interface Point { x: number; y: number; label?: string }
  function show({ x, y, label = "none" }: Point): string { return \`\${x},\${y},\${label}\`; }
  print(show({ x: 1, y: 2 }) + " " + show({ x: 1, y: 2, label: "p" }));
  const [first, , third, ...rest] = [1, 2, 3, 4, 5];
  print(\`\${first} \${third} \${rest.join("+")}\`);
  let a = 1, b = 2;
  [a, b] = [b, a];
  print(\`\${a} \${b}\`);
  const { x: left, y: { z } } = { x: 5, y: { z: "deep" } };
  print(\`\${left} \${z}\`);
`,
);

sameOnNodeAndC(
  "methods with several signatures, and what each gives",
  `
  class Box {
    show(x: u32): string;
    show(x: string, y?: u32): string;
    show(x: u32 | string, y: u32 = 1): string { return \`\${x}\${y}\`; }
    same(x: u32): u32;
    same(x: string): string;
    same(x: u32 | string): u32 | string { return x; }
  }
  const box = new Box();
  print(\`\${box.show(1)} \${box.show("a", 3)} \${box.same(1) + 1} \${box.same("four").length}\`);
  function twice(x: u32): u32;
  function twice(x: string): string;
  function twice(x: u32 | string): u32 | string { return typeof x === "string" ? x + x : 2 * x; }
  print(\`\${twice(4) + 1} \${twice("ab").length}\`);
`,
);

sameOnNodeAndC(
  "an interface with a call signature is a function type",
  `
  interface Compare<T> { (a: T, b: T): number }
  function least<T>(xs: readonly T[], compare: Compare<T>): T { return xs.reduce((a, b) => (compare(a, b) <= 0 ? a : b)); }
  print(\`\${least([3, 1, 2], (a, b) => a - b)}\`);
`,
);
