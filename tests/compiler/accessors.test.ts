/** Getters and setters, static members, initial values: who is asked, how often, in which order. */
import { sameOnNodeAndC } from "./harness.js";

sameOnNodeAndC(
  "a compound assignment asks the getter once and the setter once",
  `
  class Gauge {
    log = "";
    private held = 5;
    get level(): number { this.log += "g"; return this.held; }
    set level(x: number) { this.log += \`s\${x}\`; this.held = x; }
  }
  const g = new Gauge();
  g.level += 2;
  const before = g.level++;
  print(\`\${before} \${--g.level} \${g.log}\`);
`,
);

sameOnNodeAndC(
  "a getter below takes the place of the one above, also for what the class above does",
  `
  class Base { get name(): string { return "base"; } describe(): string { return this.name; } }
  class Derived extends Base { override get name(): string { return "derived"; } }
  print(new Derived().describe() + " " + new Base().describe());
`,
);

sameOnNodeAndC(
  "a getter without a setter, beside a readonly field",
  `
  class Circle { constructor(readonly radius: number) {} get diameter(): number { return this.radius * 2; } }
  const all = [new Circle(1), new Circle(4)];
  print(all.map((c) => c.diameter).join() + \` \${all[1]!.radius}\`);
`,
);

sameOnNodeAndC(
  "a setter that keeps its value within bounds",
  `
  class Volume { private now = 0; set to(x: number) { this.now = Math.max(0, Math.min(11, x)); } get to(): number { return this.now; } }
  const v = new Volume();
  for (const x of [5, 99, -3]) { v.to = x; print(\`\${v.to}\`); }
`,
);

sameOnNodeAndC(
  "the value of an assignment through a setter is what was assigned",
  `
  class Halves { private kept = 0; set half(x: number) { this.kept = x >> 1; } get half(): number { return this.kept; } }
  const h = new Halves();
  const assigned = (h.half = 9);
  print(\`\${assigned} \${h.half}\`);
`,
);

sameOnNodeAndC(
  "static fields see those above them, and static methods change them",
  `
  class Ids {
    static readonly first: u32 = 100;
    static next: u32 = Ids.first + 1;
    static take(): u32 { return Ids.next++; }
  }
  print(\`\${Ids.take()} \${Ids.take()} \${Ids.next} \${Ids.first}\`);
`,
);

sameOnNodeAndC(
  "each class has its own static of the same name",
  `
  class A { static count = 0; static add(): void { A.count++; } }
  class B { static count = 10; static add(): void { B.count++; } }
  A.add(); A.add(); B.add();
  print(\`\${A.count} \${B.count}\`);
`,
);

sameOnNodeAndC(
  "parameter properties are there before the body of the constructor and after the fields above",
  `
  class Base { log: string; constructor(first: string) { this.log = first; } }
  class Named extends Base {
    readonly long = this.log + "!";
    constructor(readonly name: string, public age: number = 3) { super("base"); this.log += \`\${this.name}\${this.age}\${this.long}\`; }
  }
  print(new Named("n").log + new Named("m", 4).log);
`,
);

sameOnNodeAndC(
  "a method returns this, so that calls are chained, also through a class below",
  `
  class Query { protected parts: string[] = []; add(x: string): this { this.parts.push(x); return this; } text(): string { return this.parts.join(" "); } }
  class Ordered extends Query { by(x: string): this { this.parts.push("by " + x); return this; } }
  print(new Ordered().add("a").by("b").add("c").text());
`,
);

sameOnNodeAndC(
  "private names are told apart from public ones of the same spelling",
  `
  class Vault { #code = 7; code = 1; open(x: number): boolean { return x === this.#code; } change(x: number): void { this.#code = x; } }
  const v = new Vault();
  v.change(9);
  print(\`\${v.open(7)} \${v.open(9)} \${v.code}\`);
`,
);

sameOnNodeAndC(
  "a virtual method called by the constructor above finds the field below at its first value",
  `
  class Base { seen: string; constructor() { this.seen = this.what(); } what(): string { return "base"; } }
  class Derived extends Base { override what(): string { return "derived"; } }
  print(new Derived().seen + new Base().seen);
`,
);

sameOnNodeAndC(
  "instanceof over three levels, in the order in which it is asked",
  `
  class A {} class B extends A {} class C extends B {}
  function deepest(x: A): string { return x instanceof C ? "C" : x instanceof B ? "B" : "A"; }
  print([new A(), new B(), new C()].map(deepest).join(""));
`,
);

sameOnNodeAndC(
  "an abstract class with a method that is written once over those that are not",
  `
  abstract class Shape {
    abstract sides(): number;
    abstract get name(): string;
    tell(): string { return \`\${this.name} has \${this.sides()}\`; }
  }
  class Triangle extends Shape { sides(): number { return 3; } get name(): string { return "triangle"; } }
  class Square extends Shape { sides(): number { return 4; } get name(): string { return "square"; } }
  for (const s of [new Triangle(), new Square()] as Shape[]) print(s.tell());
`,
);

sameOnNodeAndC(
  "an enum counts on from a number, takes expressions, and is a key",
  `
  enum Flag { None, Read = 1 << 0, Write = 1 << 1, Both = Read | Write, Next }
  const names = new Map<Flag, string>([[Flag.None, "none"], [Flag.Both, "both"], [Flag.Next, "next"]]);
  let held = Flag.None;
  held |= Flag.Write;
  print(\`\${Flag.Both} \${Flag.Next} \${names.get(Flag.Read | held) ?? "?"} \${(held & Flag.Read) === 0}\`);
`,
);

sameOnNodeAndC(
  "an enum of texts goes into a switch and comes out as its text",
  `
  enum Level { Low = "low", High = "high" }
  function weight(x: Level): number { switch (x) { case Level.Low: return 1; case Level.High: return 10; } }
  const all = [Level.High, Level.Low];
  print(\`\${all.map(weight).join()} \${all.join()} \${all.indexOf(Level.Low)}\`);
`,
);

sameOnNodeAndC(
  "super reaches the accessor above, whatever overrides it",
  `
  class A { get v(): u32 { return 1; } }
  class B extends A { override get v(): u32 { return super.v + 1; } }
  class C extends B { override get v(): u32 { return super.v * 10; } }
  const all: A[] = [new A(), new B(), new C()];
  for (const one of all) print(\`\${one.v}\`);
`,
);

sameOnNodeAndC(
  "an abstract setter without a getter",
  `
  abstract class Shape { abstract get area(): u32; abstract set scale(by: u32); }
  class Square extends Shape {
    private side: u32 = 2;
    get area(): u32 { return this.side * this.side; }
    set scale(by: u32) { this.side *= by; }
  }
  const shape: Shape = new Square();
  shape.scale = 3;
  print(\`\${shape.area}\`);
`,
);
