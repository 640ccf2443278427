/** What the library does not have. */
import { refused } from "../harness.js";

refused(
  "K4001",
  "a method that is not there",
  `
  const xs: u32[] = [1]; print(xs.toLocaleString());
`,
);

refused(
  "K4001",
  "a locale",
  `
  print((5).toLocaleString());
`,
);

refused(
  "K4002",
  "Math.sqrt",
  `
  print(\`\${Math.sqrt(4)}\`);
`,
  "device",
);

refused(
  "K4002",
  "Infinity",
  `
  const x: number = Infinity; print(\`\${x}\`);
`,
  "device",
);

refused(
  "K4003",
  "Promise",
  `
  function f(p: Promise<u32>): void {}
  f(null as unknown as Promise<u32>);
`,
);

refused(
  "K4003",
  "Date",
  `
  const d = new Date(); print(\`\${d.getTime()}\`);
`,
);

refused(
  "K4005",
  "an array with holes",
  `
  const xs = new Array<u32>(5); print(\`\${xs.length}\`);
`,
);

refused(
  "K4006",
  "Array.from with a function",
  `
  print(Array.from([1, 2], (x) => x + 1).join());
`,
);

refused(
  "K4008",
  "sort by text",
  `
  const xs: u32[] = [2, 1]; xs.sort(); print(xs.join());
`,
  "device",
);
