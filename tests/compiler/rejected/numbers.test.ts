/** Numbers are integers; widths and signs do not mix. */
import { refused } from "../harness.js";

refused(
  "K3001",
  "a fraction",
  `
  const x = 0.5; print(\`\${x}\`);
`,
  "device",
);

refused(
  "K3001",
  "a number beyond 2^53",
  `
  const x: number = 9007199254740993; print(\`\${x}\`);
`,
  "device",
);

refused(
  "K3002",
  "division without rounding",
  `
  function f(a: u32, b: u32): number { return a / b; }
  print(\`\${f(4, 2)}\`);
`,
  "device",
);

refused(
  "K3005",
  "u64 and i64 in one sum",
  `
  function f(a: u64, b: i64): bigint { return a + b; }
  print(\`\${f(1n, 2n)}\`);
`,
);

refused(
  "K3006",
  "the complement of a u64",
  `
  function f(a: u64): bigint { return ~a; }
  print(\`\${f(1n)}\`);
`,
);

refused(
  "K3007",
  "a bigint beyond 64 bits",
  `
  const x: u64 = 0x1_0000_0000_0000_0000n; print(\`\${x}\`);
`,
);

refused(
  "K3008",
  "a width that is no constant",
  `
  function f(n: u32, x: u64): u64 { return BigInt.asUintN(n, x); }
  print(\`\${f(3, 9n)}\`);
`,
);
