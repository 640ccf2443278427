/** Closures, generic code and interfaces as values. */
import { sameOnNodeAndC } from "./harness.js";

sameOnNodeAndC(
  "functions that make functions that make functions",
  `
  const add = (a: number) => (b: number) => (c: number): number => a * 100 + b * 10 + c;
  const compose = <T>(f: (x: T) => T, g: (x: T) => T) => (x: T): T => f(g(x));
  const twice = (f: (x: number) => number): ((x: number) => number) => compose(f, f);
  print(\`\${add(1)(2)(3)} \${twice(add(0)(1))(4)} \${compose((s: string) => s + "!", (s: string) => s + "?")("a")}\`);
`,
);

sameOnNodeAndC(
  "a parameter that is assigned is the closure's own from call to call",
  `
  function from(n: number): () => number { return () => n++; }
  const [a, b] = [from(1), from(10)];
  print([a(), a(), b(), a(), b()].join());
`,
);

sameOnNodeAndC(
  "closures in a while loop capture the variable of their own turn",
  `
  const all: (() => string)[] = [];
  let i = 0;
  while (i < 3) { const mine = i; let changed = i * 10; all.push(() => \`\${mine} \${changed++} \${i}\`); changed++; i++; }
  print(all.map((f) => f() + "/" + f()).join());
`,
);

sameOnNodeAndC(
  "a closure keeps the caught error, the destructured part and the default",
  `
  function make({ name, size = 3 }: { name: string; size?: number }): () => string {
    try { throw new Error(name); } catch (e) { return () => (e instanceof Error ? e.message : "") + size + name; }
  }
  print(make({ name: "n" })() + make({ name: "m", size: 1 })());
`,
);

sameOnNodeAndC(
  "functions in maps and fields, replaced while they run",
  `
  const table = new Map<string, (x: number) => number>();
  table.set("f", (x) => { table.set("f", (y) => y - 1); return x * 2; });
  const run = (): number => table.get("f")!(10);
  class Holder { act: () => string = () => { this.act = () => "second"; return "first"; }; }
  const h = new Holder();
  print(\`\${run()} \${run()} \${h.act()} \${h.act()}\`);
  h.act = () => "";
`,
);

sameOnNodeAndC(
  "a function called where it is written",
  `
  const value = ((a: number, b: number): number => a * b)(6, 7);
  const text = (() => { const parts: string[] = []; for (const c of "abc") parts.unshift(c); return parts.join(""); })();
  print(\`\${value} \${text}\`);
`,
);

sameOnNodeAndC(
  "an arrow within an arrow within a method is still the object's",
  `
  class Tree {
    constructor(readonly name: string, readonly kids: Tree[] = []) {}
    paths(): string[] { return this.kids.flatMap((kid) => kid.kids.length === 0 ? [this.name + kid.name] : kid.paths().map((p) => [this.name, p].map((x) => x.toUpperCase() + this.kids.length).join("/"))); }
  }
  print(new Tree("a", [new Tree("b"), new Tree("c", [new Tree("d")])]).paths().join());
`,
);

sameOnNodeAndC(
  "one generic class for a byte, a text and an object, each with its own static count of uses",
  `
  class Stack<T> { private readonly items: T[] = []; push(...xs: T[]): this { this.items.push(...xs); return this; } pop(): T | undefined { return this.items.pop(); } get size(): number { return this.items.length; } }
  class Point { constructor(readonly x: number) {} }
  const [a, b, c] = [new Stack<u8>().push(1, 255), new Stack<string>().push("s"), new Stack<Point>().push(new Point(5))];
  print(\`\${a.pop() ?? 0} \${b.pop() ?? "-"} \${b.pop() ?? "-"} \${c.pop()?.x ?? 0} \${a.size}\`);
`,
);

