/** Elements that are compared: one outside its array is JavaScript's undefined, and everything else about it still traps. */
import { expect } from "vitest";
import { inC, sameOnNodeAndHost, trapsInCAlone } from "../harness.js";

sameOnNodeAndHost(
  "an element outside is neither below nor above anything, and equal to nothing",
  `
  const xs = [3, 1, 2];
  const small: u8[] = [7];
  const words = ["b"];
  const view = new Float64Array([0.5]);
  for (const i of [-1, 0, 3, 0.5]) {
    print(\`\${xs[i] < 3} \${xs[i] <= 3} \${xs[i] > 0} \${xs[i] >= 0} \${xs[i] === 3} \${xs[i] !== 3} \${3 > xs[i]} \${0 !== (xs[i])}\`);
    print(\`\${small[i] < 9} \${small[i] === 7} \${words[i] < "c"} \${words[i] !== "b"} \${"abc"[i] === "a"} \${view[i] < 1} \${view[i] !== 0.5}\`);
  }
`,
);

sameOnNodeAndHost(
  "two elements outside are equal, one outside and one inside are not",
  `
  const xs = [1, 2], ys = [1];
  for (let i = 0; i < 4; i++) print(\`\${xs[i] === ys[i]} \${xs[i] !== ys[i]} \${ys[i] === xs[i + 1]} \${xs[i] < ys[i]} \${xs[i] >= ys[i]}\`);
`,
);

sameOnNodeAndHost(
  "objects, booleans, records and fields behind them",
  `
  class Point { constructor(readonly x: number) {} }
  class Line { private readonly points: Point[] = []; add(p: Point): void { this.points.push(p); } starts(p: Point): boolean { return this.points[0] === p; } }
  const origin = new Point(0);
  const line = new Line();
  print(\`\${line.starts(origin)}\`);
  line.add(origin);
  print(\`\${line.starts(origin)} \${line.starts(new Point(0))}\`);
  const seen = [true, false];
  const grid = [[1, 2], [3]];
  let steps = 0;
  for (let y = 0; y < 2; y++) for (let x = -1; x < 3; x++) { if (grid[y][x] === 2 || grid[y][x + 1] > 2) steps++; if (seen[x] !== true) steps += 10; }
  print(\`\${steps}\`);
`,
);

sameOnNodeAndHost(
  "the index, the array and the other side run once and in order",
  `
  let calls = "";
  const xs = [5, 6];
  function array(): number[] { calls += "a"; return xs; }
  function place(): number { calls += "i"; return xs.length; }
  function other(): number { calls += "o"; xs[0] = 9; return 5; }
  print(\`\${array()[place()] < other()} \${calls} \${xs[0] === other()} \${calls}\`);
  let i = -1;
  while (xs[++i] > 5);
  print(\`\${i} \${xs[i--] < 1} \${i} \${xs[i] === xs[(i = 0)]} \${i}\`);
`,
);

sameOnNodeAndHost(
  "a partition runs past both ends of what it sorts",
  `
  function partition(xs: number[], left: number, right: number): number {
    const pivot = xs[left];
    [xs[left], xs[right]] = [xs[right], xs[left]];
    let i = left - 1, j = right;
    while (i < j) {
      while (xs[++i] < pivot);
      while (xs[--j] > pivot);
      if (i < j) [xs[i], xs[j]] = [xs[j], xs[i]];
    }
    [xs[right], xs[i]] = [xs[i], xs[right]];
    return i;
  }
  const xs = [1, 4, 2, 5, 9, 6];
  print(\`\${partition(xs, 0, xs.length - 1)} \${xs.join()}\`);
`,
);

trapsInCAlone(
  "an element that must be there traps in a comparison too",
  "index 2 is outside a length of 1",
  `
  const xs = [1];
  print(\`\${xs[2] < 3}\`);
  print(\`\${xs[2]! < 3}\`);
`,
  "host",
);

trapsInCAlone(
  "an array of arrays traps outside, whatever the inner element is compared with",
  "index 1 is outside a length of 1",
  `
  const grid = [[1]];
  print(\`\${grid[0][1] === 1}\`);
  print(\`\${grid[1][0] === 1}\`);
`,
  "host",
);

inC(
  "an element whose index a loop bounds is compared without a test for undefined",
  "count",
  `
  function count(xs: number[], x: number): number {
    let n = 0;
    for (let i = 0; i < xs.length; i++) if (xs[i] === x) n++;
    return n;
  }
  print(\`\${count([1, 2, 1], 1)}\`);
`,
  (c) => expect(c).not.toContain("->length) &&"),
  "host",
);
