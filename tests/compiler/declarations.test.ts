/** Where classes, enums, namespaces and generic functions may be declared. */
import { sameOnNodeAndC, trapsInCAlone } from "./harness.js";

sameOnNodeAndC(
  "a class expression as a constant",
  `
  const Counter = class { n = 1; next(): number { return this.n++; } };
  const c = new Counter();
  print(\`\${c.next()} \${c.next()} \${c instanceof Counter}\`);
`,
);

sameOnNodeAndC(
  "a class expression extends a declared class",
  `
  class Base { constructor(readonly tag: string) {} show(): string { return \`<\${this.tag}>\`; } }
  const Loud = class extends Base { override show(): string { return super.show().toUpperCase(); } };
  const all: Base[] = [new Base("a"), new Loud("b")];
  print(all.map((x) => x.show()).join(""));
`,
);

sameOnNodeAndC(
  "a class inside a function",
  `
  function area(w: number, h: number): number {
    class Box { constructor(readonly w: number, readonly h: number) {} get area(): number { return this.w * this.h; } }
    return new Box(w, h).area;
  }
  print(\`\${area(2, 3)} \${area(4, 5)}\`);
`,
);

sameOnNodeAndC(
  "a class inside a function uses constants and functions of the module",
  `
  const factor = 3;
  function scale(n: number): number { return n * factor; }
  function f(): number { const base = 10; class L { get(): number { return scale(base); } } return new L().get(); }
  print(\`\${f()}\`);
`,
);

sameOnNodeAndC(
  "two functions have classes of the same name",
  `
  function a(): string { class Part { name = "a"; } return new Part().name; }
  function b(): string { class Part { name = "b"; size = 2; } const p = new Part(); return \`\${p.name}\${p.size}\`; }
  print(a() + b());
`,
);

sameOnNodeAndC(
  "an enum inside a function",
  `
  function level(n: number): string { enum Level { Low, Mid = 5, High } return n >= Level.High ? "high" : n >= Level.Mid ? "mid" : "low"; }
  print([1, 5, 6].map((n) => level(n)).join());
`,
);

sameOnNodeAndC(
  "an enum of strings inside a block",
  `
  function dir(up: boolean): string { { enum Dir { Up = "U", Down = "D" } const d: Dir = up ? Dir.Up : Dir.Down; return d; } }
  print(dir(true) + dir(false));
`,
);

sameOnNodeAndC(
  "static blocks run between the static fields, in order",
  `
  class Table {
    static log: string[] = [];
    static readonly first = Table.note("first");
    static { for (let i = 0; i < 2; i++) Table.log.push(\`block\${i}\`); }
    static readonly last = Table.note("last");
    static note(s: string): number { Table.log.push(s); return Table.log.length; }
  }
  print(\`\${Table.log.join()} \${Table.first} \${Table.last}\`);
`,
);

sameOnNodeAndC(
  "namespaces hold functions, constants and variables",
  `
  namespace Geometry {
    export const sides = 4;
    let calls = 0;
    export function area(w: number, h: number): number { calls++; return w * h; }
    export function count(): number { return calls; }
  }
  print(\`\${Geometry.area(2, 3)} \${Geometry.area(1, 1)} \${Geometry.count()} \${Geometry.sides}\`);
`,
);

sameOnNodeAndC(
  "namespaces nest, and hold classes and enums",
  `
  namespace Outer {
    export namespace Inner {
      export class Item { constructor(readonly n: number) {} }
      export enum Kind { A = 1, B }
      export let made = 0;
    }
    export function make(): Inner.Item { Inner.made++; return new Inner.Item(Inner.made * Inner.Kind.B); }
  }
  print(\`\${Outer.make().n} \${Outer.make().n} \${Outer.Inner.made}\`);
  Outer.Inner.made = 9;
  print(\`\${Outer.make() instanceof Outer.Inner.Item} \${new Outer.Inner.Item(7).n}\`);
`,
);

sameOnNodeAndC(
  "a namespace's function as a value",
  `
  namespace Ops { export function double(n: number): number { return n * 2; } }
  const f = Ops.double;
  print([1, 2, 3].map(f).join() + [4].map(Ops.double).join());
`,
);

sameOnNodeAndC(
  "a default export by declaration is a function like any other",
  `
  export default function twice(n: number): number { return n * 2; }
  print(\`\${twice(twice(3))}\`);
`,
);

sameOnNodeAndC(
  "generic arrow functions as constants of a module",
  `
  const first = <T,>(xs: readonly T[], otherwise: T): T => (xs.length > 0 ? xs[0]! : otherwise);
  const pair = <A, B>(a: A, b: B): [A, B] => [a, b];
  print(\`\${first([3, 4], 0)} \${first<string>([], "none")} \${pair("k", 5)[1]}\`);
`,
);

sameOnNodeAndC(
  "instanceof of a generic class",
  `
  class Box<T> { constructor(readonly value: T) {} }
  class Tin { readonly size = 3; }
  function f(x: Box<number> | Tin): number { return x instanceof Box ? x.value : x.size; }
  function g(x: Box<string> | Box<number> | Tin): string { return x instanceof Box ? "box" : "tin"; }
  print(\`\${f(new Box(7))} \${f(new Tin())} \${g(new Box("a"))} \${g(new Tin())}\`);
`,
);

sameOnNodeAndC(
  "overloaded functions: each signature, one body",
  `
  function size(x: string): number;
  function size(x: number[], times: number): number;
  function size(x: string | number[], times = 1): number { return x.length * times; }
  print(\`\${size("abc")} \${size([1, 2], 3)}\`);
`,
);

sameOnNodeAndC(
  "functions share a variable that is declared without a value, in a function and in a module",
  `
  class Tree { size: u32 = 0; grow(): void { this.size++; } }
  let tree: Tree;
  let count: u32;
  function setUp(): void { tree = new Tree(); count = 1; }
  function work(): void { tree.grow(); count += 2; count++; print(\`\${tree.size} \${count}\`); }
  setUp();
  work();
  function local(): void {
    let names: string[]; let step: u32;
    const begin = (): void => { names = ["a"]; step = 2; };
    const go = (): void => { names.push("b"); step *= 3; print(\`\${names.join()} \${step}\`); };
    begin();
    go();
  }
  local();
`,
);

trapsInCAlone(
  "reading such a variable while it has no value traps",
  "null",
  `
  let name: string;
  function show(): void { print(name); }
  function set(): void { name = "set"; }
  show();
  set();
`,
);
