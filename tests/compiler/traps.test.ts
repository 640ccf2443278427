/** Every kind of trap: in C, and on Node with our plugin, with the same words at the same place. */
import { sameOnNodeAndC, trapsInC } from "./harness.js";

const conversions: readonly (readonly [string, string, string])[] = [
  ["u8", "256", "value 256 does not fit u8"],
  ["u16", "-1", "value -1 does not fit u16"],
  ["u32", "4294967296", "value 4294967296 does not fit u32"],
  ["i8", "128", "value 128 does not fit i8"],
  ["i16", "-32769", "value -32769 does not fit i16"],
  ["i32", "2147483648", "value 2147483648 does not fit i32"],
];
for (const [type, value, reason] of conversions) {
  trapsInC(
    `${value} stored into a variable of type ${type}`,
    reason,
    `
  function wide(text: string): number { return Number(parseInteger(text.replace("-", "")) ?? 0n) * (text.startsWith("-") ? -1 : 1); }
  const fits: ${type} = wide("7");
  print(\`\${fits}\`);
  const stored: ${type} = wide("${value}");
  print(\`\${stored}\`);
`,
  );
}

trapsInC(
  "an argument that does not fit its parameter",
  "value 300 does not fit u8",
  `
  function take(x: u8): u8 { return x; }
  const many = [1, 300];
  for (const one of many) print(\`\${take(one)}\`);
`,
);

trapsInC(
  "a field of an object literal, written short",
  "value 70000 does not fit u16",
  `
  interface Port { number: u16; name: string }
  function port(number: number): Port { return { number, name: "p" }; }
  print(\`\${port(80).number}\`);
  print(\`\${port(70000).number}\`);
`,
);

trapsInC(
  "an element of an array literal",
  "value -3 does not fit u8",
  `
  function bytes(n: number): u8[] { return [0, n, 2]; }
  print(bytes(5).join());
  print(bytes(-3).join());
`,
);

trapsInC(
  "a value put into a map",
  "value 256 does not fit u8",
  `
  const sizes = new Map<string, u8>();
  for (const n of [255, 256]) { sizes.set("a", n); print(\`\${sizes.size}\`); }
`,
);

trapsInC(
  "what a closure returns",
  "value 512 does not fit u8",
  `
  const twice = (n: number): u8 => n * 2;
  print(\`\${twice(100)}\`);
  print(\`\${twice(256)}\`);
`,
);

trapsInC(
  "a field that is counted up past its type, after its old value was used",
  "value 256 does not fit u8",
  `
  class Counter { n: u8 = 254; }
  const counter = new Counter();
  for (let i = 0; i < 3; i++) print(\`\${counter.n++}\`);
`,
);

trapsInC(
  "an element that is added to, its index evaluated once",
  "value 300 does not fit u8",
  `
  const xs: u8[] = [100, 200];
  let at = 0;
  const next = (): number => at++;
  xs[next()]! += 100;
  print(\`\${xs.join()} \${at}\`);
  xs[next()]! += 100;
  print("never");
`,
);

trapsInC(
  "a sum beyond the safe integers",
  "value 9007199254740992 does not fit number (the safe integers)",
  `
  let n = 9007199254740990;
  for (let i = 0; i < 3; i++) { n = n + 1; print(\`\${n}\`); }
`,
  "device",
);

trapsInC(
  "a product beyond 64 bits",
  "overflow: the product is not a safe integer",
  `
  let n = 4503599627370496;
  for (let i = 0; i < 2; i++) { n = n * 4096; print(\`\${n}\`); }
`,
  "device",
);

trapsInC(
  "an unsigned difference below zero",
  "overflow: the difference does not fit u64",
  `
  function minus(a: u64, b: u64): u64 { return a - b; }
  print(\`\${minus(5n, 5n)}\`);
  print(\`\${minus(5n, 6n)}\`);
`,
);

trapsInC(
  "an unsigned product beyond 64 bits",
  "overflow: the product does not fit u64",
  `
  let x: u64 = 1n;
  for (let i = 0; i < 5; i++) { x *= 0x1_0000n; print(\`\${x}\`); }
`,
);

trapsInC(
  "a bit shifted out",
  "overflow: the shifted value does not fit u64",
  `
  function up(x: u64, by: u64): u64 { return x << by; }
  print(\`\${up(1n, 63n)} \${up(0n, 100n)}\`);
  print(\`\${up(1n, 64n)}\`);
`,
);

