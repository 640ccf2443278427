/** Functions within functions: called before their declaration, calling themselves and each other, used as values. */
import { sameOnNodeAndC } from "./harness.js";

sameOnNodeAndC(
  "a nested function calls itself and sees the variables around it",
  `
  function count(limit: number): string {
    let calls = 0;
    const out: number[] = [];
    function visit(n: number): number { calls++; out.push(n); return n >= limit ? n : visit(n + 1) + visit(n + 2); }
    const sum = visit(0);
    return \`\${sum} \${calls} \${out.join(" ")}\`;
  }
  print(count(4));
`,
);

sameOnNodeAndC(
  "nested functions call each other, whichever comes first",
  `
  function parity(n: number): string {
    return even(n) ? "even" : "odd";
    function even(k: number): boolean { return k === 0 ? true : odd(k - 1); }
    function odd(k: number): boolean { return k === 0 ? false : even(k - 1); }
  }
  print(parity(10) + parity(7));
  function outer(base: number): number {
    const twice = (x: number): number => add(x) + add(x);
    const add = (x: number): number => x + base;
    return twice(3);
  }
  print(\`\${outer(10)}\`);
`,
);

sameOnNodeAndC(
  "an arrow function that calls itself, as a value",
  `
  function apply(f: (n: number) => number, n: number): number { return f(n); }
  function run(step: number): number {
    const down = (n: number): number => (n <= 0 ? n : down(n - step));
    return apply(down, 10);
  }
  print(\`\${run(3)} \${run(4)}\`);
  function named(): (() => string)[] {
    function a(): string { return "a"; }
    const suffix = "!" + \`\${named.name.length}\`.slice(0, 0);
    function b(): string { return a() + suffix; }
    return [a, b];
  }
  print(named().map((f) => f()).join());
`.replace("named.name.length", "1"),
);

sameOnNodeAndC(
  "generic nested functions and arrows that use this",
  `
  class Tree {
    private readonly children: Tree[] = [];
    constructor(readonly name: string) {}
    add(child: Tree): Tree { this.children.push(child); return this; }
    text(): string {
      const wrap = (inner: string): string => \`\${this.name}(\${inner})\`;
      const all = this.children.map((child) => { const own = child.text(); return own + (this.name === "root" ? "'" : ""); });
      return wrap(all.join());
    }
    deepest(): number {
      let most = 0;
      const visit = (at: Tree, depth: number): void => {
        most = Math.max(most, depth);
        for (const child of at.children) visit(child, depth + 1);
      };
      visit(this, 0);
      return most;
    }
  }
  const tree = new Tree("root").add(new Tree("a").add(new Tree("b"))).add(new Tree("c"));
  print(\`\${tree.text()} \${tree.deepest()}\`);
  function pairs<T>(xs: readonly T[]): string {
    function first<U>(ys: readonly U[], none: U): U { return ys.length > 0 ? ys[0]! : none; }
    return \`\${first(xs.map((x) => \`<\${xs.length}>\`), "-")} \${first<number>([], 9)}\`;
  }
  print(pairs([1, 2]) + pairs(["x"]));
`,
);

sameOnNodeAndC(
  "loop variables: a new one each turn, for closures of every kind of loop",
  `
  const shots: (() => string)[] = [];
  for (let i = 0; i < 3; i++) { shots.push(() => \`\${i}\`); if (i === 1) i += 0; }
  for (const x of ["a", "b"]) shots.push(() => x);
  let n = 0;
  while (n < 2) { const m = n * 10; shots.push(() => \`\${m} \${n}\`); n++; }
  for (let i = 0, j = 10; i < j; i += 4, j--) { shots.push(() => \`\${i}:\${j}\`); i++; }
  print(shots.map((shot) => shot()).join(" "));
`,
);
