/** What a constructor calls of its own object reads only what has been set by then. */
import { refused, sameOnNodeAndC } from "./harness.js";

sameOnNodeAndC(
  "a constructor calls methods that read what it and the classes above have set",
  `
  class Base {
    readonly name: string;
    note: string | undefined;
    constructor(name: string) { this.name = name; print(this.title()); this.log(); }
    title(): string { return \`[\${this.name}]\`; }
    log(): void { print(this.note ?? "no note"); }
  }
  class Derived extends Base {
    count: u32;
    extra: u32 | undefined;
    constructor(flag: boolean) {
      super("derived");
      if (flag) this.count = 1; else this.count = 2;
      print(\`\${this.doubled()}\`);
      this.note = "noted";
      this.log();
    }
    override title(): string { return \`<\${this.name} \${this.extra ?? 0}>\`; }
    doubled(): u32 { return this.count * 2; }
  }
  new Base("base");
  new Derived(true);
  new Derived(false);
`,
);

sameOnNodeAndC(
  "a method sets the field of a class below that it then reads",
  `
  abstract class Base { constructor() { this.start(); } abstract start(): void; }
  class Derived extends Base {
    count: u32 = 5;
    start(): void { this.count = 7; print(\`\${this.next()}\`); }
    next(): u32 { return this.count + 1; }
  }
  print(\`\${new Derived().count}\`);
`,
);

refused(
  "K2306",
  "a field of a class below, read by a method that the base's constructor calls",
  `
  abstract class Base { constructor() { print(this.text()); } abstract text(): string; }
  class Derived extends Base { readonly name: string = "derived"; text(): string { return this.name; } }
  new Derived();
`,
);

refused(
  "K2306",
  "the same, two calls and an accessor away",
  `
  class Base { constructor() { this.show(); } show(): void { print(\`\${this.size}\`); } get size(): u32 { return 0; } }
  class Derived extends Base { side: u32 = 2; override get size(): u32 { return this.square(); } square(): u32 { return this.side * this.side; } }
  new Derived();
`,
);

refused(
  "K2306",
  "a field that only one way sets",
  `
  class C {
    a: u32[] = [1];
    b: u32;
    constructor(flag: boolean) { if (flag) this.b = 1; print(\`\${this.sum()}\`); this.b = 2; }
    sum(): u32 { return this.a.length + this.b; }
  }
  new C(true);
`,
);

refused(
  "K2306",
  "an initialiser that calls a method which reads a field further down",
  `
  class C { readonly first: u32 = this.twice(); readonly second: u32 = 4; twice(): u32 { return this.second * 2; } }
  print(\`\${new C().first}\`);
`,
);
