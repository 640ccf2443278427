/** Variables that say nothing of their type where they are declared: their uses do. */
import { sameOnNodeAndC, sameOnNodeAndHost } from "./harness.js";

sameOnNodeAndC(
  "an empty array without a type holds what is put into it, an array of arrays too",
  `
  function table(size: number): string {
    const rows = [];
    for (let i = 0; i < size; i++) {
      const row = [];
      for (let j = 0; j < size; j++) row.push(i * j);
      rows.push(row);
    }
    return rows.map((row) => row.join(" ")).join("/");
  }
  print(table(3));
  const names = [];
  names.push("first", "second");
  print(names.join());
`,
);

sameOnNodeAndC(
  "a variable without type and value has the type of all that it is given, and is undefined or null before",
  `
  function last(limit: number): string {
    let found;
    let name = null;
    for (let i = 0; i < limit; i++) {
      if (i % 3 === 2) found = i;
      name = \`number \${i}\`;
    }
    return \`\${found === undefined ? "nothing" : found + 1} \${name === null ? "no name" : name}\`;
  }
  print(last(0)); print(last(2)); print(last(6));
`,
);

sameOnNodeAndHost(
  "`Array(n).fill(x)` is as with `new`, and its place says what it holds",
  `
  function distances(size: number): number[] {
    const all: number[] = Array(size + 1).fill(Infinity);
    all[0] = 0.5;
    return all;
  }
  const words: string[] = new Array(2).fill("w");
  print(\`\${distances(2).join()} \${words.join()} \${Array<number>(3).fill(1).join()}\`);
`,
);
