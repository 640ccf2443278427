/** Who holds what: counts where they are needed, none where the compiler can prove it. */
import { expect } from "vitest";
import { inC, sameOnNodeAndC, survivesOutOfMemory } from "./harness.js";

sameOnNodeAndC(
  "a local that is assigned again lets go of what it held",
  `
  class Box { constructor(readonly n: u32) {} }
  let box = new Box(1);
  const first = box;
  for (let i: u32 = 2; i < 5; i++) box = new Box(box.n * i);
  print(\`\${first.n} \${box.n}\`);
  let text = "";
  for (let i: u32 = 0; i < 3; i++) text = text + \`\${i},\`;
  print(text);
`,
);

sameOnNodeAndC(
  "a parameter may be assigned; the caller keeps its own",
  `
  class Box { constructor(readonly n: u32) {} }
  function last(box: Box, times: u32): Box {
    for (let i: u32 = 0; i < times; i++) box = new Box(box.n + 1);
    return box;
  }
  const mine = new Box(7);
  print(\`\${last(mine, 3).n} \${last(mine, 0).n} \${mine.n}\`);
`,
);

sameOnNodeAndC(
  "an argument read from a field survives the field's change during the call",
  `
  class Holder { text: string = ""; other: Holder | null = null; }
  const holder = new Holder();
  function change(text: string): string { holder.text = "new " + text; return text + holder.text; }
  holder.text = \`old\${1 + 1}\`;
  print(change(holder.text));
  holder.other = new Holder();
  holder.other.text = \`inner\${3}\`;
  function drop(h: Holder): string { holder.other = null; return h.text; }
  print(drop(holder.other));
`,
);

sameOnNodeAndC(
  "an element survives the array's change while a local holds it",
  `
  class Item { constructor(readonly name: string) {} }
  const items = [new Item(\`a\${1}\`), new Item(\`b\${2}\`)];
  const first = items[0]!;
  items[0] = new Item("c");
  items.length = 1;
  print(first.name + items[0]!.name);
  for (const item of items) { items.pop(); print(item.name); }
`,
);

sameOnNodeAndC(
  "what leaves a scope early is let go: break, continue, return",
  `
  class Box { constructor(readonly n: u32) {} }
  function search(limit: u32): Box | null {
    outer: for (let i: u32 = 0; i < limit; i++) {
      const a = new Box(i);
      for (let k: u32 = 0; k < limit; k++) {
        const b = new Box(k);
        if (b.n === 2) continue outer;
        if (a.n === 3) break outer;
        if (a.n * 10 + b.n === 21) return b;
        const c = new Box(b.n + a.n);
        if (c.n > 100) break;
      }
    }
    return null;
  }
  print(\`\${search(2)?.n ?? 9} \${search(5)?.n ?? 9}\`);
`,
);

sameOnNodeAndC(
  "captured variables are let go with the last function that has them",
  `
  class Box { n: u32 = 0; }
  function counter(): () => u32 {
    let box = new Box();
    return () => { const next = new Box(); next.n = box.n + 1; box = next; return box.n; };
  }
  const [a, b] = [counter(), counter()];
  print(\`\${a()} \${a()} \${b()} \${a()}\`);
`,
);

sameOnNodeAndC(
  "fields marked @unowned are not counted",
  `
  class Child { constructor(/** @unowned the parent holds it */ readonly parent: Parent, readonly n: u32) {} }
  class Parent {
    readonly children: Child[] = [];
    constructor(readonly name: string) { for (let i: u32 = 0; i < 3; i++) this.children.push(new Child(this, i)); }
  }
  const parent = new Parent("p");
  for (const child of parent.children) print(\`\${child.parent.name} \${child.n}\`);
`,
);

const machine = `
  enum Verdict { Resume = 0, Leave = 1 }
  class Counters { n: u64 = 0n; }
  class Vm { readonly counters = new Counters(); state: u32 = 0; }
  class Vcpu { readonly seen = new Counters(); constructor(readonly vm: Vm, readonly index: u32) {} }
  type Handler = (vcpu: Vcpu, syndrome: u64) => Verdict;
  function wait(vcpu: Vcpu, _syndrome: u64): Verdict { vcpu.seen.n += 1n; return Verdict.Resume; }
  function fault(vcpu: Vcpu, syndrome: u64): Verdict {
    const counters = vcpu.vm.counters;
    counters.n += syndrome & 0xffn;
    return vcpu.vm.state === 0 ? Verdict.Resume : Verdict.Leave;
  }
  function unknown(_vcpu: Vcpu, _syndrome: u64): Verdict { return Verdict.Leave; }
  const handlers: Handler[] = new Array<Handler>(64).fill(unknown);
  handlers[1] = wait;
  handlers[36] = fault;
  function dispatchExit(vcpu: Vcpu, syndrome: u64): Verdict {
    const handler = handlers[lowU32(syndrome >> 26n)]!;
    return handler(vcpu, syndrome);
  }
  const vm = new Vm();
  const vcpu = new Vcpu(vm, 0);
  let left: u32 = 0;
  for (const syndrome of [1n << 26n, (36n << 26n) + 5n, 7n << 26n]) if (dispatchExit(vcpu, syndrome) === Verdict.Leave) left++;
  print(\`\${left} \${vcpu.seen.n} \${vm.counters.n}\`);
`;

sameOnNodeAndC("a table of handlers", machine);

inC("a table of handlers costs no count", "dispatchExit", machine, (c) => {
  expect(c).not.toContain("rt_retain");
  expect(c).not.toContain("rt_release");
});

