/** Destructuring, spread, tuples. */
import { refused, sameOnNodeAndC, sameOnNodeAndHost, trapsInC } from "./harness.js";

sameOnNodeAndC(
  "patterns in declarations, parameters and loops",
  `
  interface Point { x: number; y: number; label?: string }
  interface Line { from: Point; to: Point; tags: string[] }
  const line: Line = { from: { x: 1, y: 2 }, to: { x: 3, y: 4, label: "end" }, tags: ["a", "b", "c"] };
  const { from: { x, y: height }, to: { label = "none", ...{} }, tags: [first = "?", , third = "!", fourth = "4"] } = line;
  print(\`\${x} \${height} \${label} \${first} \${third} \${fourth}\`);
  function length({ from, to: { x: toX } }: Line, [head, ...rest]: readonly string[]): string { return \`\${toX - from.x} \${head ?? ""} \${rest.length}\`; }
  print(length(line, line.tags));
  for (const { x: px, label: name = "-" } of [line.from, line.to]) print(\`\${px}\${name}\`);
  for (const [i, tag] of line.tags.entries()) print(\`\${i}\${tag}\`);
  const pairs: [string, u32][] = [["a", 1], ["b", 2]];
  for (const [name, n] of pairs) print(name + \`\${n}\`);
  const sum = pairs.reduce((total, [, n]) => total + n, 0);
  print(\`\${sum} \${new Map(pairs).get("b") ?? 0}\`);
`.replace(", ...{} }", " }"),
);

sameOnNodeAndC(
  "swaps and assignments to patterns",
  `
  let a = 1; let b = 2; let c = 3;
  [a, b] = [b, a];
  [a, b, c] = [c, a, b];
  print(\`\${a} \${b} \${c}\`);
  const xs = [1, 2, 3];
  [xs[0], xs[2]] = [xs[2]!, xs[0]!];
  let rest: number[] = [];
  [a, ...rest] = xs;
  ({ length: b } = rest);
  class P { constructor(public x: number, public y: number) {} }
  const p = new P(5, 6);
  ({ x: p.y, y: p.x } = p);
  print(\`\${a} \${rest.join()} \${b} \${p.x} \${p.y}\`);
`,
);

sameOnNodeAndC(
  "the names of a pattern at the top level are the module's, for its functions too",
  `
  class Store { readonly names = ["a", "b"]; readonly inner = { depth: 3 }; size: u32 = 5; }
  const { names, inner: { depth }, size: count } = new Store();
  let [first, second = "none", third = "none"] = names;
  function show(): string { return \`\${names.length} \${depth} \${count} \${first} \${second} \${third}\`; }
  print(show());
  first = "c";
  function change(): void { second = first + third; }
  change();
  print(show());
`,
);

sameOnNodeAndC(
  "spread in arrays, calls and objects",
  `
  interface Options { name: string; size: number; deep: boolean }
  const base: Options = { name: "n", size: 1, deep: false };
  const more: Options = { ...base, size: 2 };
  const again: Options = { ...more, name: more.name + "!", deep: !base.deep };
  print(\`\${more.name} \${more.size} \${again.name} \${again.size} \${again.deep} \${base.size}\`);
  const s = new Set(["x", "y"]); const m = new Map([["k", 1]]);
  function count(prefix: string, ...parts: string[]): string { return prefix + parts.length + parts.join(); }
  print(count("p", ...["a", ...s, ...m.keys()], ..."hé"));
  const all = [0, ...[1, 2], ...Array.from({ length: 2 }, (_, i) => i * 10), ...m.values()];
  print(all.join());
`.replace("prefix + parts.length +", "prefix + `${parts.length}` +"),
);

sameOnNodeAndC(
  "names of a top-level pattern keep the sign of a bigint that tsc does not know",
  `
  const pairs: [number, i64][] = [[1, -5n]];
  let [first = [2, -7n], second = [3, -9n]] = pairs;
  function twice(of: [number, i64]): i64 { return of[1] * 2n; }
  print(\`\${twice(first)} \${twice(second)}\`);
  first = [4, -1n];
  print(\`\${twice(first)} \${first[0]}\`);
`,
);

