/** What a test shows of a value, and for how long. */
import { sameOnNodeAndC } from "./harness.js";

sameOnNodeAndC(
  "a way out leaves the rest of the block narrowed",
  `
  function first(xs: string[] | null): string {
    if (xs === null) return "null";
    if (xs.length === 0) return "empty";
    return xs[0]!;
  }
  print(first(null) + first([]) + first(["a"]));
`,
);

sameOnNodeAndC(
  "truth of a string and of a number that may be missing",
  `
  function text(x: string | null): string { return x ? x.toUpperCase() : "-"; }
  function twice(x: number | undefined): number { return x ? x * 2 : -1; }
  print([text("a"), text(""), text(null), \`\${twice(4)}\`, \`\${twice(0)}\`, \`\${twice(undefined)}\`].join());
`,
);

sameOnNodeAndC(
  "discriminants that are numbers and booleans",
  `
  type Reply = { ok: true; value: string } | { ok: false; code: number };
  type Version = { v: 1; old: string } | { v: 2; now: number };
  const tell = (r: Reply): string => (r.ok ? r.value : \`E\${r.code}\`);
  const read = (x: Version): string => { switch (x.v) { case 1: return x.old; case 2: return \`\${x.now}\`; } };
  print(tell({ ok: true, value: "fine" }) + tell({ ok: false, code: 4 }) + read({ v: 1, old: "o" }) + read({ v: 2, now: 8 }));
`,
);

sameOnNodeAndC(
  "a boolean field of a member takes any condition",
  `
  type Part = { kind: "lamp"; lit: boolean; of: string[] } | { kind: "bell" };
  function make(n: number): Part { return n > 1 ? { kind: "lamp", lit: n !== 3, of: [\`\${n}\`] } : { kind: "bell" }; }
  for (const n of [1, 2, 3]) { const p = make(n); print(p.kind === "lamp" ? \`\${p.lit} \${p.of.join()}\` : "ring"); }
`,
);

sameOnNodeAndC(
  "a field with its own list of texts takes one that is computed",
  `
  type Side = "l" | "r";
  type Move = { kind: "turn"; side: Side } | { kind: "go"; far: number };
  function side(n: number): Side { return n % 2 === 0 ? "l" : "r"; }
  const moves: Move[] = [{ kind: "turn", side: side(3) }, { kind: "go", far: 2 }, { kind: "turn", side: side(4) }];
  print(moves.map((m) => (m.kind === "turn" ? m.side : \`\${m.far}\`)).join());
`,
);

sameOnNodeAndC(
  "in tells members by a field, and or joins two tests",
  `
  type Shape = { r: number } | { w: number; h: number };
  function area(s: Shape): number { return "r" in s ? 3 * s.r * s.r : s.w * s.h; }
  function big(s: Shape): boolean { return ("r" in s && s.r > 5) || ("w" in s && s.w > 10); }
  print(\`\${area({ r: 2 })} \${area({ w: 3, h: 4 })} \${big({ r: 6 })} \${big({ w: 2, h: 99 })}\`);
`,
);

sameOnNodeAndC(
  "a loop narrows until it finds null",
  `
  class Link { constructor(readonly n: number, readonly next: Link | null) {} }
  let at: Link | null = new Link(1, new Link(2, new Link(3, null)));
  let sum = 0;
  while (at !== null) { sum += at.n; at = at.next; }
  print(\`\${sum} \${at === null}\`);
`,
);

sameOnNodeAndC(
  "what is left after all members is never",
  `
  type Key = "up" | "down" | "left";
  function impossible(x: never): never { throw new Error(\`\${x}\`); }
  function step(k: Key): number {
    if (k === "up") return 1;
    if (k === "down") return -1;
    if (k === "left") return 0;
    return impossible(k);
  }
  print((["up", "down", "left"] as Key[]).map(step).join());
`,
);

sameOnNodeAndC(
  "several members in one case share what they have in common",
  `
  type Node = { t: "num"; v: number } | { t: "neg"; of: Node } | { t: "add"; l: Node; r: Node } | { t: "mul"; l: Node; r: Node };
  function value(n: Node): number {
    switch (n.t) {
      case "num": return n.v;
      case "neg": return -value(n.of);
      case "add":
      case "mul": { const [l, r] = [value(n.l), value(n.r)]; return n.t === "add" ? l + r : l * r; }
    }
  }
  print(\`\${value({ t: "add", l: { t: "num", v: 2 }, r: { t: "mul", l: { t: "neg", of: { t: "num", v: 3 } }, r: { t: "num", v: 4 } } })}\`);
`,
);

sameOnNodeAndC(
  "a test on a copy in a constant holds within a closure",
  `
  function later(x: string | null): (() => number) | null {
    const kept = x;
    if (kept === null) return null;
    return () => kept.length;
  }
  print(\`\${later("abc")?.() ?? -1} \${later(null)?.() ?? -1}\`);
`,
);

sameOnNodeAndC(
  "switch (true) takes the first case that holds",
  `
  function size(n: number): string { switch (true) { case n < 10: return "small"; case n < 100: return "middle"; default: return "large"; } }
  print([5, 50, 500].map(size).join());
`,
);

sameOnNodeAndC(
  "an optional call does not evaluate its arguments where there is nobody to call",
  `
  class Sink { constructor(readonly put?: (x: number) => number) {} }
  let evaluated = 0;
  const next = (): number => ++evaluated;
  const [full, empty] = [new Sink((x) => x * 10), new Sink()];
  print(\`\${full.put?.(next()) ?? -1} \${empty.put?.(next()) ?? -1} \${evaluated}\`);
`,
);

sameOnNodeAndC(
  "a chain stops as a whole at the first that is missing",
  `
  interface C { n: number; more(): C } interface B { c: C } interface A { b?: B }
  let asked = 0;
  const c: C = { n: 5, more: () => { asked++; return c; } };
  const read = (a: A | null): number => a?.b?.c.more().more().n ?? 0;
  print(\`\${read({ b: { c } })} \${read({})} \${read(null)} \${asked}\`);
`,
);

sameOnNodeAndC(
  "&&=, ||= and ??= store only where they must",
  `
  class Cell { stores = 0; private held: string | null = null; get v(): string | null { return this.held; } set v(x: string | null) { this.stores++; this.held = x; } }
  const cell = new Cell();
  cell.v ??= "a"; cell.v ??= "b"; cell.v ||= "c"; cell.v &&= "d"; cell.v = ""; cell.v &&= "e"; cell.v ||= "f";
  print(\`\${cell.v} \${cell.stores}\`);
`,
);

sameOnNodeAndC(
  "an assertion in angle brackets",
  `
  const pair: [u32 | string, u32] = [1, 2];
  print(\`\${<u32>pair[0] + 1}\`);
`,
);
