/** `null`, `undefined`, both at once. */
import { sameOnNodeAndC } from "./harness.js";

sameOnNodeAndC(
  "null and undefined in one type are two values",
  `
  function name(x: number | null | undefined): string { return x === null ? "null" : x === undefined ? "undefined" : \`\${x}\`; }
  print([name(1), name(null), name(undefined), name(0)].join());
`,
);

sameOnNodeAndC(
  "== null asks for both, === for one of them",
  `
  function f(x: string | null | undefined): string { return \`\${x == null} \${x === null} \${x === undefined} \${x != undefined}\`; }
  print(f("a")); print(f(null)); print(f(undefined));
  const n: string | null = "a".length > 1 ? "b" : null;
  print(\`\${n === undefined} \${n === null} \${n == undefined}\`);
`,
);

sameOnNodeAndC(
  "a chain gives undefined where the object is null, and the field's own null",
  `
  class Link { constructor(readonly next: Link | null, readonly n: number) {} }
  function show(link: Link | null): string {
    const next = link?.next;
    return next === undefined ? "no link" : next === null ? "last" : \`then \${next.n}\`;
  }
  print(show(null)); print(show(new Link(null, 1))); print(show(new Link(new Link(null, 2), 1)));
`,
);

sameOnNodeAndC(
  "text of what is missing",
  `
  const m = new Map<string, number>([["a", 1]]);
  const none: string | null = m.size > 5 ? "x" : null;
  print(\`\${m.get("a")} \${m.get("b")} \${none}\`);
  print("x" + m.get("b") + none);
  print(String(m.get("c")));
`,
);

sameOnNodeAndC(
  "?? and ?. take null and undefined alike",
  `
  type Node = { value: string | null | undefined; next?: Node | null };
  function first(n: Node | null | undefined): string { return n?.value ?? n?.next?.value ?? "nothing"; }
  print(first(null) + first(undefined) + first({ value: "v" }) + first({ value: null, next: { value: "w" } }) + first({ value: undefined, next: null }));
`,
);

sameOnNodeAndC(
  "a default in a pattern is for undefined, not for null",
  `
  interface Options { size?: number | null; name?: string }
  function f({ size = 5, name = "n" }: Options): string { return \`\${size === null ? "null" : size}\${name}\`; }
  print(f({}) + f({ size: null }) + f({ size: 1, name: "x" }));
`,
);

sameOnNodeAndC(
  "narrowing one of the two leaves the other",
  `
  function f(x: string | null | undefined): string | null { if (x === undefined) return "was undefined"; return x; }
  function g(x: string | null | undefined): string | undefined { if (x === null) return "was null"; return x; }
  print([f(undefined), f(null) ?? "null", f("a"), g(undefined) ?? "undefined", g(null), g("b")].join());
`,
);

sameOnNodeAndC(
  "fields that are left out, undefined or null",
  `
  interface Row { id: number; note?: string | null }
  const rows: Row[] = [{ id: 1 }, { id: 2, note: null }, { id: 3, note: "x" }];
  for (const { id, note } of rows) print(\`\${id} \${note === undefined} \${note === null} \${note ?? "-"}\`);
`,
);

sameOnNodeAndC(
  "typeof of null is object, of undefined undefined",
  `
  function f(x: string | null): string { return typeof x; }
  function g(x?: number): string { return typeof x; }
  function h(x: boolean | null | undefined): string { return typeof x; }
  print([f(null), f("a"), g(), g(1), h(null), h(undefined), h(true)].join());
`,
);

sameOnNodeAndC(
  "??= on what can be either",
  `
  let a: number | null | undefined = null;
  a ??= 4; a ??= 5;
  let b: string | undefined;
  b ??= "set"; b ??= "again";
  print(\`\${a} \${b}\`);
`,
);
