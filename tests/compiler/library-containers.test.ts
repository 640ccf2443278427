/** Maps, sets and byte arrays, compiled, by every kind of key. */
import { sameOnNodeAndC } from "./harness.js";

sameOnNodeAndC(
  "keys of every kind",
  `
  class Thing { constructor(readonly name: string) {} }
  const byText = new Map<string, number>();
  for (const word of ["b" + "a", "ab", "ba", "é", "e\\u0301"]) byText.set(word, (byText.get(word) ?? 0) + 1);
  for (const [word, count] of byText) print(\`\${word} \${count}\`);
  const a = new Thing("same");
  const b = new Thing("same");
  const byThing = new Map<Thing, string>([[a, "a"], [b, "b"]]);
  print(\`\${byThing.get(a) ?? "-"} \${byThing.get(b) ?? "-"} \${byThing.has(new Thing("same"))} \${byThing.size}\`);
  const byWide = new Map<u64, u8>();
  byWide.set(0xffff_ffff_ffff_ffffn, 1);
  byWide.set(0n, 2);
  print(\`\${byWide.get(0xffff_ffff_ffff_ffffn) ?? 0} \${byWide.get(1n) ?? 0}\`);
  const byFlag = new Map<boolean, string>([[true, "yes"]]);
  print(\`\${byFlag.get(true) ?? "-"} \${byFlag.get(false) ?? "-"}\`);
`,
);

sameOnNodeAndC(
  "insertion order through deletion, replacement and growth",
  `
  const m = new Map<number, string>();
  for (let i = 0; i < 100; i++) m.set((i * 37) % 100, \`v\${i}\`);
  for (let i = 0; i < 100; i += 3) m.delete(i);
  m.set(1, "again");
  m.set(0, "back");
  let text = "";
  m.forEach((value, key) => { text += \`\${key}=\${value} \`; });
  print(text);
  print(\`\${m.size} \${m.delete(0)} \${m.delete(0)} \${[...m.keys()].length} \${[...m.values()].slice(-2).join()}\`);
  m.clear();
  print(\`\${m.size} \${m.has(1)}\`);
`,
);

sameOnNodeAndC(
  "a queue made of a map is visited to its end",
  `
  const m = new Map<number, number>([[0, 0]]);
  let visited = 0;
  for (const [key] of m) {
    visited++;
    m.delete(key);
    if (key < 1000) { m.set(key + 1, key); if (key % 7 === 0) m.set(-key - 1, 0); }
    if (visited > 3000) break;
  }
  print(\`\${visited} \${m.size}\`);
`,
);

sameOnNodeAndC(
  "two loops over one map, and one that clears it",
  `
  const m = new Map<string, number>([["a", 1], ["b", 2], ["c", 3]]);
  let pairs = "";
  for (const [x] of m) for (const [y, n] of m) pairs += x + y + n + " ";
  print(pairs);
  for (const [key, value] of m) {
    print(\`\${key} \${value}\`);
    if (key === "a") { m.clear(); m.set("d", 4); m.set("e", 5); }
  }
`,
);

sameOnNodeAndC(
  "sets",
  `
  const s = new Set<string>(["x", "y", "x"]);
  s.add("z");
  s.add("x");
  print(\`\${s.size} \${s.has("y")} \${[...s].join()} \${s.delete("y")} \${s.delete("q")} \${[...s].join()}\`);
  for (const x of s) { if (x === "x") s.add("w"); print(x); }
  const numbers = new Set<u32>();
  for (let i = 0; i < 1000; i++) numbers.add(i % 17);
  let sum = 0;
  numbers.forEach((n) => { sum += n; });
  print(\`\${numbers.size} \${sum}\`);
`,
);

sameOnNodeAndC(
  "byte arrays share, copy and wrap",
  `
  const b = new Uint8Array(8);
  for (let i = 0; i < b.length; i++) b[i] = i * 3;
  const window = b.subarray(2, -2);
  const copy = b.slice(-3);
  window[0] = 99;
  const show = (bytes: Uint8Array): string => {
    let text = "";
    for (const x of bytes) text += \`\${x} \`;
    return text;
  };
  print(\`\${show(b)}/ \${window.length} / \${show(copy)}/ \${b.subarray(6).length} \${b.subarray(5, 2).length}\`);
  b.set(b.subarray(0, 4), 2);
  b.fill(7, 6);
  print(show(b));
  const wide = new BigUint64Array(2);
  wide[1] = 0x1122_3344_5566_7788n;
  const words = new Uint32Array(3);
  words.fill(0xffff_ffff);
  const halves = new Uint16Array(2);
  halves[0] = 0xffff;
  print(\`\${wide[0]!} \${wide[1]!} \${words[2]!} \${halves[0]!} \${halves[1]!}\`);
`,
);

sameOnNodeAndC(
  "constants in Uint8Array",
  `
  const table = new Uint8Array([1, 2, 255]);
  const other = Uint8Array.of(9, 8);
  print(\`\${table.length} \${table[2]!} \${other[1]!}\`);
`,
);

sameOnNodeAndC(
  "the first of a map or set by its iterator",
  `
  const map = new Map<string, u32>();
  print(\`\${map.keys().next().value === undefined}\`);
  map.set("a", 1).set("b", 2);
  map.delete("a");
  const first = map.keys().next().value;
  if (first !== undefined) print(first);
  print(\`\${map.values().next().value ?? 0}\`);
  const set = new Set<u32>([7, 8]);
  print(\`\${set.values().next().value ?? 0} \${set.keys().next().value ?? 0}\`);
`,
);