trapsInC(
  "a signed sum beyond 63 bits",
  "overflow: the sum does not fit i64",
  `
  let x: i64 = 0x7fff_ffff_ffff_fffen;
  for (let i = 0; i < 2; i++) { x += 1n; print(\`\${x}\`); }
`,
);

trapsInC(
  "the one signed quotient that has no room",
  "overflow: the quotient does not fit i64",
  `
  function part(a: i64, b: i64): i64 { return a / b; }
  print(\`\${part(-9n, 2n)} \${part(9n, -1n)}\`);
  print(\`\${part(-0x8000_0000_0000_0000n, -1n)}\`);
`,
);

trapsInC(
  "the remainder of a division by zero",
  "division by zero",
  `
  function rest(a: u32, b: u32): u32 { return a % b; }
  print(\`\${rest(7, 4)}\`);
  print(\`\${rest(7, 0)}\`);
`,
  "device",
);

trapsInC(
  "a 64-bit division by zero",
  "division by zero",
  `
  function part(a: u64, b: u64): u64 { return a / b; }
  print(\`\${part(7n, 2n)}\`);
  print(\`\${part(7n, 0n)}\`);
`,
);

trapsInC(
  "a bigint that is no safe integer, as a number",
  "does not fit number (the safe integers)",
  `
  function small(x: u64): number { return Number(x); }
  print(\`\${small(9007199254740991n)}\`);
  print(\`\${small(9007199254740993n)}\`);
`,
  "device",
);

trapsInC(
  "a negative number as an unsigned bigint",
  "value -5 does not fit u64",
  `
  function wide(x: number): u64 { return BigInt(x); }
  print(\`\${wide(5)}\`);
  print(\`\${wide(-5)}\`);
`,
);

trapsInC(
  "an element written behind the end",
  "index 2 is outside a length of 2",
  `
  const xs = new Uint8Array(2);
  for (let i = 0; i < 3; i++) { xs[i] = i; print(\`\${xs.length}\`); }
`,
);

trapsInC(
  "a negative index",
  "index -1 is outside a length of 3",
  `
  const xs = ["a", "b", "c"];
  for (let i = 2; i >= -1; i--) print(xs[i]!);
`,
);

trapsInC(
  "an object cast to a class that it is not of",
  "the object is of another class",
  `
  class Animal {}
  class Dog extends Animal { bark(): string { return "wuff"; } }
  class Cat extends Animal {}
  const animals: Animal[] = [new Dog(), new Cat()];
  for (const animal of animals) print((animal as Dog).bark());
`,
);

trapsInC(
  "catch and finally do not see a trap",
  "index 5",
  `
  const xs = [1];
  try {
    try { print(\`\${xs[5]!}\`); } catch { print("caught"); } finally { print("finally"); }
  } catch (e) {
    if (e instanceof Error) print(e.message);
  }
`,
);

sameOnNodeAndC(
  "a negative number becomes the low 64 bits that it has",
  `
  function bits(code: i32): u64 { return BigInt.asUintN(64, BigInt(code)); }
  print(\`\${bits(-5)} \${bits(7)}\`);
`,
);

sameOnNodeAndC(
  "catch and finally see what is thrown, in a loop, by break and by return",
  `
  class Stop extends Error {}
  function turns(): string {
    for (let i = 0; i < 4; i++) {
      try {
        if (i === 1) continue;
        if (i === 2) throw new Stop("two");
        if (i === 3) return "three";
        print("zero");
      } catch (e) {
        if (e instanceof Stop) print(e.message);
      } finally {
        print(\`after \${i}\`);
      }
    }
    return "never";
  }
  print(turns());
`,
);

trapsInC(
  "the product of Math.imul does not fit, at the call",
  "value -2 does not fit u16",
  `
  function f(n: number): u16[] { const xs: u16[] = [1, Math.imul(n, 2147483647)]; return xs; }
  print(\`\${f(2).length}\`);
`,
);

trapsInC(
  "the value of Math.abs does not fit, at the call",
  "value 100000 does not fit u16",
  `
  function f(n: number): u16[] { const xs: u16[] = [1, Math.abs(n * 50000)]; return xs; }
  print(\`\${f(-2).length}\`);
`,
);

trapsInC(
  "the least of Math.min does not fit, at the call",
  "value -2 does not fit u16",
  `
  function f(n: number): u16[] { const xs: u16[] = [1, Math.min(n, 3, 2)]; return xs; }
  print(\`\${f(-2).length}\`);
`,
);
