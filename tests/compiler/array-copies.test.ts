/** Array methods that give a copy, or look from the end. */
import { sameOnNodeAndC } from "./harness.js";

sameOnNodeAndC(
  "findLast and findLastIndex look from the end",
  `
  const xs = [5, 12, 8, 130, 44];
  print(\`\${xs.findLast((x) => x > 45)} \${xs.findLast((x) => x < 0)} \${xs.findLastIndex((x) => x > 10)} \${xs.findLastIndex((x) => x > 999)}\`);
`,
);

sameOnNodeAndC(
  "toSorted, toReversed, toSpliced and with leave the array as it was",
  `
  const xs = [3, 1, 2];
  print(\`\${xs.toSorted((a, b) => a - b).join()} \${xs.toReversed().join()} \${xs.toSpliced(1, 1, 9, 8).join()} \${xs.with(-1, 7).join()} \${xs.join()}\`);
  print(["b", "a"].toSorted().join());
`,
);

sameOnNodeAndC(
  "with outside the array is an error",
  `
  const xs = [1, 2];
  try { xs.with(5, 0); } catch (e) { if (e instanceof RangeError) print("range"); }
`,
);

sameOnNodeAndC(
  "reduceRight with and without a start",
  `
  const xs = ["a", "b", "c"];
  print(xs.reduceRight((sum, x) => sum + x) + xs.reduceRight((sum, x, i) => sum + x + \`\${i}\`, "|"));
  try { ([] as string[]).reduceRight((a, b) => a + b); } catch (e) { if (e instanceof TypeError) print("empty"); }
`,
);

sameOnNodeAndC(
  "flat takes one level away",
  `
  const nested = [[1, 2], [], [3]];
  print(nested.flat().join() + \`\${nested.length}\`);
`,
);

sameOnNodeAndC(
  "copyWithin moves a part over another, overlapping ones too",
  `
  const xs = [1, 2, 3, 4, 5];
  print(xs.copyWithin(0, 3).join()); print(xs.copyWithin(1, 0, 3).join()); print([1, 2, 3].copyWithin(-1, 0).join());
`,
);

sameOnNodeAndC(
  "an array as text",
  `
  const xs = [1, 2, 3];
  const empty: string[] = [];
  print(\`\${xs} [\${empty}] \${xs.toString()} \` + ["a", "b"]);
`,
);

sameOnNodeAndC(
  "typeof and Array.isArray of what is known are constants",
  `
  const xs = [1];
  const f = (n: number): number => n;
  print(\`\${typeof xs} \${typeof f} \${typeof "a"} \${typeof 1} \${typeof 1n} \${typeof true} \${Array.isArray(xs)} \${Array.isArray("a")}\`);
`,
);