sameOnNodeAndC(
  "a generic class extends another with its type filled in, and overrides what takes it",
  `
  class Cell<T> { constructor(protected held: T) {} get(): T { return this.held; } map<U>(f: (x: T) => U): Cell<U> { return new Cell(f(this.held)); } }
  class TextCell extends Cell<string> { override get(): string { return "<" + super.get() + ">"; } }
  class PairCell<T> extends Cell<[T, T]> { first(): T { return this.held[0]; } }
  print(new TextCell("a").get() + new TextCell("bc").map((s) => s.length).get() + new PairCell<number>([4, 5]).first());
`,
);

sameOnNodeAndC(
  "a bound on a type parameter lets its members be used, a default fills it in",
  `
  interface Named { readonly name: string }
  function longest<T extends Named>(xs: readonly T[]): T | null { let best: T | null = null; for (const x of xs) if (best === null || x.name.length > best.name.length) best = x; return best; }
  class Dog implements Named { constructor(readonly name: string, readonly tricks: number) {} }
  class Wrapper<T = string> { constructor(readonly of: T) {} }
  const plain: Wrapper = new Wrapper("w");
  print(\`\${longest([new Dog("a", 1), new Dog("bcd", 2)])?.tricks ?? 0} \${longest<Dog>([])?.tricks ?? -1} \${plain.of}\`);
`,
);

sameOnNodeAndC(
  "the written type argument of map decides, not what the callback seems to give",
  `
  const xs: i64[] = [-3n, 5n];
  const ys = xs.map<i64>((x) => BigInt.asIntN(64, x) & x);
  const zs = xs.map<string>((x) => \`\${x}\`);
  print(ys.join() + zs.join("|"));
`,
);

sameOnNodeAndC(
  "a generic interface implemented for two types, and objects that are literals of it",
  `
  interface Codec<T> { write(x: T): string; read(text: string): T }
  class Numbers implements Codec<number> { write(x: number): string { return \`#\${x}\`; } read(text: string): number { return text.length; } }
  class Flags implements Codec<boolean> { write(x: boolean): string { return x ? "+" : "-"; } read(text: string): boolean { return text === "+"; } }
  function there<T>(codec: Codec<T>, x: T): T { return codec.read(codec.write(x)); }
  print(\`\${there(new Numbers(), 123)} \${there(new Flags(), true)} \${there(new Flags(), false)}\`);
`,
);

sameOnNodeAndC(
  "an array of an interface's objects is filtered by class and mapped by method",
  `
  interface Animal { speak(): string }
  class Cat implements Animal { constructor(readonly lives: number) {} speak(): string { return "meow"; } }
  class Cow implements Animal { speak(): string { return "moo"; } }
  const farm: Animal[] = [new Cat(9), new Cow(), new Cat(3)];
  let lives = 0;
  for (const a of farm) if (a instanceof Cat) lives += a.lives;
  print(farm.map((a) => a.speak()).join() + \` \${lives} \${farm.findIndex((a) => a instanceof Cow)}\`);
`,
);

sameOnNodeAndC(
  "a loop over a generator whose body loops over the same one",
  `
  function* upTo(n: number): Generator<number> { let k = 0; while (k < n) { yield k; k++; } if (n > 1) yield n * 10; }
  for (const a of upTo(2)) for (const b of upTo(a + 1)) print(\`\${a} \${b} \${[...upTo(b)].join()}\`);
`,
);

sameOnNodeAndC(
  "the body of a loop over another instance of a generic class keeps its own types",
  `
  class Bag<T> {
    readonly items: T[] = [];
    *[Symbol.iterator](): Generator<T> { for (const x of this.items) yield x; }
    paired(names: Bag<string>): [T, string][] { const all: [T, string][] = []; for (const name of names) { const mine: T[] = this.items; all.push([mine[0]!, name]); } return all; }
  }
  const numbers = new Bag<u8>(); numbers.items.push(7);
  const names = new Bag<string>(); names.items.push("a", "b");
  print(numbers.paired(names).map(([n, s]) => \`\${n}\${s}\`).join());
`,
);
