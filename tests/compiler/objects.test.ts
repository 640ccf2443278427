/** Objects: rest and spread, keys that are known, intersections, methods as values. */
import { sameOnNodeAndC } from "./harness.js";

sameOnNodeAndC(
  "the rest of an object is a new object",
  `
  const whole = { a: 1, b: "x", c: true };
  const { a, ...rest } = whole;
  print(\`\${a} \${rest.b} \${rest.c}\`);
  whole.b = "changed";
  print(rest.b);
`,
);

sameOnNodeAndC(
  "rest in a parameter",
  `
  interface Options { name: string; width: number; height: number }
  function area({ name, ...size }: Options): string { return \`\${name}=\${size.width * size.height}\`; }
  print(area({ name: "r", width: 3, height: 4 }));
`,
);

sameOnNodeAndC(
  "rest of a class instance takes its fields",
  `
  class Point { constructor(public x: number, public y: number, public z: number) {} norm(): number { return this.x; } }
  const { x, ...others } = new Point(1, 2, 3);
  print(\`\${x} \${others.y} \${others.z}\`);
`,
);

sameOnNodeAndC(
  "spread of a class instance takes its fields, and not its methods",
  `
  class Config { host = "local"; port = 80; private readonly secret = 7; show(): string { return \`\${this.secret}\`; } }
  const copy = { ...new Config(), port: 8080 };
  print(\`\${copy.host}:\${copy.port}\`);
`,
);

sameOnNodeAndC(
  "computed names that are constants",
  `
  enum Color { Red, Green, Blue }
  const name = "key";
  const names: Record<Color, string> = { [Color.Red]: "red", [Color.Green]: "green", [Color.Blue]: "blue" };
  const o = { [name]: 5 };
  print([Color.Blue, Color.Red].map((c) => names[c]).join() + \`\${o.key}\`);
`,
);

sameOnNodeAndC(
  "a record with known keys is read and written by key",
  `
  type Key = "hits" | "misses";
  const counts: Record<Key, number> = { hits: 0, misses: 0 };
  function note(key: Key, by: number): void { counts[key] += by; }
  note("hits", 2); note("misses", 1); note("hits", 3);
  for (const key of ["hits", "misses"] as const) print(\`\${key} \${counts[key]}\`);
  counts["hits"] = 9;
  print(\`\${counts.hits}\`);
`,
);

sameOnNodeAndC(
  "a table of constants is read by key",
  `
  const prices = { apple: 3, pear: 5, plum: 2 } as const;
  type Fruit = keyof typeof prices;
  function total(fruits: readonly Fruit[]): number { let sum = 0; for (const f of fruits) sum += prices[f]; return sum; }
  print(\`\${total(["apple", "plum", "apple"])}\`);
`,
);

sameOnNodeAndC(
  "keyof of an interface picks a field",
  `
  interface Person { first: string; last: string; age: number }
  function text(p: Person, key: "first" | "last"): string { return p[key]; }
  function any(p: Person, key: keyof Person): string { const v = p[key]; return typeof v === "number" ? \`\${v + 1}\` : v; }
  const ada: Person = { first: "Ada", last: "L", age: 36 };
  print(text(ada, "first") + text(ada, "last") + any(ada, "age") + any(ada, "last"));
`,
);

sameOnNodeAndC(
  "Partial, Pick and Omit are object types like others",
  `
  interface Full { id: number; label: string; size: number }
  function update(target: Full, change: Partial<Full>): Full { return { id: change.id ?? target.id, label: change.label ?? target.label, size: change.size ?? target.size }; }
  function brief(x: Pick<Full, "id" | "label">): string { return \`\${x.id}\${x.label}\`; }
  const u = update({ id: 1, label: "a", size: 2 }, { label: "b" });
  print(\`\${u.id}\${u.label}\${u.size}\` + brief({ id: 3, label: "c" }));
`,
);

sameOnNodeAndC(
  "an intersection has the fields of both",
  `
  type Named = { name: string };
  type Aged = { age: number };
  type Pet = Named & Aged & { legs: number };
  function greet(x: Named): string { return \`hi \${x.name}\`; }
  const rex: Pet = { name: "rex", age: 3, legs: 4 };
  print(\`\${greet(rex)} \${rex.age} \${rex.legs}\`);
`,
);

sameOnNodeAndC(
  "a method that does without this is a value",
  `
  class Math2 { twice(n: number): number { return n * 2; } half(n: number): number { return Math.floor(n / 2); } }
  const m = new Math2();
  print([1, 2, 3].map(m.twice).join() + [8, 9].map(m.half).join());
`,
);

sameOnNodeAndC(
  "bind ties a method to its object",
  `
  class Scale { constructor(readonly by: number) {} apply(n: number): number { return n * this.by; } }
  const triple = new Scale(3);
  const f = triple.apply.bind(triple);
  const fs = [1, 5].map((k) => { const s = new Scale(k); return s.apply.bind(s); });
  print(\`\${f(4)} \${fs.map((g) => g(10)).join()}\`);
`,
);

sameOnNodeAndC(
  "a bound method that is overridden",
  `
  class Shape { area(): number { return 0; } }
  class Square extends Shape { constructor(readonly side: number) { super(); } override area(): number { return this.side * this.side; } }
  const shapes: Shape[] = [new Shape(), new Square(4)];
  print(shapes.map((s) => s.area.bind(s)).map((f) => f()).join());
`,
);

sameOnNodeAndC(
  "keys that are no identifiers in C stay different",
  `
  const operations: Record<"+" | "-" | "a-b" | "a_b", (a: u32, b: u32) => number> = { "+": (a, b) => a + b, "-": (a, b) => a - b, "a-b": (a) => a, a_b: (_, b) => b };
  print(\`\${operations["+"](1, 2)} \${operations["-"](5, 3)} \${operations["a-b"](1, 2)} \${operations.a_b(1, 2)}\`);
  const $x: u32 = 1, _: u32 = 2, $: u32 = 3, __: u32 = 4, x$: u32 = 5;
  print(\`\${$x} \${_} \${$} \${__} \${x$}\`);
`,
);
