/** Classes, interfaces, unions. */
import { sameOnNodeAndC, trapsInC } from "./harness.js";

sameOnNodeAndC(
  "methods are looked up by the object's class, super reaches the one above",
  `
  abstract class Shape {
    constructor(readonly name: string) {}
    abstract area(): number;
    describe(): string { return \`\${this.name}: \${this.area()}\`; }
  }
  class Square extends Shape {
    constructor(private readonly side: number) { super("square"); }
    area(): number { return this.side * this.side; }
  }
  class Tile extends Square {
    constructor(side: number, readonly color: string) { super(side); }
    override describe(): string { return \`\${super.describe()} \${this.color}\`; }
  }
  const shapes: Shape[] = [new Square(3), new Tile(2, "red")];
  for (const s of shapes) print(s.describe());
`,
);

sameOnNodeAndC(
  "fields start in order: base first, then initialisers, then the constructor's body",
  `
  class A { a = this.note("A.a"); constructor() { this.note("A()"); } note(s: string): string { print(s); return s; } }
  class B extends A { b = this.note("B.b"); constructor(x: string) { super(); this.note(x); } }
  const b = new B("B()");
  print(b.a + b.b);
`,
);

sameOnNodeAndC(
  "accessors, statics and private members",
  `
  class Temperature {
    static readonly zero = 273;
    static made = 0;
    static of(celsius: number): Temperature { Temperature.made++; return new Temperature(celsius + Temperature.zero); }
    private constructor(private kelvin: number) {}
    get celsius(): number { return this.kelvin - Temperature.zero; }
    set celsius(value: number) { this.kelvin = value + Temperature.zero; }
  }
  const t = Temperature.of(20);
  t.celsius += 5;
  print(\`\${t.celsius} \${Temperature.made}\`);
`,
);

sameOnNodeAndC(
  "an interface is implemented by unrelated classes",
  `
  interface Device { readonly name: string; read(offset: u32): u32; write?(offset: u32, value: u32): void }
  interface Sink { put(x: u32): boolean }
  class Rom implements Device { readonly name = "rom"; read(offset: u32): u32 { return offset * 2; } }
  class Port implements Device, Sink {
    private last: u32 = 7;
    constructor(readonly name: string) {}
    read(): u32 { return this.last; }
    put(x: u32): boolean { this.last = x; return true; }
  }
  const port = new Port("com");
  const devices: Device[] = [new Rom(), port];
  const sink: Sink = port;
  sink.put(99);
  for (const d of devices) print(\`\${d.name} \${d.read(21)}\`);
`,
);

sameOnNodeAndC(
  "a discriminated union is told apart by its literal field",
  `
  interface Circle { readonly kind: "circle"; readonly r: number }
  interface Rect { readonly kind: "rect"; readonly w: number; readonly h: number }
  type Shape = Circle | Rect | { readonly kind: "none" };
  function area(s: Shape): number {
    switch (s.kind) {
      case "circle": return 3 * s.r * s.r;
      case "rect": return s.w * s.h;
      case "none": return 0;
    }
  }
  const all: Shape[] = [{ kind: "circle", r: 2 }, { kind: "rect", w: 3, h: 4 }, { kind: "none" }];
  for (const s of all) print(\`\${s.kind} \${area(s)}\`);
  const s = all[1]!;
  if (s.kind === "rect") print(\`\${s.w}\`);
`,
);

sameOnNodeAndC(
  "instanceof narrows, also through a union of classes",
  `
  class Cat { meow(): string { return "meow"; } }
  class Dog { constructor(readonly bark: string) {} }
  class Puppy extends Dog {}
  function voice(a: Cat | Dog): string { return a instanceof Cat ? a.meow() : a.bark; }
  print(voice(new Cat()) + voice(new Dog("wuff")) + voice(new Puppy("wiff")));
  const d: Dog = new Puppy("x");
  print(\`\${d instanceof Puppy} \${d instanceof Dog}\`);
`,
);

sameOnNodeAndC(
  "null and undefined: optional chaining, ??, narrowing, optional fields",
  `
  class Node { next: Node | null = null; weight: u32 | null = null; note?: string; constructor(readonly id: u32) {} }
  const a = new Node(1);
  const b = new Node(2);
  a.next = b;
  b.weight = 0;
  b.note = "n";
  print(\`\${a.next?.id ?? 9} \${b.next?.id ?? 9} \${a.weight ?? 7} \${b.weight ?? 7} \${a.note ?? "-"} \${b.note ?? "-"} \${a.next?.next?.id ?? 5}\`);
  function length(s: string | null): u32 { if (s === null) return 0; return s.length; }
  print(\`\${length(null)} \${length("abc")} \${a.next!.id}\`);
  let n: number | undefined;
  print(\`\${n === undefined}\`);
  n ??= 4;
  print(\`\${n}\`);
`,
);

trapsInC(
  "null behind ! traps",
  "null",
  `
  class Item { next: Item | null = null; id = 1; }
  print(\`\${new Item().id}\`);
  print(\`\${new Item().next!.id}\`);
`,
);

sameOnNodeAndC(
  "tables of constants are folded",
  `
  const Register = { Data: 0x00, Flag: 0x18, Base: 0x900_0000n } as const;
  const names = ["zero", "one"] as const;
  print(\`\${Register.Base + BigInt(Register.Flag)} \${names[1]} \${names.length}\`);
`,
);

sameOnNodeAndC(
  "what a base's method returns as `this` is the object, of its own class",
  `class Steps { taken: u32 = 0; take(n: u32): this { this.taken += n; return this; } }
   class Loud extends Steps { said = ""; override take(n: u32): this { return super.take(n * 2).say("took"); } say(text: string): this { this.said += text; return this; } }
   const loud = new Loud().take(2).say("!").take(1);
   print(\`\${loud.taken} \${loud.said}\`);`,
);
