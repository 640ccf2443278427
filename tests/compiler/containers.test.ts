/** Arrays, maps, sets, byte arrays, tuples. */
import { sameOnNodeAndC, trapsInC } from "./harness.js";

sameOnNodeAndC(
  "arrays grow, shrink and hold anything",
  `
  const xs: u32[] = [];
  for (let i = 0; i < 100; i++) xs.push(i * i);
  print(\`\${xs.length} \${xs[99]!} \${xs.pop() ?? 0} \${xs.length}\`);
  const names: string[] = ["b", "a"];
  names.push("c", "d");
  names.unshift("z");
  print(\`\${names.join("")} \${names.shift() ?? ""} \${names.indexOf("c")} \${names.includes("q")} \${names.at(-1) ?? ""}\`);
  const grid: number[][] = [[1, 2], [3]];
  grid[1]!.push(4);
  print(grid.map((row) => row.join(" ")).join("|"));
  xs.length = 3;
  print(xs.join(","));
`,
);

trapsInC(
  "an index outside the array traps",
  "index 3",
  `
  const xs = [1, 2, 3];
  for (let i = 0; i < 4; i++) print(\`\${xs[i]!}\`);
`,
);

sameOnNodeAndC(
  "array methods with callbacks",
  `
  const xs = [5, 3, 8, 1, 9, 2];
  print(xs.filter((x) => x > 2).map((x, i) => x * 10 + i).join(" "));
  print(\`\${xs.reduce((a, b) => a + b, 0)} \${xs.some((x) => x === 8)} \${xs.every((x) => x > 0)} \${xs.find((x) => x > 5) ?? 0} \${xs.findIndex((x) => x === 1)}\`);
  print([...xs].sort((a, b) => a - b).join(" ") + " " + xs.slice(1, -1).reverse().join(" "));
  print([...xs, 7].concat([6]).join(" ") + " " + xs.splice(1, 2, 30, 31, 32).join(",") + " " + xs.join(" "));
  print(Array.from({ length: 4 }, (_, i) => i * i).join(" ") + " " + new Array<number>(3).fill(7).join(" "));
  xs.forEach((x, i) => { if (i === 0) print(\`first \${x}\`); });
`,
);

sameOnNodeAndC(
  "sort is stable",
  `
  const people = [["bob", 3], ["amy", 1], ["cat", 3], ["dan", 1]] as [string, number][];
  people.sort((a, b) => a[1] - b[1]);
  print(people.map(([name]) => name).join(" "));
`,
);

sameOnNodeAndC(
  "a map keeps the order of insertion through deletion and insertion",
  `
  const m = new Map<string, u32>();
  for (const w of "the cat and the dog and the bird".split(" ")) m.set(w, (m.get(w) ?? 0) + 1);
  m.delete("cat");
  m.set("cat", 9);
  for (const [k, v] of m) print(\`\${k}=\${v}\`);
  print(\`\${m.size} \${m.has("dog")} \${m.has("cow")} \${[...m.keys()].join(" ")} \${[...m.values()].join(" ")}\`);
  const byId = new Map<u64, string>([[5n, "five"], [1n, "one"]]);
  print(byId.get(5n) ?? "-");
`,
);

sameOnNodeAndC(
  "a map may change while it is gone over",
  `
  const m = new Map<number, string>([[1, "a"], [2, "b"], [3, "c"]]);
  for (const [k, v] of m) {
    print(\`\${k}\${v}\`);
    if (k === 1) { m.delete(2); m.set(4, "d"); }
    if (k === 4) m.clear();
  }
  print(\`\${m.size}\`);
`,
);

sameOnNodeAndC(
  "sets and objects as keys",
  `
  class Key { constructor(readonly id: u32) {} }
  const a = new Key(1);
  const b = new Key(1);
  const s = new Set<Key>([a, a]);
  print(\`\${s.size} \${s.has(a)} \${s.has(b)}\`);
  s.add(b);
  s.delete(a);
  for (const k of s) print(\`\${k.id} \${s.size}\`);
`,
);

sameOnNodeAndC(
  "byte arrays share memory with their subarrays and copy with slice",
  `
  const bytes = new Uint8Array(8);
  bytes[0] = 0xff;
  bytes.set(new Uint8Array([1, 2, 3]), 4);
  const part = bytes.subarray(4, 7);
  const copy = bytes.slice(4, 7);
  part[0] = 9;
  print(\`\${Array.from({ length: bytes.length }, (_, i) => bytes[i]!).join(",")} \${copy[0]!} \${part.length}\`);
  bytes.fill(7, 1, 3);
  let sum = 0;
  for (const b of bytes) sum += b;
  print(\`\${sum}\`);
  const words = new Uint32Array(2);
  words[1] = 0xffff_ffff;
  const wide = new BigUint64Array(1);
  wide[0] = 0xffff_ffff_ffff_ffffn;
  print(\`\${words[1]!} \${wide[0]!}\`);
`,
);

sameOnNodeAndC(
  "tuples and arrays of records",
  `
  interface Region { readonly base: u64; readonly size: u64 }
  function ends(regions: readonly Region[]): [u64, u64] {
    let low: u64 = 0xffff_ffff_ffff_ffffn;
    let high: u64 = 0n;
    for (const { base, size } of regions) {
      if (base < low) low = base;
      if (base + size > high) high = base + size;
    }
    return [low, high];
  }
  const [low, high] = ends([{ base: 0x1000n, size: 0x10n }, { base: 0x800n, size: 0x100n }]);
  print(\`\${low} \${high}\`);
`,
);