sameOnNodeAndC(
  "a default that is a bigint's constant has the type of the elements, at the top level, too",
  `
  const xs: i64[] = [-1n];
  let [first = 255n, second = 2n] = xs;
  function next(): void { first += 1n; second -= 3n; print(\`\${first} \${second}\`); }
  next();
  next();
  const { least = -5n }: { least?: i64 } = {};
  print(\`\${least - 6n}\`);
`,
);

sameOnNodeAndC(
  "a loop over pairs assigns variables that are there already",
  `
  let n: u32 = 0;
  let text = "";
  const pairs: [u32, string][] = [[1, "a"], [2, "b"]];
  for ([n, text] of pairs) print(\`\${n} \${text}\`);
  for ({ n } of [{ n: 5 }]) print(\`\${n}\`);
  print(\`\${n} \${text}\`);
`,
);

sameOnNodeAndHost(
  "elements of a pattern that tsc takes for there are of their own type, at the top level and within patterns",
  `
  interface Box { n: u32 }
  const [top, ...rest] = "a,b,c".split(",");
  const box: Box = { n: 1 };
  function letters(rows: string[][]): string { const [[a], [b, c = "none"]] = rows; return a + b + c; }
  function counts(boxes: Box[]): u32 { const [{ n }, second] = boxes; return n + second.n; }
  function maybe(xs: (number | undefined)[]): string { const [a, b] = xs; return \`\${a ?? "none"} \${b ?? "none"}\`; }
  function set(xs: u32[]): u32 { let n: u32 = 0; [n, box.n] = xs; return n + box.n; }
  print(top.toUpperCase() + rest.join() + letters([["x"], ["y"]]) + \`\${counts([box, box])} \${set([3, 4])}\`);
  print(maybe([1]));
`,
);

const missingElements: readonly (readonly [title: string, code: string])[] = [
  ["a constant", "const [a, b] = [1, 2].slice(n); print(`${a + b}`);"],
  ["a parameter", "const f = ([a, b]: number[]): number => a + b; print(`${f([1, 2].slice(n))}`);"],
  ["a variable of a loop", "for (const [a, b] of [['x', 'y'].slice(n)]) print(a + b);"],
  ["a pattern within a pattern", "const [, [a]] = [['x'], ['y'].slice(n)]; print(a);"],
  ["an object's pattern within a pattern", "const [{ length }] = ['x'].slice(n); print(`${length}`);"],
  ["a target", "let a = 0; [a] = [1].slice(n); print(`${a}`);"],
  ["a field as a target", "const box = { a: 'x' }; [, box.a] = ['x', 'y'].slice(n); print(box.a);"],
  ["an element that may be null", "const xs: (string | null)[] = [null, 'x']; const [, a] = xs.slice(n); print(a ?? 'none');"],
];

for (const [title, code] of missingElements) {
  trapsInC(
    `${title} of a pattern without an element and without a default`,
    "trap: null",
    `function go(n: number): void { ${code} }\ngo(0);\ngo(1);`,
    "host",
  );
}

sameOnNodeAndC(
  "a default stands for undefined, also behind an array's end, and never for null",
  `
  interface Options { a: string | null; b?: string | null; c: string | undefined; d?: string }
  function options({ a = "d", b = "e", c = "f", d = "g" }: Options): string { return \`\${a} \${b} \${c} \${d}\`; }
  function nulls(xs: (string | null)[]): string { const [a = "d", b = "e"] = xs; return \`\${a} \${b}\`; }
  function missing(xs: (u32 | undefined)[]): string { const [a = 1, b = 2] = xs; const [, c] = xs; return \`\${a} \${b} \${c}\`; }
  function pair([a = "d", b = "e"]: [string | null, string | undefined]): string { return \`\${a} \${b}\`; }
  print(options({ a: null, b: null, c: undefined }) + options({ a: "x", c: "y", d: "z" }));
  print(nulls([null, "x"]) + missing([undefined]) + pair([null, undefined]));
`,
);

refused(
  "K2320",
  "a default of a target that may be null",
  `
  const xs: (string | null)[] = [null];
  let a: string | null = "x";
  [a = "d"] = xs;
  print(a ?? "null");
`,
);
