/** `#name`: private to the class that declares it. */
import { sameOnNodeAndC } from "./harness.js";

sameOnNodeAndC(
  "fields, methods, accessors and static members may be #private, generic ones too",
  `
  class Account {
    static #opened = 0;
    #balance = 100;
    constructor() { Account.#count(); }
    static #count(): void { Account.#opened++; }
    static get opened(): number { return Account.#opened; }
    get #doubled(): number { return this.#balance * 2; }
    set #added(by: number) { this.#balance += by; }
    #named<T>(value: T, name: string): string { return \`\${name} \${this.#balance} \${value}\`; }
    report(): string { this.#added = 5; return this.#named(this.#doubled, "balance"); }
  }
  print(new Account().report());
  print(\`\${new Account().report()} \${Account.opened}\`);
`,
);

sameOnNodeAndC(
  "a class and one that extends it may each have a #name of their own",
  `
  class Outer {
    #id = 1;
    #name(): string { return "outer"; }
    describe(): string { return \`\${this.#name()} \${this.#id}\`; }
  }
  class Inner extends Outer {
    #id = 2;
    #name(): string { return "inner"; }
    all(): string { return \`\${this.describe()}, \${this.#name()} \${this.#id}\`; }
  }
  print(new Inner().all());
`,
);

sameOnNodeAndC(
  "`#name in x` tells whether x is of the class",
  `
  class Circle { #radius = 3; static isOne(shape: Circle | Square): boolean { return #radius in shape; } size(): number { return this.#radius; } }
  class Square { #side = 4; size(): number { return this.#side; } }
  for (const shape of [new Circle(), new Square()]) print(\`\${Circle.isOne(shape)} \${shape.size()}\`);
`,
);
