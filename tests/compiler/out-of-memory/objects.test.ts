/** What makes objects, closures and boxes, when there is no memory for them. */
import { constructSurvives, constructSurvivesOnHost } from "./construct.js";

constructSurvives(
  "an object of a class, and one of the class below it",
  "3 x4",
  `
  class A { constructor(readonly n: number) {} text(): string { return \`\${this.n}\`; } }
  class B extends A { readonly tag = "x"; override text(): string { return this.tag + super.text(); } }
  function make(n: number): A { return n > 3 ? new B(n) : new A(n); }
  function construct(): string { const made: A[] = [make(3), make(4)]; return made.map((a) => a.text()).join(" "); }
`,
);

constructSurvives(
  "fields that are made one after the other, and a constructor that fails in the middle",
  "ab 2 0",
  `
  class Part { constructor(readonly name: string) {} }
  class Whole {
    readonly first = new Part("a".repeat(1));
    readonly list: Part[] = [this.first, new Part("b".repeat(1))];
    readonly index = new Map<string, Part>();
    constructor(readonly names: string[]) { for (const name of names) this.index.set(name, new Part(name)); }
  }
  function construct(): string { const w = new Whole([]); return w.list.map((p) => p.name).join("") + \` \${w.list.length} \${w.index.size}\`; }
`,
);

constructSurvives(
  "an object literal, and one that spreads another",
  "1,b,9",
  `
  interface Point { x: number; label: string; z: number }
  function copy(p: Point, z: number): Point { return { ...p, z }; }
  function construct(): string { const all = [copy({ x: 1, label: "b".repeat(1), z: 2 }, 9)]; return all.map((p) => \`\${p.x},\${p.label},\${p.z}\`).join(); }
`,
);

constructSurvives(
  "a tuple",
  "a1 b2",
  `
  function pair(text: string): [string, number] { return [text.slice(0, 1), text.length]; }
  function construct(): string { return [pair("a"), pair("bc")].map(([text, n]) => text + \`\${n}\`).join(" "); }
`,
);

constructSurvives(
  "members of a union of object types",
  "area 6, none",
  `
  type Shape = { kind: "box"; w: number; h: number } | { kind: "none" };
  function shape(n: number): Shape { return n > 0 ? { kind: "box", w: n, h: 3 } : { kind: "none" }; }
  function told(s: Shape): string { return s.kind === "box" ? \`area \${s.w * s.h}\` : s.kind; }
  function construct(): string { return [shape(2), shape(0)].map((s) => told(s)).join(", "); }
`,
);

constructSurvives(
  "a scalar that is boxed in a union of kinds",
  "string number bigint boolean",
  `
  function of(n: number): string | number | bigint | boolean { return n === 0 ? "a".repeat(2) : n === 1 ? n : n === 2 ? 7n : n > 2; }
  function construct(): string { const xs = [of(0), of(1), of(2), of(3)]; return xs.map((x) => typeof x).join(" "); }
`,
);

constructSurvives(
  "a closure that outlives its function, with what it captured",
  "5 7 hi",
  `
  function counter(start: number, text: string): () => string { let n = start; return () => { n += 2; return n > 8 ? text : \`\${n}\`; }; }
  function construct(): string { const next = counter(3, "h".concat("i")); return [next(), next(), next()].join(" "); }
`,
);

constructSurvives(
  "a variable that two closures share, and each turn's own variable of a loop",
  "3 0,1,2",
  `
  function both(): [() => void, () => number] { let n = 0; return [() => { n++; }, () => n]; }
  function construct(): string {
    const [more, read] = both();
    const turns: (() => number)[] = [];
    for (let i = 0; i < 3; i++) { more(); turns.push(() => i); }
    return \`\${read()} \` + turns.map((turn) => turn()).join();
  }
`,
);

constructSurvives(
  "a method's closure that captures this, and a function given as a value",
  "<a><b> 4",
  `
  class Wrapper { constructor(private readonly open: string) {} wrap(): (text: string) => string { return (text) => this.open + text + ">"; } }
  function twice(n: number): number { return n * 2; }
  function apply(f: (n: number) => number, n: number): number { return f(n); }
  function construct(): string { const wrap = new Wrapper("<").wrap(); return ["a", "b"].map((x) => wrap(x)).join("") + \` \${apply(twice, 2)}\`; }
`,
);

constructSurvives(
  "a function of a class inside of a generic one",
  "box of 4, box of four",
  `
  class Box<T> { constructor(private readonly value: T) {} map<U>(f: (value: T) => U): Box<U> { return new Box(f(this.value)); } get(): T { return this.value; } }
  function construct(): string { const n = new Box("four"); return [n.map((x) => \`box of \${x.length}\`), n.map((x) => "box of " + x)].map((b) => b.get()).join(", "); }
`,
);

constructSurvives(
  "an error that is made, thrown, caught and told",
  "refused: code 7; Error: plain",
  `
  class Refused extends Error { constructor(readonly code: number) { super(\`code \${code}\`); } }
  function attempt(n: number): string {
    try { if (n > 0) throw new Refused(n); throw new Error("pl" + "ain".slice(0)); }
    catch (e) { if (e instanceof Refused) return "refused: " + e.message; if (e instanceof OutOfMemoryError) throw e; return e instanceof Error ? \`\${e.name}: \${e.message}\` : ""; }
  }
  function construct(): string { return attempt(7) + "; " + attempt(0); }
`,
);

