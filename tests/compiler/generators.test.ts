/** Generators, where something loops over them. */
import { sameOnNodeAndC } from "./harness.js";

sameOnNodeAndC(
  "a loop over a generator sees every value, and stops where it wants",
  `
  function* squares(n: number): Generator<number> { for (let i = 0; i < n; i++) yield i * i; }
  for (const x of squares(4)) print(\`\${x}\`);
  for (const x of squares(100)) { if (x > 10) break; if (x === 4) continue; print(\`<\${x}>\`); }
`,
);

sameOnNodeAndC(
  "several yields, and statements between them",
  `
  let log = "";
  function* steps(): Generator<string> { log += "a"; yield "one"; log += "b"; yield "two"; log += "c"; }
  for (const s of steps()) log += s;
  print(log);
`,
);

sameOnNodeAndC(
  "return ends a generator, return of the loop leaves the function",
  `
  function* upTo(n: number): Generator<number> { for (let i = 1; ; i++) { if (i > n) return; yield i; } }
  function firstAbove(limit: number): number { for (const x of upTo(50)) if (x * x > limit) return x; return -1; }
  print(\`\${[...upTo(3)].join()} \${firstAbove(30)} \${firstAbove(9999)}\`);
`,
);

sameOnNodeAndC(
  "yield* goes through another generator, an array and a string",
  `
  function* inner(a: number): Generator<number> { yield a; yield a + 1; }
  function* outer(): Generator<number> { yield* inner(1); yield* [7, 8]; yield* inner(5); }
  print([...outer()].join());
`,
);

sameOnNodeAndC(
  "an iterable class: a generator method under Symbol.iterator",
  `
  class Range { constructor(readonly from: number, readonly to: number) {} *[Symbol.iterator](): Generator<number> { for (let i = this.from; i < this.to; i++) yield i; } }
  const r = new Range(2, 6);
  let sum = 0;
  for (const x of r) sum += x;
  print(\`\${sum} \${[...r].join("-")} \${Array.from(new Range(0, 2)).join()}\`);
`,
);

sameOnNodeAndC(
  "generator methods use their object",
  `
  class Tree {
    readonly names: string[] = [];
    add(name: string): this { this.names.push(name); return this; }
    *pairs(sep: string): Generator<string> { for (let i = 1; i < this.names.length; i++) yield \`\${this.names[i - 1]}\${sep}\${this.names[i]}\`; }
  }
  const t = new Tree().add("a").add("b").add("c");
  for (const p of t.pairs("+")) print(p);
`,
);

sameOnNodeAndC(
  "finally runs when the loop breaks and when it throws",
  `
  let log = "";
  function* guarded(): Generator<number> { try { yield 1; yield 2; } finally { log += "f"; } }
  for (const x of guarded()) { log += \`\${x}\`; break; }
  for (const x of guarded()) log += \`\${x}\`;
  try { for (const x of guarded()) if (x === 2) throw new Error("stop"); } catch (e) { if (e instanceof Error) log += e.message; }
  print(log);
`,
);

sameOnNodeAndC(
  "loops over generators nest, and labels reach through them",
  `
  function* abc(): Generator<string> { yield "a"; yield "b"; yield "c"; }
  function* n12(): Generator<number> { yield 1; yield 2; }
  const out: string[] = [];
  outer: for (const s of abc()) { for (const n of n12()) { if (s === "b" && n === 1) continue outer; if (s === "c") break outer; out.push(\`\${s}\${n}\`); } }
  print(out.join());
`,
);

sameOnNodeAndC(
  "a set and a map are made from a generator",
  `
  function* words(text: string): Generator<string> { for (const w of text.split(" ")) if (w !== "") yield w; }
  const set = new Set(words("a b  a c b"));
  print([...set].join() + \`\${set.size}\`);
`,
);

sameOnNodeAndC(
  "closures in the loop's body capture each value",
  `
  function* three(): Generator<number> { for (let i = 0; i < 3; i++) yield i; }
  const shots: (() => number)[] = [];
  for (const x of three()) shots.push(() => x * 10);
  print(shots.map((f) => f()).join());
`,
);

sameOnNodeAndC(
  "a generic class is iterable",
  `
  class Bag<T> { readonly items: T[] = []; *[Symbol.iterator](): Generator<T> { for (const x of this.items) yield x; } }
  const bag = new Bag<string>(); bag.items.push("x", "y");
  const nums = new Bag<number>(); nums.items.push(1, 2);
  let total = 0; for (const n of nums) total += n;
  print([...bag].join("") + \`\${total}\`);
`,
);
