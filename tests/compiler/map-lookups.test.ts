/** Lookups of one key that follow each other are one search in C, unless the map may have changed meanwhile. */
import { expect } from "vitest";
import { inC, sameOnNodeAndC } from "./harness.js";

const searches = (c: string): number => [...c.matchAll(/rt_map_(find|has|get|set)\(/g)].length;

inC(
  "has, get and set of one key search once",
  "count",
  `
  function count(counts: Map<string, u32>, word: string): void {
    if (counts.has(word)) counts.set(word, counts.get(word)! + 1);
    else counts.set(word, 1);
  }
  const counts = new Map<string, u32>();
  count(counts, "a");
  print(\`\${counts.size}\`);
`,
  (c) => {
    expect(searches(c)).toBe(1);
    expect(c).toContain("rt_map_find(");
  },
);

inC(
  "after a call they search again: it may have changed the map",
  "count",
  `
  const counts = new Map<string, u32>();
  function other(): void { counts.delete("a"); }
  function count(word: string): u32 {
    if (!counts.has(word)) return 0;
    other();
    return counts.get(word) ?? 0;
  }
  print(\`\${count("a")}\`);
`,
  (c) => expect(searches(c)).toBe(2),
);

sameOnNodeAndC(
  "keys and values of every kind are found where they were",
  `
  class Box { constructor(public n: u32) {} }
  function add(m: Map<u32, string>, key: u32, text: string): void {
    if (m.has(key)) m.set(key, (m.get(key) ?? "") + text);
    else m.set(key, text);
  }
  function bump(m: Map<string, Box>, key: string): u32 {
    const box = m.get(key);
    if (box === undefined) m.set(key, new Box(1));
    return m.get(key)!.n++;
  }
  const texts = new Map<u32, string>();
  for (let i: u32 = 0; i < 9; i++) add(texts, i % 3, \`\${i}\`);
  for (const [key, text] of texts) print(\`\${key} \${text}\`);
  const boxes = new Map<string, Box>();
  print(\`\${bump(boxes, "a")} \${bump(boxes, "b")} \${bump(boxes, "a")} \${boxes.size}\`);
  const flags = new Map<u32, boolean>([[3, false], [4, true]]);
  for (const key of [3, 4, 5]) if (flags.has(key)) flags.set(key, !flags.get(key)!);
  print([...flags].map(([key, on]) => \`\${key} \${on}\`).join());
`,
);

sameOnNodeAndC(
  "what changes between two lookups is seen",
  `
  class Counter {
    readonly counts = new Map<string, u32>();
    forget(): void { this.counts.clear(); }
  }
  const counter = new Counter();
  const { counts } = counter;
  const show = (title: string): void => print(\`\${title}: \${[...counts].map(([k, n]) => \`\${k}=\${n}\`).join(" ")}\`);
  const key = "a";
  if (!counts.has(key)) { counts.set(key, 1); counts.set(key, (counts.get(key) ?? 10) + 1); }
  show("set after has");
  if (counts.has(key)) { counts.delete(key); counts.set(key, (counts.get(key) ?? 10) + 1); }
  show("deleted between");
  if (counts.has(key)) { counter.forget(); counts.set(key, (counts.get(key) ?? 20) + 1); }
  show("cleared by a call");
  if (counts.has(key)) { for (let i = 0; i < 9; i++) counts.set(\`\${i}\`, 0); counts.set(key, (counts.get(key) ?? 30) + 1); }
  show("grown between");
  let moving = "0";
  if (counts.has(moving)) { moving = "none"; print(\`\${counts.get(moving) ?? 40}\`); }
  for (let turn = 0; turn < 3; turn++) {
    const found = counts.has("1");
    print(\`\${turn} \${found} \${counts.get("1") ?? 50}\`);
    if (turn === 1) counts.delete("1");
  }
  const there = counts.has("2");
  try {
    counts.delete("2");
    throw new Error("out");
  } catch {
    print(\`\${there} \${counts.get("2") ?? 60}\`);
  }
`,
);
