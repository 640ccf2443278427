/** Generics: one instance per type, in functions, classes, methods, with constraints and defaults. */
import { sameOnNodeAndC } from "./harness.js";

sameOnNodeAndC(
  "generic classes that contain each other and extend each other",
  `
  class Pair<A, B> { constructor(readonly a: A, readonly b: B) {} swap(): Pair<B, A> { return new Pair(this.b, this.a); } }
  class Stack<T> {
    protected readonly items: T[] = [];
    push(x: T): this { this.items.push(x); return this; }
    pop(): T | undefined { return this.items.pop(); }
    get size(): number { return this.items.length; }
    map<U>(f: (x: T) => U): Stack<U> { const out = new Stack<U>(); for (const x of this.items) out.push(f(x)); return out; }
  }
  class Named<T> extends Stack<T> { constructor(readonly name: string) { super(); } text(show: (x: T) => string): string { return this.name + this.items.map(show).join("|"); } }
  const p = new Pair<u32, string>(1, "x").swap();
  const s = new Named<Pair<string, u32>>("n:").push(p).push(new Pair("y", 2));
  print(\`\${p.a}\${p.b} \${s.text((x) => x.a + \`\${x.b}\`)} \${s.map((x) => x.b * 2n_).size}\`);
  print(\`\${s.map((x) => x.b * 2).pop() ?? 0} \${s.map((x) => [x.a]).pop()?.join() ?? ""}\`);
`.replace(" * 2n_", " * 3"),
);

sameOnNodeAndC(
  "constraints, several parameters, inference through callbacks",
  `
  interface HasId { readonly id: number }
  class Item implements HasId { constructor(readonly id: number, readonly label: string) {} }
  function byId<T extends HasId>(xs: readonly T[], id: number): T | null { return xs.find((x) => x.id === id) ?? null; }
  function groupBy<T, K>(xs: readonly T[], key: (x: T) => K): Map<K, T[]> {
    const groups = new Map<K, T[]>();
    for (const x of xs) { const k = key(x); const group = groups.get(k); if (group === undefined) groups.set(k, [x]); else group.push(x); }
    return groups;
  }
  function least<T extends number | bigint | string>(xs: readonly T[]): T { let m = xs[0]!; for (const x of xs) if (x < m) m = x; return m; }
  const items = [new Item(1, "a"), new Item(2, "b"), new Item(3, "a")];
  print(\`\${byId(items, 2)?.label ?? "none"} \${byId(items, 9)?.label ?? "none"}\`);
  for (const [label, group] of groupBy(items, (i) => i.label)) print(\`\${label}: \${group.map((i) => i.id).join()}\`);
  for (const [odd, group] of groupBy([1, 2, 3, 4], (n) => n % 2 === 1)) print(\`\${odd} \${group.join()}\`);
  print(\`\${least([3, 1, 2])} \${least(["b", "a"])} \${least([5n, 4n])} \${least<u8>([9, 8])}\`);
  function compose<A, B, C>(f: (a: A) => B, g: (b: B) => C): (a: A) => C { return (a) => g(f(a)); }
  print(compose((n: u32) => n + 1, (m: number) => \`<\${m}>\`)(4));
  const table: readonly { readonly name: string; readonly run: (n: number) => number }[] = [{ name: "twice", run: (n) => n * 2 }, { name: "inc", run: (n) => n + 1 }];
  print(table.map(({ name, run }) => \`\${name}=\${run(5)}\`).join(" "));
`,
);

sameOnNodeAndC(
  "what a place says about integer types reaches type arguments",
  `
  const xs: u32[] = [1, 2, 3];
  const ys: u32[] = xs.map((x) => x + 1);
  const zs: readonly u8[] = xs.filter((x) => x > 1).map((x) => x & 0xff);
  function make<T>(x: T): T[] { return [x, x]; }
  const us: u16[] = make(7);
  print(\`\${ys.join()} \${zs.join()} \${us.join()}\`);
`,
);

sameOnNodeAndC(
  "what is not undefined in a generic function is a T",
  `
  function memo<K, V>(f: (k: K) => V): (k: K) => V {
    const known = new Map<K, V>();
    return (k) => {
      const hit = known.get(k);
      if (hit !== undefined) return hit;
      const made = f(k);
      known.set(k, made);
      return made;
    };
  }
  const fib: (n: u32) => u32 = memo((n: u32): u32 => (n < 2 ? n : fib(n - 1) + fib(n - 2)));
  print(\`\${fib(40)}\`);
  const upper = memo((s: string) => s.toUpperCase());
  print(upper("a") + upper("a"));
`,
);

sameOnNodeAndC(
  "the value of ??= on a field of type T",
  `
  class Lazy<T> {
    private value?: T;
    constructor(private readonly make: () => T) {}
    get(): T { return (this.value ??= this.make()); }
  }
  const lazy = new Lazy((): u32 => { print("made"); return 42; });
  print(\`\${lazy.get() + lazy.get()}\`);
`,
);
