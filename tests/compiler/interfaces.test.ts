/** Interfaces: implemented by classes and by object literals, with fields, accessors and methods of other signatures. */
import { sameOnNodeAndC } from "./harness.js";

sameOnNodeAndC(
  "object literals beside classes",
  `
  interface Shape { readonly name: string; area(scale: number): number }
  class Square implements Shape { readonly name = "square" as string; constructor(private side: number) {} area(scale: number): number { return this.side * this.side * scale; } }
  function literal(a: number, b: number): Shape { return { name: "rect", area: (scale) => a * b * scale }; }
  const withMethod: Shape = { name: "unit", area(scale) { return scale; } };
  for (const s of [new Square(3), literal(2, 5), withMethod]) print(\`\${s.name} \${s.area(2)}\`);
`,
);

sameOnNodeAndC(
  "accessors and fields behind one interface",
  `
  interface Named { name: string; readonly length: number }
  class Plain implements Named { constructor(public name: string, readonly length: number) {} }
  class Computed implements Named {
    private text = "";
    get name(): string { return \`<\${this.text}>\`; }
    set name(value: string) { this.text = value.toUpperCase(); }
    get length(): number { return this.text.length; }
  }
  const all: Named[] = [new Plain("p", 7), new Computed(), { name: "literal", length: 0 }];
  for (const n of all) { n.name = n.name + "x"; n.name += "y"; print(\`\${n.name} \${n.length}\`); }
`,
);

sameOnNodeAndC(
  "methods with fewer or wider parameters, defaults and covariant results",
  `
  interface Device { write(offset: u32, value: u32): number; other(): Device }
  class Deaf implements Device { write(): number { return -1; } other(): Deaf { return this; } hello(): string { return "deaf"; } }
  class Wide implements Device {
    seen: number = 0;
    write(offset: number, value: number, extra: number = 5): number { this.seen = offset + value + extra; return this.seen; }
    other(): Device { return new Deaf(); }
  }
  const wide = new Wide();
  const devices: Device[] = [new Deaf(), wide];
  for (const d of devices) print(\`\${d.write(1, 2)} \${d.other().write(3, 4)}\`);
  print(\`\${wide.write(1, 1, 1)} \${new Deaf().other().hello()}\`);
  abstract class Animal { abstract sound(times: u8): string; twice(): string { return this.sound(2) + this.sound(1); } self(): Animal { return this; } }
  class Cow extends Animal { override sound(times: number): string { return "moo".repeat(times); } override self(): Cow { return this; } milk(): u32 { return 3; } }
  class Calf extends Cow { override sound(times: number): string { return super.sound(times).slice(1); } }
  const animals: Animal[] = [new Cow(), new Calf()];
  print(animals.map((a) => a.twice()).join() + \`\${new Calf().self().milk()}\`);
`,
);

sameOnNodeAndC(
  "interfaces that extend interfaces, generic ones, and tests by instanceof",
  `
  interface Reader<T> { read(): T }
  interface Seekable { seek(to: number): void }
  interface File extends Reader<string>, Seekable { readonly path: string }
  class Memory implements File { private at = 0; constructor(readonly path: string, private text: string) {} read(): string { return this.text.slice(this.at); } seek(to: number): void { this.at = to; } }
  class Numbers implements Reader<number> { private n = 0; read(): number { return ++this.n; } }
  function twice<T>(r: Reader<T>, join: (a: T, b: T) => T): T { return join(r.read(), r.read()); }
  const file: File = new Memory("/m", "hello");
  file.seek(2);
  const reader: Reader<string> = file;
  print(\`\${reader.read()} \${twice(file, (a, b) => a + b)} \${twice(new Numbers(), (a, b) => a * 10 + b)} \${reader instanceof Memory ? reader.path : ""}\`);
  interface Node { readonly id: number; parent: Node | null }
  const root: Node = { id: 1, parent: null };
  const leaf: Node = { id: 2, parent: { id: 3, parent: root } };
  print(\`\${leaf.parent?.parent?.id ?? 0} \${leaf.parent?.parent?.parent?.id ?? "none"}\`);
`,
);

sameOnNodeAndC(
  "a function that an interface has as a field may be a method of the class",
  `
  interface Graph { n: u32; addEdge: (i: u32, j: u32) => void; has: (i: u32, j: u32) => boolean }
  class Lists implements Graph {
    private readonly edges = new Set<string>();
    constructor(public n: u32) {}
    addEdge(i: u32, j: u32): void { this.edges.add(\`\${i},\${j}\`); }
    has = (i: u32, j: u32): boolean => i < j;
    count(): u32 { return this.edges.size; }
  }
  class Full implements Graph { n: u32 = 2; addEdge(): void {} has(): boolean { return true; } }
  const graphs: Graph[] = [new Lists(3), new Full()];
  for (const graph of graphs) {
    graph.addEdge(1, 2);
    print(\`\${graph.has(1, 2)} \${graph.has(2, 1)} \${graph.n} \${graph instanceof Lists ? graph.count() : 0}\`);
  }
`,
);