inC("readonly fields of a parameter cost no count", "fault", machine, (c) => {
  expect(c).not.toContain("rt_retain");
});

survivesOutOfMemory(
  "objects, closures, containers, strings",
  `
  class Node { children: Node[] = []; constructor(readonly name: string, readonly visit: (n: u32) => string) {} }
  function build(depth: u32): Node {
    let calls: u32 = 0;
    const node = new Node(\`node \${depth}\`, (n) => { calls++; return \`\${n * calls}\`; });
    if (depth > 0) for (let i: u32 = 0; i < 2; i++) node.children.push(build(depth - 1));
    return node;
  }
  function walk(node: Node, seen: Map<string, u32>): string {
    seen.set(node.name, (seen.get(node.name) ?? 0) + 1);
    return node.visit(seen.get(node.name)!) + node.children.map((child) => walk(child, seen)).join("/");
  }
  const seen = new Map<string, u32>();
  print(walk(build(2), seen));
  for (const [name, count] of seen) print(\`\${name}: \${count}\`);
`,
);

survivesOutOfMemory(
  "errors caught, finally, rethrown",
  `
  class Odd extends Error { readonly n: u32; constructor(n: u32) { super(\`odd \${n}\`); this.n = n; } }
  function check(n: u32): string { if (n % 2 === 1) throw new Odd(n); return \`even \${n}\`; }
  function report(n: u32, log: string[]): string {
    try { return check(n); } catch (e) { if (e instanceof Odd) return e.message; throw e; } finally { log.push(\`\${n}\`); }
  }
  const log: string[] = [];
  for (let i: u32 = 0; i < 4; i++) print(report(i, log));
  print(log.join());
`,
);

const handOver = `
  class Item { next: Item | null = null; constructor(public name: string) { if (name === "bad") throw new Error("bad name"); } }
  function names(items: readonly (Item | null)[]): string { return items.map((item) => item?.name ?? "-").join(); }

  let first = new Item(\`x\${1}\`);
  const itself = first;
  first = itself;
  first.next = first.next;
  first.next = new Item("y");
  first.next = first.next;
  const pair = [first, new Item("q")];
  pair[0] = pair[0]!;
  pair[1] = pair[0]!;
  print(names([first, first.next, ...pair]));

  function pick(left: boolean, a: Item, b: Item | null): Item { return left ? a : (b ?? a); }
  print(names([pick(true, first, null), pick(false, first, null), pick(false, new Item("made for the call"), new Item("b"))]));

  function grow(list: Item[]): Item { for (let i: u32 = 0; i < 100; i++) list.push(new Item(\`g\${i}\`)); return list[list.length - 1]!; }
  const list = [new Item("0")];
  list[0] = grow(list);
  print(\`\${list.length} \${names([list[0]!, list[1]!])}\`);

  class Holder {
    item: Item | null = null;
    swap(item: Item): Item | null { const before = this.item; this.item = item; return before; }
    take(): Item | null { const taken = this.item; this.item = null; return taken; }
  }
  const holder = new Holder();
  print(names([holder.swap(new Item("h1")), holder.swap(new Item("h2")), holder.take(), holder.take()]));

  for (let i: u32 = 0; i < 3; i++) {
    try {
      const made = new Item(i === 1 ? "bad" : \`ok\${i}\`);
      if (i === 2) throw new Error(made.name);
    } catch (e) {
      if (!(e instanceof Error)) throw e;
      print("caught " + e.message);
      continue;
    } finally {
      print(\`after \${i}\`);
    }
    print(\`end \${i}\`);
  }

  const byName = new Map<string, Item>();
  for (const name of ["a", "b", "c", "d"]) byName.set(name, new Item(name + name));
  for (const [name, item] of byName) {
    if (name === "b") byName.delete("c");
    if (name === "a") byName.set("e", new Item("ee"));
    print(name + item.name);
  }
  byName.get("a")!.next = byName.get("b")!;
  byName.delete("b");
  print(names([byName.get("a")!.next, ...byName.values()]));

  function chosen(n: u32): Item {
    const a = new Item("a");
    const b = n > 2 ? new Item("b") : a;
    if (n === 1) throw new Error(b.name);
    const c = new Item("c");
    return n === 0 ? a : n === 3 ? b : c;
  }
  for (let n: u32 = 0; n < 4; n++) { try { print(chosen(n).name); } catch (e) { print(e instanceof Error ? e.message : "?"); } }
`;

sameOnNodeAndC("values change hands in every way", handOver);
survivesOutOfMemory("values change hands in every way", handOver);

sameOnNodeAndC(
  "a string and an object that are assigned to themselves stay, also as a value",
  `
  class Box { constructor(public text: string) {} }
  function f(s: string, b: Box, twice: boolean): string { const t = "<" + (twice ? (s = s) : s.repeat(2)); b = b; b.text = b.text; return t + b.text; }
  print(f("a" + "1", new Box("b" + "2"), true) + f("c" + "3", new Box("d" + "4"), false));
`,
);

sameOnNodeAndC(
  "a variable that a closure nobody calls would read is stored into",
  `
  function f(xs: number[]): number { let n = xs.length; const unused = (): number => n; n = 4; n += xs.length; return xs.length; }
  print(\`\${f([1, 2])}\`);
`,
);

sameOnNodeAndC(
  "an assignment within an expression leaves its value to both the variable and the expression",
  `
  function twice(text: string, same: boolean): string {
    const joined = "<" + (same ? (text = text) : text.repeat(3)) + ">";
    return \`\${joined} \${text}\`;
  }
  print(\`\${twice("a" + "b", true)} \${twice("c" + "d", false)}\`);
`,
);
