/** Integers of every width in one expression, and where C would do something else. */
import { sameOnNodeAndC, sameOnNodeAndHost, trapsInC } from "./harness.js";

sameOnNodeAndC(
  "the complement of a narrow number is negative, also where it is compared",
  `
  function f(a: u8, b: u16): string { return \`\${~a} \${~a === 0} \${~b < 0} \${(~a & 0xff) === 0x0f} \${~~a === a}\`; }
  print(f(0xf0, 1)); print(f(0, 65535));
`,
);

sameOnNodeAndC(
  "a variable and a field that are assigned to themselves",
  `
  let g: u8 = 5;
  class A { k: u32 = 1; f = false; same(): void { this.k = this.k; this.f = this.f; } }
  function same(b: u32, xs: u8[]): u32 { g = g; b = b; xs[0] = xs[0]!; return b; }
  const a = new A(); a.same();
  function keeps(): () => number { let m = 1; return () => { m = m; return m; }; }
  print(\`\${same(7, [3])} \${g} \${a.k} \${a.f} \${keeps()()}\`);
`,
);

sameOnNodeAndC(
  "signed and unsigned are compared by value",
  `
  function f(a: i32, b: u32, c: i8, d: u8): string { return [a < b, a === b + 0, c < d, c + 0 === d + 0, a > c, b >= d].join(); }
  print(f(-1, 4294967295, -1, 255)); print(f(5, 5, 5, 5));
`,
);

sameOnNodeAndC(
  "counts of shifts are taken modulo 32, values modulo 2^32",
  `
  function f(x: number, n: number): string { return \`\${x << n} \${x >> n} \${x >>> n}\`; }
  for (const n of [0, 1, 31, 32, 33, -1]) print(f(-5, n));
  print(f(4294967297, 1)); print(f(-4294967298, 4)); print(f(9007199254740991, 3));
`,
);

sameOnNodeAndC(
  "bit operators on numbers beyond 32 bits",
  `
  function f(x: number, y: number): string { return \`\${x & y} \${x | y} \${x ^ y} \${~x}\`; }
  print(f(1099511627775, 255)); print(f(-1099511627776, 4294967295)); print(f(8589934592, 1));
`,
);

sameOnNodeAndC(
  "Math.imul and clz32 take the low 32 bits",
  `
  for (const [a, b] of [[4294967295, 5], [-7, 3], [65536, 65536], [123456789, 987654321]] as [number, number][]) print(\`\${Math.imul(a, b)} \${Math.clz32(a)} \${Math.clz32(b >>> 7)}\`);
`,
);

sameOnNodeAndC(
  "a sum of narrow numbers is wider than they are",
  `
  function mean(a: u8, b: u8, c: u8): u8 { return Math.trunc((a + b + c) / 3); }
  function spread(a: i8, b: i8): u8 { return Math.abs(a - b); }
  function area(w: u16, h: u16): u32 { return w * h; }
  print(\`\${mean(255, 255, 255)} \${spread(-128, 127)} \${area(65535, 65535)}\`);
`,
);

sameOnNodeAndC(
  "remainder and quotient of every pair of signs",
  `
  for (const a of [7, -7]) for (const b of [2, -2]) print(\`\${a % b} \${Math.trunc(a / b)} \${Math.floor(a / b)}\`);
  for (const a of [7n, -7n] as i64[]) for (const b of [2n, -2n] as i64[]) print(\`\${a % b} \${a / b}\`);
`,
);

sameOnNodeAndC(
  "bigints are shifted by counts of their own type, to the right with the sign",
  `
  function f(x: i64, u: u64, n: u64): string { return \`\${x >> n} \${u >> n} \${BigInt.asIntN(64, x << n)} \${BigInt.asUintN(64, u << n)}\`; }
  for (const n of [0n, 1n, 31n, 63n, 64n, 200n] as u64[]) print(f(-9n, 0xf000_0000_0000_000fn, n));
`,
);

sameOnNodeAndC(
  "a wrapped conditional takes sides of either sign",
  `
  function low(a: i64, b: boolean): i64 { return BigInt.asIntN(64, b ? a : BigInt.asIntN(16, a)); }
  function bits(a: i64, b: boolean): u64 { return BigInt.asUintN(64, b ? a : a + 1n); }
  print(\`\${low(-5n, true)} \${low(-5n, false)} \${low(70000n, false)} \${bits(-1n, true)} \${bits(-2n, false)}\`);
`,
);

sameOnNodeAndC(
  "a sum with what asIntN gives has its sign",
  `
  let n: i64 = -7n;
  n = ((-0xffn) % 0x7fff_ffffn) + (BigInt.asIntN(64, n << 2n) % 100n);
  print(\`\${n}\`);
`,
);

sameOnNodeAndC(
  "asIntN and asUintN of widths that no type has",
  `
  for (const x of [0n, 1n, 5n, 127n, 128n, 0xffff_ffff_ffff_ffffn] as u64[]) print(\`\${BigInt.asIntN(3, x)} \${BigInt.asUintN(5, x)} \${BigInt.asIntN(63, x)} \${BigInt.asIntN(8, x)} \${BigInt.asUintN(1, x)}\`);
`,
);

trapsInC(
  "the low part of a bigint that does not fit, named by its call",
  "value 65535 does not fit u8",
  `
  let s: u8 = 1;
  for (const x of [255n, 65535n] as u64[]) { s = lowU16(x) + 0; print(\`\${s}\`); }
`,
);

sameOnNodeAndHost(
  "quotients of integers of either sign are rounded down as integers",
  `
  function f(a: i32, b: u32): number { return Math.floor(a / ((b & 7) + 1)); }
  function g(x: number): number { return Math.floor(Math.clz32(16) / ((Math.clz32(x) & 1) + 1)); }
  print(\`\${f(-7, 1)} \${f(7, 1)} \${f(-8, 3)} \${f(0, 2)} \${g(1)} \${g(2)} \${g(0.5)}\`);
`,
);

sameOnNodeAndHost(
  "a double goes through bit operators by its integer part",
  `
  for (const x of [1.9, -1.9, 4294967296.5, -4294967297.5, 1e20, NaN, Infinity, 2147483648]) print(\`\${x | 0} \${x >>> 0} \${x & 255} \${~x} \${~~x} \${x << 1}\`);
`,
);

sameOnNodeAndHost(
  "minus zero comes from a product, a quotient, a remainder and a rounding",
  `
  const z = [0 * -1, 0 / -5, -4 % 2, Math.round(-0.4), Math.trunc(-0.9), Math.ceil(-0.5), -0 + 0, Math.min(0, -0), Math.max(-0, 0), Math.sign(-0)];
  print(z.map((x) => 1 / x).join());
`,
);
