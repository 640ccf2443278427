/** Counts: what is dropped, kept, shared; the harness fails when anything is left. */
import { sameOnNodeAndC } from "./harness.js";

sameOnNodeAndC(
  "a long list is built and dropped without recursion",
  `
  class Link { next: Link | null = null; constructor(readonly n: number) {} }
  let head: Link | null = null;
  for (let i = 0; i < 200000; i++) { const link = new Link(i); link.next = head; head = link; }
  print(\`\${head!.n}\`);
  head = null;
`,
);

sameOnNodeAndC(
  "a value stays while somebody holds it, whatever happens to the field it came from",
  `
  class Box { constructor(public text: string) {} }
  class Owner { box = new Box("first"); swap(): string { const old = this.box; this.box = new Box("second"); return old.text + this.box.text; } }
  const owner = new Owner();
  print(owner.swap());
  function keep(o: Owner, b: Box): string { o.box = new Box("third"); return b.text; }
  print(keep(owner, owner.box));
  const xs = [new Box("x"), new Box("y")];
  function clear(list: Box[], b: Box): string { list.length = 0; return b.text; }
  print(clear(xs, xs[1]!));
`,
);

sameOnNodeAndC(
  "assigning a field to itself, swapping elements, returning parameters",
  `
  class Pair { constructor(public a: string, public b: string) {} swap(): void { const t = this.a; this.a = this.b; this.b = t; } }
  const p = new Pair("l" + "eft", "r" + "ight");
  p.swap();
  p.a = p.a;
  function same(s: string): string { return s; }
  print(same(p.a) + same(same(p.b)));
  const xs = ["a" + "1", "b" + "2", "c" + "3"];
  [xs[0], xs[2]] = [xs[2]!, xs[0]!];
  print(xs.join(" "));
`,
);

sameOnNodeAndC(
  "a weak reference finds its target while it lives",
  `
  class Parent { readonly children: Child[] = []; add(name: string): void { this.children.push(new Child(name, new WeakRef(this))); } }
  class Child { constructor(readonly name: string, readonly parent: WeakRef<Parent>) {} siblings(): number { return this.parent.deref()?.children.length ?? 0; } }
  const p = new Parent();
  p.add("a");
  p.add("b");
  print(\`\${p.children[0]!.siblings()} \${p.children[1]!.name}\`);
`,
);

sameOnNodeAndC(
  "an unowned field points back without keeping",
  `
  class Tree {
    readonly kids: Tree[] = [];
    constructor(readonly name: string, /** @unowned the parent holds its kids */ readonly up: Tree | null) {}
    add(name: string): Tree { const t = new Tree(name, this); this.kids.push(t); return t; }
    path(): string { return this.up === null ? this.name : \`\${this.up.path()}/\${this.name}\`; }
  }
  const root = new Tree("root", null);
  print(root.add("usr").add("bin").path());
`,
);

sameOnNodeAndC(
  "conditional, coalescing and logical values are counted once",
  `
  function make(s: string): string { return s + "!"; }
  function pick(n: number, fallback: string | null): string {
    const a = n > 1 ? make("big") : fallback;
    const b = fallback ?? make("none");
    return (a ?? "null") + b;
  }
  print(pick(1, null) + pick(2, null) + pick(1, make("f")) + pick(2, make("g")));
`,
);
