/** Tuples: several values as one. */
import { sameOnNodeAndC } from "./harness.js";

sameOnNodeAndC(
  "a function gives two values, which are taken apart",
  `
  function divide(a: u32, b: u32): [u32, u32] { return [Math.trunc(a / b), a % b]; }
  const [whole, rest] = divide(17, 5);
  print(\`\${whole} \${rest}\`);
`,
);

sameOnNodeAndC(
  "elements of a tuple change, each in its own type",
  `
  const t: [u8, string, boolean] = [250, "a", true];
  t[0] += 5; t[1] += "b"; t[2] = !t[2];
  print(\`\${t[0]} \${t[1]} \${t[2]}\`);
`,
);

sameOnNodeAndC(
  "tuples in an array are sorted by what is in them",
  `
  const xs: [string, u32][] = [["b", 2], ["a", 2], ["c", 1]];
  xs.sort((l, r) => l[1] - r[1] || (l[0] < r[0] ? -1 : 1));
  print(xs.map(([name, n]) => name + n).join());
`,
);

sameOnNodeAndC(
  "a tuple is a reference: two names see one change",
  `
  const a: [number, number] = [1, 2];
  const b = a;
  b[0] = 9;
  const c: [number, number] = [a[0], a[1]];
  c[1] = 7;
  print(\`\${a[0]} \${a[1]} \${c[0]} \${c[1]} \${a === b}\`);
`,
);

sameOnNodeAndC(
  "a readonly tuple as a map's value, one that is missing has a default",
  `
  const sizes = new Map<string, readonly [number, number]>([["a4", [210, 297]]]);
  const [w, h] = sizes.get("a4") ?? [0, 0];
  const [x, y] = sizes.get("b4") ?? [1, 2];
  print(\`\${w}x\${h} \${x}x\${y}\`);
`,
);

sameOnNodeAndC(
  "named and nested tuples",
  `
  type Range = [from: number, to: number];
  type Named = [name: string, range: Range];
  const [name, [from, to]]: Named = ["r", [3, 8]];
  print(\`\${name} \${to - from}\`);
`,
);

sameOnNodeAndC(
  "entries of an array and of a map are tuples",
  `
  for (const pair of ["x", "y"].entries()) print(\`\${pair[0]}\${pair[1]}\`);
  for (const entry of new Map([["k", 5]])) print(entry[0] + entry[1]);
`,
);

sameOnNodeAndC(
  "a tuple of closures that share a variable",
  `
  function counter(): [() => void, () => number] { let n = 0; return [() => { n++; }, () => n]; }
  const [up, now] = counter();
  up(); up();
  const [, other] = counter();
  print(\`\${now()} \${other()}\`);
`,
);

sameOnNodeAndC(
  "fields and elements are swapped by patterns, the right side first",
  `
  class P { constructor(public a: string, public b: string) {} }
  const p = new P("l", "r");
  [p.a, p.b] = [p.b, p.a];
  const xs = [1, 2, 3];
  let i = 0;
  [xs[i++], xs[i++]] = [xs[2]!, i];
  print(\`\${p.a}\${p.b} \${xs.join()} \${i}\`);
`,
);

sameOnNodeAndC(
  "a default in a pattern is evaluated only where it is needed, from left to right",
  `
  let log = "";
  const note = (x: number): number => { log += x; return x; };
  const [a = note(1), b = note(2), c = a + note(3)] = [10].concat([]);
  print(\`\${a} \${b} \${c} \${log}\`);
`,
);

sameOnNodeAndC(
  "holes in a pattern skip elements, rest takes what is left",
  `
  const [, second, , ...others] = ["a", "b", "c", "d", "e"];
  const words = "z".split(",");
  const [only, ...none] = words;
  print(\`\${second} \${others.join("")} \${only} \${none.length}\`);
`,
);

sameOnNodeAndC(
  "patterns within patterns, renamed, with defaults at each depth",
  `
  interface Inner { x?: number; tags: string[] }
  interface Outer { inner?: Inner; id: number }
  function tell({ id, inner: { x = -1, tags: [first = "none"] } = { tags: [] } }: Outer): string { return \`\${id} \${x} \${first}\`; }
  print(tell({ id: 1 })); print(tell({ id: 2, inner: { tags: ["t"] } })); print(tell({ id: 3, inner: { x: 5, tags: [] } }));
`,
);

sameOnNodeAndC(
  "a loop takes objects apart, and closures keep what was taken",
  `
  const shots: (() => string)[] = [];
  for (const { name, at: [x] } of [{ name: "a", at: [1, 2] }, { name: "b", at: [3] }]) shots.push(() => name + (x ?? 0));
  print(shots.map((f) => f()).join());
`,
);

sameOnNodeAndC(
  "a tuple is spread into another one, and knows its length",
  `
  const pair: readonly [x: u32, y: string] = [1, "b"];
  const more: [u32, string, boolean] = [...pair, true];
  const around: [boolean, u32, string, u32] = [false, ...pair, 5];
  print(\`\${more[0]} \${more[1]} \${more[2]} \${around[1]} \${around[3]} \${pair.length + around.length}\`);
  const copy: [u32, string] = [...pair];
  copy[1] = "c";
  print(\`\${pair[1]} \${copy[1]}\`);
`,
);
