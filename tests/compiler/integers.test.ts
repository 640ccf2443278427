/** Integers: exact arithmetic on numbers, ranges where values are stored, JavaScript's bit operators. */
import { sameOnNodeAndC, trapsInC } from "./harness.js";

sameOnNodeAndC(
  "a difference of unsigned numbers may pass below zero on its way",
  `
  function middle(a: u32, b: u32, c: u32): u32 { return a - b + c; }
  print(\`\${middle(1, 5, 10)}\`);
`,
);

trapsInC(
  "a value that does not fit its variable traps",
  "value -1 does not fit u32",
  `
  function less(a: u32): u32 { return a - 1; }
  print(\`\${less(1)}\`);
  print(\`\${less(0)}\`);
`,
);

sameOnNodeAndC(
  "bit operators work on 32 bits and give signed results",
  `
  const a: u32 = 0xf000_0000;
  print(\`\${a | 1} \${(a | 1) >>> 0} \${~a} \${a ^ 0xffff} \${a & 0xff}\`);
  print(\`\${a >> 4} \${a >>> 4} \${1 << 31} \${1 << 33} \${-1 >>> 0}\`);
`,
);

sameOnNodeAndC(
  "wrapping is written with | 0, >>> 0 and Math.imul",
  `
  const big: u32 = 0xffff_ffff;
  print(\`\${(big + 1) >>> 0} \${(big + big) | 0} \${Math.imul(0x1234_5678, 0x9abc_def1)} \${Math.imul(big, big) >>> 0}\`);
`,
);

sameOnNodeAndC(
  "numbers are exact up to 2^53",
  `
  let n = 1;
  for (let i = 0; i < 52; i++) n = n * 2;
  print(\`\${n} \${n + (n - 1)} \${-n - (n - 1)}\`);
`,
);

trapsInC(
  "a number beyond the safe integers traps",
  "safe integer",
  `
  let n = 1;
  for (let i = 0; i < 60; i++) n = n * 3;
  print(\`\${n}\`);
`,
  "device",
);

sameOnNodeAndC(
  "division truncates or rounds down, remainder takes the sign of the dividend",
  `
  for (const [a, b] of [[7, 2], [-7, 2], [7, -2], [-7, -2]] as [number, number][]) {
    print(\`\${Math.trunc(a / b)} \${Math.floor(a / b)} \${a % b} \${(a / b) | 0}\`);
  }
`,
);

trapsInC(
  "division by zero traps",
  "division by zero",
  `
  function part(a: u32, b: u32): u32 { return Math.trunc(a / b); }
  print(\`\${part(6, 3)}\`);
  print(\`\${part(1, 0)}\`);
`,
  "device",
);

sameOnNodeAndC(
  "u64 arithmetic, comparison and shifts",
  `
  const base: u64 = 0x4000_0000n;
  const top: u64 = 0xffff_ffff_ffff_ffffn;
  print(\`\${base * 4n + 7n} \${top / 10n} \${top % 10n} \${top >> 60n} \${base << 8n} \${top > base}\`);
  print(\`\${(top & 0xff00n) | 0x12n} \${top ^ base} \${top >> 64n} \${base === 0x4000_0000n}\`);
`,
);

sameOnNodeAndC(
  "u64 wraps under BigInt.asUintN",
  `
  const top: u64 = 0xffff_ffff_ffff_ffffn;
  let x: u64 = 88172645463325252n;
  for (let i = 0; i < 5; i++) {
    x = BigInt.asUintN(64, x ^ BigInt.asUintN(64, x << 13n));
    x = x ^ (x >> 7n);
    x = BigInt.asUintN(64, x ^ BigInt.asUintN(64, x << 17n));
    print(\`\${x}\`);
  }
  print(\`\${BigInt.asUintN(64, top + 2n)} \${BigInt.asUintN(64, top * top)} \${BigInt.asUintN(64, ~0x0fn)} \${BigInt.asUintN(64, 3n - 5n)}\`);
  print(\`\${BigInt.asUintN(8, 0x1234n)} \${BigInt.asUintN(32, top)}\`);
`,
);

trapsInC(
  "u64 overflow traps",
  "overflow",
  `
  function next(x: u64): u64 { return x + 1n; }
  print(\`\${next(0xffff_ffff_ffff_fffen)}\`);
  print(\`\${next(0xffff_ffff_ffff_ffffn)}\`);
`,
);

sameOnNodeAndC(
  "i64 has a sign",
  `
  const a: i64 = -5n;
  const b: i64 = 3n;
  print(\`\${a + b} \${a * b} \${a / b} \${a % b} \${a < b} \${a >> 1n} \${-a}\`);
`,
);

sameOnNodeAndC(
  "conversions by name go between numbers and bigints",
  `
  const wide: u64 = 0x1_2345_6789n;
  print(\`\${lowU32(wide)} \${lowU16(wide)} \${lowU8(wide)} \${u32(wide >> 8n)} \${u64(42) + 1n} \${i32(-7)} \${BigInt(9) * 2n} \${Number(wide) + 1}\`);
`,
);

trapsInC(
  "a conversion that does not fit traps",
  "does not fit u8",
  `
  function byte(x: u64): u8 { return u8(x); }
  print(\`\${byte(255n)}\`);
  print(\`\${byte(256n)}\`);
`,
);

sameOnNodeAndC(
  "compound assignment and increments, before and after",
  `
  let a: u32 = 10;
  a += 5; a -= 3; a *= 2; a %= 7; a |= 8; a &= 0xd; a ^= 1; a <<= 2; a >>>= 1;
  let b = 5;
  print(\`\${a} \${b++} \${b} \${++b} \${b--} \${--b}\`);
  let c: u64 = 1n;
  c += 9n; c *= 3n; c <<= 4n; c >>= 1n; c++; c--;
  print(\`\${c}\`);
`,
);

sameOnNodeAndC(
  "number methods of Math",
  `
  print(\`\${Math.min(3, -4, 9)} \${Math.max(3, -4, 9)} \${Math.abs(-4)} \${Math.clz32(1)} \${Math.clz32(0)} \${Math.clz32(0x8000_0000)}\`);
`,
);

sameOnNodeAndC(
  "numbers print in any radix",
  `
  const n: u32 = 0xdead_beef;
  print(\`\${n.toString(16)} \${n.toString(2)} \${(-255).toString(16)} \${(0x1_0000_0000_0000n).toString(36)} \${String(n)}\`);
`,
);

sameOnNodeAndC(
  "narrow fields keep their range",
  `
  class Small { a: u8 = 255; b: i8 = -128; c: u16 = 65535; d: i16 = -32768; e: i32 = -2147483648; }
  const s = new Small();
  print(\`\${s.a + s.b + s.c + s.d + s.e}\`);
  s.a = s.a & 0xf;
  s.e = s.e + 1;
  print(\`\${s.a} \${s.e}\`);
`,
);
