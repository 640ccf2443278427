/** Calls of generic functions whose result is of the type of its place, where tsc infers another one that it lets pass as that. */
import { refused, sameOnNodeAndC, sameOnNodeAndHost, trapsInC } from "./harness.js";

sameOnNodeAndC(
  "arrays in an array hold what the place says, not the numbers that tsc infers",
  `
  const xs: i32[] = [1, -2];
  const rows: i32[][] = xs.map((x) => [x + 0, x * 2]);
  const some: (u8[] | null)[] = xs.map((x) => (x < 0 ? null : [x + 1]));
  const depth: i32[][][] = xs.map((x) => xs.map((y) => [x + y]));
  rows.push([7]);
  print(rows.map((row) => row.join("+")).join() + some.map((row) => (row === null ? "none" : row.join())).join() + depth.join("|"));
`,
);

sameOnNodeAndHost(
  "integers in arrays stay integers where numbers are doubles",
  `
  const xs: i32[] = [1, -2];
  const rows: i32[][] = xs.map((x) => [x + 0, x * 2]);
  const pairs: [i32, string][] = xs.map((x) => [x + 0, "x"]);
  rows[0]![0]! += 0x7fff;
  print(rows.join() + pairs.map(([n, text]) => text + String(n)).join());
`,
);

trapsInC(
  "what does not fit the place's array traps",
  "value 300 does not fit u8",
  `
  const xs: u32[] = [100];
  const rows: u8[][] = xs.map((x) => [x, x * 3]);
  print(rows.join());
`,
);

sameOnNodeAndC(
  "object literals that a callback makes are of the place's interface",
  `
  interface Point { x: i32; y?: i32; readonly name: string }
  const xs: i32[] = [1, 2];
  const points: Point[] = xs.map((x) => ({ name: "p", x: x + 1 }));
  points[0]!.y = 5;
  const shapes: ({ kind: "round"; r: u32 } | { kind: "flat"; text: string })[] = xs.map((x) => ({ kind: "round", r: x * 2 }));
  shapes.push({ kind: "flat", text: "f" });
  for (const { name, x, y } of points) print(\`\${name} \${x} \${y ?? -1}\`);
  for (const shape of shapes) print(shape.kind === "round" ? \`\${shape.r}\` : shape.text);
`,
);

sameOnNodeAndC(
  "an array of a class's objects is made as one of its base, which takes others as well",
  `
  interface Named { name(): string }
  class Animal implements Named { constructor(readonly age: u32) {} name(): string { return "animal"; } }
  class Dog extends Animal { override name(): string { return "dog" + String(this.age); } }
  class Cat extends Animal { override name(): string { return "cat"; } }
  const ages: u32[] = [3, 4];
  const animals: Animal[] = ages.map((age) => new Dog(age));
  animals.push(new Cat(1));
  const named: Named[] = ages.map((age) => (age > 3 ? new Dog(age) : new Cat(age)));
  const packs: Animal[][] = ages.map((age) => [new Dog(age)]);
  packs[0]!.push(new Animal(2));
  print([...animals, ...named].map((one) => one.name()).join() + packs.map((pack) => pack.map((one) => one.name()).join("+")).join());
`,
);

sameOnNodeAndC(
  "elements may be missing, or of another kind, where the place says so",
  `
  const xs: u32[] = [1, 2];
  const texts: (string | null)[] = xs.map((x) => \`\${x}\`);
  texts.push(null);
  const values: (string | boolean)[] = xs.map((x) => "v" + String(x));
  values.push(true);
  print(texts.map((text) => text ?? "none").join() + values.map((value) => (typeof value === "string" ? value : "yes")).join());
`,
);

sameOnNodeAndC(
  "Array.from makes what the place says",
  `
  interface Slot { n: u32; next: Slot | null }
  const slots: Slot[] = Array.from({ length: 3 }, (_, n) => ({ n: n + 1, next: null }));
  slots[0]!.next = slots[2]!;
  const squares: u8[] = Array.from({ length: 4 }, (_, n) => n * n);
  const rows: u8[][] = Array.from({ length: 2 }, (_, n) => [n + 1]);
  const wide: (u64 | null)[] = Array.from(new Set([5n, 6n]));
  wide.push(null);
  print(\`\${slots[0]!.next.n} \${squares.join()} \${rows.join()} \${wide.map((x) => x ?? 0n).join()}\`);
`,
);

