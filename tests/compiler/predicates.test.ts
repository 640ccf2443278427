/** Functions that narrow: type guards, assertion functions, `in`. */
import { sameOnNodeAndC, trapsInCAlone } from "./harness.js";

sameOnNodeAndC(
  "a guard tells the classes of a union apart",
  `
  class Circle { constructor(readonly r: number) {} }
  class Square { constructor(readonly side: number) {} }
  function isCircle(s: Circle | Square): s is Circle { return s instanceof Circle; }
  function area(s: Circle | Square): number { return isCircle(s) ? 3 * s.r * s.r : s.side * s.side; }
  print(\`\${area(new Circle(2))} \${area(new Square(3))}\`);
`,
);

sameOnNodeAndC(
  "a guard for a string among numbers, negated and combined",
  `
  const isText = (x: string | number): x is string => typeof x === "string";
  function f(x: string | number): string { if (!isText(x)) return \`\${x + 1}\`; return x + "!"; }
  function g(x: string | number, y: string | number): string { return isText(x) && isText(y) ? x + y : "no"; }
  print(f(1) + f("a") + g("a", "b") + g("a", 1));
`,
);

sameOnNodeAndC(
  "a guard against null",
  `
  function isThere<T>(x: T | null): x is T { return x !== null; }
  function f(x: string | null): number { return isThere(x) ? x.length : -1; }
  print(\`\${f("abc")} \${f(null)}\`);
`,
);

sameOnNodeAndC(
  "filter and find with a guard give the narrower type",
  `
  class Animal { constructor(readonly name: string) {} }
  class Dog extends Animal { bark(): string { return this.name + " barks"; } }
  const all: Animal[] = [new Animal("cow"), new Dog("rex"), new Dog("fido")];
  const dogs = all.filter((a): a is Dog => a instanceof Dog);
  print(dogs.map((d) => d.bark()).join());
  print(all.find((a): a is Dog => a instanceof Dog)?.bark() ?? "none");
  const texts = ([1, "a", null, "b"] as (string | number | null)[]).filter((x) => typeof x === "string");
  print(texts.map((t) => t.toUpperCase()).join(""));
`,
);

sameOnNodeAndC(
  "a method guards its own object",
  `
  abstract class Expr { isLeaf(): this is Leaf { return this instanceof Leaf; } }
  class Leaf extends Expr { constructor(readonly n: number) { super(); } }
  class Sum extends Expr { constructor(readonly a: Expr, readonly b: Expr) { super(); } }
  function total(e: Expr): number { if (e.isLeaf()) return e.n; if (e instanceof Sum) return total(e.a) + total(e.b); return 0; }
  print(\`\${total(new Sum(new Leaf(2), new Sum(new Leaf(3), new Leaf(4))))}\`);
`,
);

sameOnNodeAndC(
  "assertion functions: of a type, and of a condition",
  `
  function assertString(x: string | number): asserts x is string { if (typeof x !== "string") throw new TypeError("no string"); }
  function must(condition: boolean, text: string): asserts condition { if (!condition) throw new Error(text); }
  function f(x: string | number): number { assertString(x); return x.length; }
  function g(x: string | null): number { must(x !== null, "was null"); return x.length; }
  print(\`\${f("abc")} \${g("ab")}\`);
  try { f(1); } catch (e) { if (e instanceof TypeError) print(e.message); }
  try { g(null); } catch (e) { if (e instanceof Error) print(e.message); }
`,
);

sameOnNodeAndC(
  "in asks which member of a union it is",
  `
  type Shape = { radius: number } | { width: number; height: number } | { side: number };
  function area(s: Shape): number {
    if ("radius" in s) return 3 * s.radius;
    if ("width" in s) return s.width * s.height;
    return s.side * s.side;
  }
  print([area({ radius: 2 }), area({ width: 3, height: 4 }), area({ side: 5 })].join());
`,
);

sameOnNodeAndC(
  "in sees methods and inherited fields",
  `
  class Base { id = 7; }
  class Bird extends Base { fly(): string { return "flies"; } }
  class Fish { swim(): string { return "swims"; } }
  function move(x: Bird | Fish): string { return "fly" in x ? x.fly() : x.swim(); }
  function id(x: Bird | Fish): number { return "id" in x ? x.id : 0; }
  print(move(new Bird()) + move(new Fish()) + id(new Bird()) + id(new Fish()));
`.replace("move(new Fish()) + id(new Bird()) + id(new Fish())", "move(new Fish()) + `${id(new Bird())}${id(new Fish())}`"),
);

sameOnNodeAndC(
  "a switch over all members ends in never",
  `
  type Kind = "add" | "sub" | "neg";
  function unexpected(kind: never): never { throw new Error(\`unexpected \${kind}\`); }
  function apply(kind: Kind, a: number, b: number): number {
    switch (kind) {
      case "add": return a + b;
      case "sub": return a - b;
      case "neg": return -a;
      default: return unexpected(kind);
    }
  }
  print([apply("add", 1, 2), apply("sub", 5, 3), apply("neg", 4, 0)].join());
  try { apply("mul" as string as Kind, 1, 2); } catch (e) { if (e instanceof Error) print(e.message); }
`,
);

sameOnNodeAndC(
  "a constant of type never says that all cases are there",
  `
  enum Color { Red, Green }
  function name(c: Color): string {
    if (c === Color.Red) return "red";
    if (c === Color.Green) return "green";
    const rest: never = c;
    return rest;
  }
  print(name(Color.Red) + name(Color.Green));
`,
);

trapsInCAlone(
  "a guard that lies is found out",
  "the function's answer does not agree with the value's type",
  `
  class A { a = 1; }
  class B { b = "x"; }
  function isA(x: A | B): x is A { return [x].length === 1; }
  const x: A | B = [1].length === 1 ? new B() : new A();
  if (isA(x)) print(\`\${x.a}\`);
`,
);

trapsInCAlone(
  "a guard that denies what is so is found out as well",
  "the function's answer does not agree with the value's type",
  `
  class A { a = 1; }
  class B { b = "x"; }
  function isA(x: A | B): x is A { return [x].length === 2; }
  const x: A | B = [1].length === 1 ? new A() : new B();
  if (!isA(x)) print(x.b);
`,
);
