/** Declarations whose meaning would hang on where and when they are reached. */
import { refused } from "../harness.js";

const cases: readonly (readonly [code: string, title: string, source: string])[] = [
  [
    "K1004",
    "a static field of a class in a function",
    `function f(): u32 { class C { static n: u32 = 1; } return C.n; } print(\`\${f()}\`);`,
  ],
  ["K1004", "a static block of a class in a function", `function f(): void { class C { static { print("x"); } } new C(); } f();`],
  [
    "K1005",
    "a class in a function that uses its variable",
    `function f(n: u32): u32 { class C { get(): u32 { return n; } } return new C().get(); } print(\`\${f(1)}\`);`,
  ],
  [
    "K2302",
    "a class in a function that uses another's local",
    `function f(): u32 { let k: u32 = 1; k++; class C { n = k; } return new C().n; } print(\`\${f()}\`);`,
  ],
  [
    "K1006",
    "a class as the value of a call",
    `class A {} function mix(): number { const all = [class extends A {}]; return all.length; } print(\`\${mix()}\`);`,
  ],
  ["K1006", "a class in a variable that may change", `let C = class { n = 1; }; print(\`\${new C().n}\`);`],
  ["K1007", "a method with a computed name", `const name = "go"; class C { [name](): u32 { return 1; } } print(\`\${new C().go()}\`);`],
  [
    "K1007",
    "a computed name that is no constant",
    `function f(key: "a" | "b"): void { const o: { a?: u32; b?: u32 } = { [key]: 1 }; print(\`\${o.a}\`); } f("a");`,
  ],
  [
    "K1027",
    "loose equality of a string and a number",
    `function f(a: string | u32, b: string): boolean { return a == b; } print(\`\${f(1, "1")}\`);`,
  ],
  [
    "K2202",
    "a method that uses this, as a value",
    `class C { k = 2; twice(n: number): number { return n * this.k; } } const c = new C(); print([1].map(c.twice).join());`,
  ],
  ["K2017", "a generic method as a value", `class C { id<T>(x: T): T { return x; } } const f = new C().id; print(f("a"));`],
  ["K2009", "a record of any string", `const m: Record<string, number> = {}; m["a"] = 1; print(\`\${m["a"]}\`);`],
  [
    "K2008",
    "an intersection with an interface that a class implements",
    `interface A { a: number } interface B { b: number } class C implements A { a = 1; } function f(x: A & B): number { return x.a; } print(\`\${f({ a: 1, b: 2 })}\${new C().a}\`);`,
  ],
  [
    "K2217",
    "instanceof of a generic class below another one",
    `abstract class Base {} class Box<T> extends Base { constructor(readonly v: T) { super(); } } function f(x: Base): boolean { return x instanceof Box; } print(\`\${f(new Box(1))}\`);`,
  ],
  ["K4003", "a generator in a variable", "function* g(): Generator<number> { yield 1; } const it = g(); print(typeof it);"],
  [
    "K2331",
    "a generator that goes over itself",
    "function* g(n: number): Generator<number> { yield n; if (n > 0) yield* g(n - 1); } for (const x of g(2)) print(`${x}`);",
  ],
  [
    "K2332",
    "yield inside of try and catch",
    "function* g(): Generator<number> { try { yield 1; } catch { print('no'); } } for (const x of g()) print(`${x}`);",
  ],
  [
    "K1003",
    "waiting in a loop",
    `async function f(xs: Promise<number>[]): Promise<number> { let n = 0; for (const x of xs) n += await x; return n; }`,
  ],
  ["K1000", "a tagged template", `function tag(parts: TemplateStringsArray): string { return parts[0] ?? ""; } print(tag\`a\`);`],
  ["K1008", "a getter in an object literal", `const o = { get a(): number { return 1; } }; print(\`\${o.a}\`);`],
  ["K2001", "the type any in a class", `class C { x: any = 1; } print(\`\${new C().x}\`);`],
];

for (const [code, title, source] of cases) refused(code, title, source);