sameOnNodeAndC(
  "what a function of the program hands through is of the place's type",
  `
  interface Point { x: i32; y: i32 | null }
  class Base { n: u32 = 1; }
  class Derived extends Base { m: u32 = 2; }
  function late<T>(make: () => T): T { return make(); }
  function twice<T>(make: () => T): T[] { return [make(), make()]; }
  const point: Point = late(() => ({ x: 2 + 3, y: null }));
  const maybe: Point | null = late(() => (point.x > 9 ? { x: 1, y: 2 } : null));
  const list: u16[] = late(() => [point.x + 1]);
  const bases: Base[] = twice(() => new Derived());
  bases.push(new Base());
  const base: Base = late(() => new Derived());
  point.y = 4;
  print(\`\${point.x}\${point.y} \${maybe === null} \${list.join()} \${bases.map((one) => one.n).join()} \${base instanceof Derived}\`);
`,
);

sameOnNodeAndC(
  "an array goes through a function to a place that only reads it",
  `
  class Base { n: u32 = 1; }
  class Derived extends Base { m: u32 = 2; }
  function tail<T>(xs: T[]): T[] { return xs.slice(1); }
  const some = [new Derived(), new Derived()];
  const rest: readonly Base[] = tail(some);
  print(\`\${rest.length} \${rest[0]!.n}\`);
`,
);

refused(
  "K2101",
  "an array that is there already keeps its type",
  `
  function same<T>(x: T): T { return x; }
  const xs: number[] = [1];
  const ys: u8[] = same(xs);
  print(ys.join());
`,
);

sameOnNodeAndC(
  "a sum on its way is a number, whatever its place",
  `
  const xs: number[] = [300, -100];
  const sum: u8 = xs.reduce((p, x) => p + x, 0);
  function late<T>(make: () => T): T { return make(); }
  const minus: i64[] = [-1n];
  const signed: i64[] = minus.map((x) => x - 1n);
  const one: i64 = late(() => signed[0]! - 1n);
  print(\`\${sum} \${signed.join()} \${one}\`);
`,
);

sameOnNodeAndC(
  "a callback gives objects of several shapes where the place is a union of them",
  `
  type Shape = { kind: "round"; r: u32 } | { kind: "flat"; text: string };
  const xs: u32[] = [1, 2];
  const shapes: Shape[] = xs.map((x) => (x > 1 ? { kind: "round", r: x } : { kind: "flat", text: "f" }));
  print(shapes.map((shape) => (shape.kind === "round" ? \`\${shape.r}\` : shape.text)).join());
`,
);

trapsInC(
  "what a callback gives traps where an element of the place cannot be that",
  "value 256 does not fit u8",
  `
  const xs: u32[] = [255];
  const bytes: u8[] = xs.map((x) => x + 1);
  print(bytes.join());
`,
);

trapsInC(
  "what a callback puts into a field traps",
  "value -1 does not fit u32",
  `
  interface Point { readonly x: u32 }
  const xs: u32[] = [1];
  const points: Point[] = xs.map((x) => { const y = x - 1; return { x: y - 1 }; });
  print(\`\${points.length}\`);
`,
);

trapsInC(
  "what Array.from makes traps",
  "value -1 does not fit u16",
  `
  const xs: (u16 | null)[] = Array.from({ length: 2 }, (_, n) => (n > 0 ? n - 2 : null));
  print(\`\${xs.length}\`);
`,
);

trapsInC(
  "what is handed through a function of the program traps where it is made",
  "value 65536 does not fit u16",
  `
  function late<T>(make: () => T): T { return make(); }
  const big: u32 = 65535;
  const list: [u16, string] = late(() => [big + 1, "big"]);
  print(list[1]);
`,
);