constructSurvives(
  "finally runs, and its own allocations may fail",
  "abc",
  `
  function construct(): string {
    const log: string[] = [];
    for (let i = 0; i < 3; i++) { try { log.push("ab".slice(i, i + 1)); } finally { if (i === 2) log.push("c".repeat(1)); } }
    return log.join("");
  }
`,
);

constructSurvives(
  "a weak reference",
  "seen gone",
  `
  class Thing { readonly name = "seen".slice(0); }
  function weak(): [Thing | null, WeakRef<Thing>] { const thing = new Thing(); return [thing, new WeakRef(thing)]; }
  function look(ref: WeakRef<Thing>): string { return ref.deref()?.name ?? "gone"; }
  function construct(): string { const pair = weak(); const before = look(pair[1]); pair[0] = null; return before + " " + look(pair[1]); }
`,
);

constructSurvives(
  "so many weak references that their table grows",
  "130 of one",
  `
  class Thing { readonly name = "one"; }
  function construct(): string {
    const thing = new Thing();
    const refs: WeakRef<Thing>[] = [];
    for (let i = 0; i < 130; i++) refs.push(new WeakRef(thing));
    let seen: u32 = 0;
    for (const ref of refs) if (ref.deref() === thing) seen++;
    return \`\${seen} of \${thing.name}\`;
  }
`,
);

constructSurvives(
  "rest parameters, spread arguments and what a pattern leaves over",
  "1 2,3,4 | 9 8,7",
  `
  function rest(first: number, ...others: number[]): string { return \`\${first} \${others.join()}\`; }
  function construct(): string { const [first, ...others] = [9, 8, 7]; return rest(1, ...[2, 3], 4) + " | " + \`\${first} \${others.join()}\`; }
`,
);

constructSurvives(
  "a pattern's defaults and parts",
  "x 2 made",
  `
  interface Options { name?: string; size: number; list?: string[] }
  function told({ name = "x".repeat(1), size, list = ["ma", "de"] }: Options): string { return \`\${name} \${size} \${list.join("")}\`; }
  function construct(): string { return told({ size: 2 }); }
`,
);

constructSurvives(
  "a generator in a loop, inside another one, and spread",
  "a0 a1 b0 b1 4",
  `
  function* part(name: string): Generator<string> { for (let i = 0; i < 2; i++) yield \`\${name}\${i}\`; }
  function* all(): Generator<string> { yield* part("a"); yield* part("b"); }
  function construct(): string { const seen: string[] = []; for (const x of all()) seen.push(x); return seen.join(" ") + \` \${[...all()].length}\`; }
`,
);

constructSurvives(
  "a class that is iterable",
  "1,2,3 6",
  `
  class Range { constructor(private readonly end: number) {} *[Symbol.iterator](): Generator<number> { for (let i = 1; i <= this.end; i++) yield i; } }
  function construct(): string { const xs = [...new Range(3)]; let sum = 0; for (const x of new Range(3)) sum += x; return \`\${xs.join()} \${sum}\`; }
`,
);

constructSurvives(
  "an object behind an interface, from a table of functions that make them",
  "dog! cat?",
  `
  interface Animal { call(): string }
  class Dog implements Animal { call(): string { return "dog".concat("!"); } }
  class Cat implements Animal { constructor(private readonly end: string) {} call(): string { return "cat" + this.end; } }
  function construct(): string {
    const makers: (() => Animal)[] = [() => new Dog(), () => new Cat("?".repeat(1))];
    return makers.map((make) => make().call()).join(" ");
  }
`,
);

constructSurvives(
  "accessors and static fields that are set to something new",
  "k1 k2",
  `
  class Names { static last = ""; private stored: string[] = []; get first(): string { return this.stored[0] ?? "none"; } set first(x: string) { this.stored = [x, ...this.stored]; Names.last = x + "."; } }
  function construct(): string { const names = new Names(); const seen: string[] = []; for (let i = 1; i < 3; i++) { names.first = \`k\${i}\`; seen.push(Names.last.slice(0, -1)); } return seen.join(" "); }
`,
);

constructSurvives(
  "what is assigned where something was",
  "new,x,cd,4",
  `
  class Holder { text = "old"; list: string[] = ["x"]; }
  function construct(): string {
    const h = new Holder(); h.text = "ne".concat("w"); h.list[0] ??= "never"; let s = "c"; s += "d".repeat(1); const m = new Map<string, number>([["a", 3]]); m.set("a".slice(0), (m.get("a") ?? 0) + 1);
    return [h.text, h.list[0] ?? "", s, \`\${m.get("a") ?? 0}\`].join();
  }
`,
);

constructSurvives(
  "a chain of objects, dropped from its head",
  "40",
  `
  class Link { constructor(readonly next: Link | null) {} }
  function construct(): string { let head: Link | null = null; for (let i = 0; i < 40; i++) head = new Link(head); let n = 0; for (let at: Link | null = head; at !== null; at = at.next) n++; return \`\${n}\`; }
`,
);

constructSurvivesOnHost(
  "a double in a union of kinds, and one that a closure shares",
  "0.5 text 1.75",
  `
  function of(n: number): string | number { return n > 1 ? "text".slice(0) : n / 2; }
  function adder(): (x: number) => number { let sum = 0.25; return (x) => { sum += x; return sum; }; }
  function construct(): string { const add = adder(); add(1); return [of(1), of(2)].map((x) => \`\${x}\`).join(" ") + \` \${add(0.5)}\`; }
`,
);
