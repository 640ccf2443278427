/** Where a value surely fits, nothing is checked; where it may not, it is: both give what JavaScript gives. */
import { inC, sameOnNodeAndC, trapsInC } from "./harness.js";

sameOnNodeAndC(
  "masks, shifts and minima stored in narrow types",
  `
  function low(x: number): u8 { return x & 0xff; }
  function high(x: u32): u8 { return x >>> 24; }
  function least(x: number): u8 { return Math.min(Math.max(x, 0), 255); }
  function nibble(x: u8): u8 { return (x >> 4) | ((x << 4) & 0xf0); }
  for (const x of [0, 1, 255, 256, -1, 0x1_2345_6789]) print(\`\${low(x)} \${least(x)} \${high(x >>> 0)} \${nibble(low(x))}\`);
  function mixed(a: u32, b: i32): string { return \`\${a & b} \${a | b} \${a ^ b} \${a >>> (b & 7)} \${b >> 3} \${b >>> 28} \${b << 5} \${a % 7} \${b % 7} \${a * b} \${-b} \${~a}\`; }
  print(mixed(0xf000_000f, -5)); print(mixed(7, 0x7fff_ffff)); print(mixed(0, -0x8000_0000));
  for (const s of [0, 1, 31, 32, 33, 63]) print(\`\${1 << s} \${0x8000_0000 >>> s} \${-8 >> s}\`);
`,
);

sameOnNodeAndC(
  "counters up to the end of their type",
  `
  let turns = 0;
  for (let i: u8 = 0; i < 255; i++) turns += i;
  for (let i: u8 = 250; i < 255; ++i) { if (i % 2 === 0) continue; turns++; }
  for (let i: i8 = -3; i < 3; i++) turns += i;
  for (let i: u64 = 0n; i < 5n; i++) turns += Number(i);
  for (let i = 10; i > 0; i -= 3) turns -= i;
  const xs: u16[] = [5, 6];
  for (let i = xs.length - 1; i >= 0; i--) turns += xs[i]!;
  print(\`\${turns}\`);
`,
);

trapsInC(
  "a counter that passes the end of its type",
  "value 256 does not fit u8",
  `
  let n = 0;
  for (let i: u8 = 250; i <= 255; i++) n++;
  print(\`\${n}\`);
`,
);

sameOnNodeAndC(
  "64 bits: masks with complements, signed values, conversions",
  `
  const pageMask = ~0xfffn;
  function page(a: u64, mask: u64): string { return \`\${a & pageMask} \${a & ~mask} \${(a & -4096n) >> 12n} \${BigInt.asUintN(64, ~a)} \${BigInt.asUintN(64, -a)} \${BigInt.asIntN(64, a)} \${BigInt.asIntN(8, a)} \${BigInt.asUintN(12, a)}\`; }
  print(page(0x1234_5678n, 0xffn)); print(page(0xffff_ffff_ffff_f0ffn, 0xf000n)); print(page(0n, 0n));
  function signed(a: i64, b: i64): string { return \`\${a + b} \${a - b} \${a * b} \${a / b} \${a % b} \${a >> 2n} \${-a} \${a < b} \${~a} \${a & 0xffn}\`; }
  print(signed(-17n, 5n)); print(signed(100n, -7n));
  const d: i64 = BigInt(-5); const e: i64 = 5n - 10n;
  print(\`\${d * e} \${Number(d) + Number(7n)} \${u32(5n) + u8(200)} \${u64(7) + 1n} \${i64(-3)} \${lowU8(0x1ffn)} \${lowU32(0x1_2345_6789n)}\`);
  print(\`\${0x1fn.toString(2)} \${(255).toString(16)} \${(-255).toString(36)} \${d.toString(16)}\`);
`,
);

inC("a mask needs no check", "low", `function low(x: number): u8 { return x & 0xff; }\nprint(\`\${low(511)}\`);`, (c) => {
  if (/rt_trap|rt_check|rt_to_/.test(c)) throw new Error(c);
});
