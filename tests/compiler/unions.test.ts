/** Discriminated unions and narrowing. */
import { sameOnNodeAndC } from "./harness.js";

sameOnNodeAndC(
  "object types with a literal field: switch, if, fields in common",
  `
  type Shape = { kind: "circle"; r: number; name: string } | { kind: "rect"; w: number; h: number; name: string } | { kind: "dot"; name: string };
  function area(s: Shape): number {
    switch (s.kind) { case "circle": return 3 * s.r * s.r; case "rect": return s.w * s.h; case "dot": return 0; }
  }
  function describe(s: Shape): string {
    if (s.kind === "dot") return "dot " + s.name;
    if (s.kind !== "circle") return \`\${s.w}x\${s.h}\`;
    return \`r\${s.r}\`;
  }
  const shapes: Shape[] = [{ kind: "circle", r: 2, name: "c" }, { kind: "rect", w: 3, h: 4, name: "r" }, { kind: "dot", name: "d" }];
  for (const s of shapes) print(\`\${s.kind} \${s.name} \${area(s)} \${describe(s)}\`);
`,
);

sameOnNodeAndC(
  "results: ok or error, by boolean and by enum",
  `
  type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: string };
  function half(n: number): Result<number> { return n % 2 === 0 ? { ok: true, value: Math.trunc(n / 2) } : { ok: false, error: \`\${n} is odd\` }; }
  function text<T>(r: Result<T>, show: (x: T) => string): string { return r.ok ? show(r.value) : r.error; }
  for (const n of [4, 7]) { const r = half(n); print(r.ok ? \`\${r.value}\` : r.error); print(text(r, (x) => \`<\${x}>\`)); if (!r.ok) print(r.error); }
  enum Op { Push, Pop }
  interface Push { readonly op: Op.Push; readonly value: u32 }
  interface Pop { readonly op: Op.Pop }
  function run(program: readonly (Push | Pop)[]): string {
    const stack: u32[] = [];
    for (const step of program) { switch (step.op) { case Op.Push: stack.push(step.value); break; case Op.Pop: stack.pop(); break; } }
    return stack.join();
  }
  print(run([{ op: Op.Push, value: 1 }, { op: Op.Push, value: 2 }, { op: Op.Pop }, { op: Op.Push, value: 3 }]));
`,
);

sameOnNodeAndC(
  "unions of classes: instanceof, methods, assignment",
  `
  class A { constructor(readonly n: number) {} show(): string { return \`A\${this.n}\`; } }
  class B { constructor(readonly s: string) {} show(): string { return \`B\${this.s}\`; } }
  class C extends A { override show(): string { return "C" + super.show(); } }
  type Any = A | B;
  function f(x: Any | null): string { if (x === null) return "null"; if (x instanceof C) return "c" + x.n; if (x instanceof A) return \`\${x.n}\`; return x.s; }
  const all: (Any | null)[] = [new A(1), new B("b"), new C(3), null];
  print(all.map((x) => f(x)).join() + all.map((x) => x?.show() ?? "-").join());
  let current: Any = new A(5);
  print(current.show());
  current = new B("later");
  print(current.show() + f(current));
`.replace('"c" + x.n', "`c${x.n}`"),
);

sameOnNodeAndC(
  "null and undefined: fields, elements, maps, chains, defaults",
  `
  class Link { next: Link | null = null; value?: u32; constructor(readonly name: string) {} get(): Link | null { return this.next; } }
  const a = new Link("a"); const b = new Link("b"); a.next = b; b.value = 7;
  print(\`\${a.next?.name} \${a.get()?.get()?.name ?? "end"} \${a.value ?? 0} \${b.value ?? 0} \${a.next?.value === 7}\`.replace("undefined", "?"));
  const m = new Map<string, u32>([["x", 1]]);
  const x = m.get("x"); const y = m.get("y");
  print(\`\${x === undefined ? "no" : x + 1} \${y === undefined ? "no" : y + 1} \${m.get("x")! + 5}\`);
  const xs: (string | null)[] = ["a", null];
  for (const s of xs) print(s ?? "none");
  const first = xs[0]!; const third = [1, 2][5];
  print(\`\${first ?? "?"} \${third ?? -1}\`);
  function opt(n?: u32, s: string | null = null): string { return \`\${n ?? "n"} \${s ?? "s"}\`; }
  print(opt() + opt(1) + opt(undefined, "t"));
  let maybe: u32 | null = null;
  for (let i: u32 = 0; i < 3; i++) { if (maybe === null) maybe = i; else maybe += 1; }
  print(\`\${maybe ?? "x"}\`);
`
    .replace("print(`${a.next?.name} ", "print(`${a.next?.name ?? '?'} ")
    .replace('.replace("undefined", "?")', ""),
  "device",
);
