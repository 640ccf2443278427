/** The library's arrays, compiled: every method, at its edges, on scalars and on what is counted. */
import { sameOnNodeAndC } from "./harness.js";

sameOnNodeAndC(
  "splice takes out and puts in anywhere",
  `
  const show = (xs: string[], out: string[]): void => print(\`\${xs.join("")} <- \${out.join("")}\`);
  const letters = (): string[] => "abcdef".split("");
  let xs = letters(); show(xs, xs.splice(1, 2));
  xs = letters(); show(xs, xs.splice(-2));
  xs = letters(); show(xs, xs.splice(2, 0, "X", "Y", "Z"));
  xs = letters(); show(xs, xs.splice(0, 3, "X"));
  xs = letters(); show(xs, xs.splice(4, 99, "X", "Y", "Z"));
  xs = letters(); show(xs, xs.splice(99, 1, "X"));
  xs = letters(); show(xs, xs.splice(1, -1));
`,
);

sameOnNodeAndC(
  "shift, unshift and push move what is counted without losing it",
  `
  class Item { constructor(readonly name: string) {} }
  const xs: Item[] = [];
  for (let i = 0; i < 5; i++) xs.unshift(new Item(\`i\${i}\`));
  const first = xs.shift();
  xs.push(new Item("p"), new Item("q"));
  const last = xs.pop();
  print(\`\${first?.name ?? "-"} \${last?.name ?? "-"} \${xs.map((x) => x.name).join(" ")}\`);
  xs.length = 2;
  print(\`\${xs.length} \${xs.at(-1)?.name ?? "-"}\`);
  const none: Item[] = [];
  print(\`\${none.shift()?.name ?? "nothing"} \${none.pop()?.name ?? "nothing"}\`);
`,
);

sameOnNodeAndC(
  "slice, concat, reverse and fill",
  `
  const xs = [1, 2, 3, 4, 5];
  print(\`\${xs.slice().join()} \${xs.slice(2).join()} \${xs.slice(-2).join()} \${xs.slice(1, -1).join()} \${xs.slice(3, 1).length}\`);
  print(\`\${xs.concat([6, 7], [8]).join()} \${[...xs].reverse().join()}\`);
  print(\`\${[...xs].fill(0, 1, 3).join()} \${[...xs].fill(9, -2).join()}\`);
  print(\`\${xs.indexOf(3)} \${xs.indexOf(3, 3)} \${xs.indexOf(9)} \${xs.includes(5)} \${xs.includes(1, 1)}\`);
  print(\`\${xs.join("")} \${xs.join(" - ")} \${xs.at(0) ?? 0} \${xs.at(-1) ?? 0} \${xs.at(5) ?? -1}\`);
  print(\`\${Array.from({ length: 5 }, (_, i) => i * 2).join()} \${new Array<number>(3).fill(1).join()}\`);
`,
);

sameOnNodeAndC(
  "callbacks get the element and its index, and may capture",
  `
  const words = ["one", "two", "three", "four"];
  let total = 0;
  words.forEach((word, i) => { total += word.length * i; });
  print(\`\${total} \${words.map((w, i) => w + i).join()} \${words.filter((w) => w.length > 3).join()}\`);
  print(\`\${words.find((w) => w.startsWith("t")) ?? "-"} \${words.find((w) => w === "five") ?? "none"}\`);
  print(\`\${words.findIndex((w) => w === "four")} \${words.some((w) => w === "two")} \${words.every((w) => w.length > 2)}\`);
  print(\`\${words.reduce((sum, w) => sum + w.length, 0)} \${words.reduce((text, w, i) => text + i + w.charAt(0), "")}\`);
  print(\`\${[1, 2, 3].reduce((a, b) => a * 10 + b)}\`);
  const empty: number[] = [];
  try {
    print(\`\${empty.reduce((a, b) => a + b)}\`);
  } catch (e) {
    if (e instanceof TypeError) print(e.name);
  }
`,
);

sameOnNodeAndC(
  "an array may change while it is gone over",
  `
  const xs = [1, 2, 3, 4];
  xs.forEach((x, i) => { if (i < 2) xs.push(x * 10); });
  print(xs.join());
  const seen: number[] = [];
  xs.forEach((x) => { seen.push(x); xs.pop(); });
  print(seen.join() + " " + xs.join());
`,
);

sameOnNodeAndC(
  "sort is stable and safe",
  `
  class Person { constructor(readonly name: string, readonly age: u32) {} }
  const ages = [36, 41, 36, 29, 41, 36];
  const people = "Ada,Bob,Cyd,Dan,Eve,Fay".split(",").map((name, i) => new Person(name, ages[i]!));
  people.sort((a, b) => a.age - b.age);
  print(people.map((p) => \`\${p.name}\${p.age}\`).join());
  people.sort((a, b) => (a.name < b.name ? 1 : -1));
  print(people.map((p) => p.name).join());
  let left = 4;
  const xs = [5, 2, 8, 1, 9, 3];
  try {
    xs.sort((a, b) => { if (left-- === 0) throw new Error("tired"); return a - b; });
  } catch (e) {
    if (e instanceof Error) print(\`\${e.message} \${xs.join()}\`);
  }
  print(["b", "a", "é", "B", "😀", "aa", ""].sort().join("|"));
  const many = Array.from({ length: 500 }, (_, i) => (i * 7919) % 503);
  many.sort((a, b) => b - a);
  print(\`\${many[0]!} \${many[499]!} \${many.every((x, i) => i === 0 || many[i - 1]! >= x)}\`);
`,
);

sameOnNodeAndC(
  "arrays of arrays, of optional values and of booleans",
  `
  const grid = Array.from({ length: 3 }, (_, y) => Array.from({ length: 3 }, (_, x) => y * 3 + x));
  print(grid.map((row) => row.join(" ")).join(" / "));
  const maybe: (string | null)[] = ["a", null, "b"];
  print(maybe.map((m) => m ?? "null").join() + \` \${maybe.indexOf(null)} \${maybe.includes("b")}\`);
  const numbers: (u32 | null)[] = [1, null, 3];
  print(numbers.filter((n) => n !== null).length.toString() + \` \${numbers.indexOf(3)} \${numbers.indexOf(null)}\`);
  const flags = [true, false, true];
  print(\`\${flags.indexOf(false)} \${flags.filter((f) => f).length} \${flags.join()}\`);
`,
);

sameOnNodeAndC(
  "join leaves null and undefined empty",
  `
  const some: (u32 | null | undefined)[] = [null, undefined, 1];
  const texts: (string | undefined)[] = [undefined, "a"];
  const nested: (u32 | null)[][] = [[1, null], [2]];
  print(\`\${some.join("-")}|\${texts.join()}|\${nested.join(";")}|\${texts}\`);
`,
);

sameOnNodeAndC(
  "a function that is given the whole array as well",
  `
  const xs: u32[] = [1, 2, 3, 4];
  print(xs.filter((x, i, all) => i < all.length - 1 && x % 2 === 0).join());
  print(xs.map((x, i, all) => x + all[all.length - 1 - i]!).join());
  print(\`\${xs.findIndex((x, _, all) => x === all.length)} \${xs.some((_x, _i, all) => all.length > 4)}\`);
  print(\`\${xs.reduce((sum, x, _, all) => sum + x * all.length, 0)}\`);
  xs.forEach((x, i, all) => { if (i === 0) print(\`\${x} of \${all.length}\`); });
`,
);
