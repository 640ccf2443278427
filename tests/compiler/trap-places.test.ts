/** A trap names the place where the expression starts that trapped, behind parentheses around it: the same place in C and on Node. */
import { sameOnNodeAndC, trapsInC } from "./harness.js";

/** What the expressions below are made of; `some` is 300, `none` is absent, `w` is a bigint. */
const given = `
  function parsed(text: string): number { return Number(parseInteger(text) ?? 0n); }
  function given(): number[] { return [parsed("300"), parsed("1")]; }
  const step = 7;
  const xs = given();
  let n = given()[0] ?? 0;
  const some: number | null = n > 0 ? n : null;
  const none: number | null = n > 0 ? null : n;
  const w = BigInt(n);
`;

/** An expression, and what C and Node say of it in a place for a u8. */
const expressions: readonly (readonly [string, string])[] = [
  ["(-1)", "value -1 does not fit u8"],
  ["-step", "value -7 does not fit u8"],
  ["(293 + step)", "value 300 does not fit u8"],
  ["-(n)", "value -300 does not fit u8"],
  ["(n) + 1", "value 301 does not fit u8"],
  ["-5 * n", "value -1500 does not fit u8"],
  ["(xs[0]!) + 1", "value 301 does not fit u8"],
  ["xs[9]! + 1", "index 9 is outside a length of 2"],
  ["n > 0 ? (-n) : 1", "value -300 does not fit u8"],
  ["none ?? -n", "value -300 does not fit u8"],
  ["(none)! + 1", "trap: null"],
  ["(n++, -n)", "value -301 does not fit u8"],
  ["(n += 2)", "value 302 does not fit u8"],
  ["(-n) satisfies number", "value -300 does not fit u8"],
  ["(some ?? 1) as number", "value 300 does not fit u8"],
  ["Number(-w)", "overflow: the difference does not fit u64"],
  ["(() => n)()", "value 300 does not fit u8"],
];
for (const [expression, reason] of expressions) {
  trapsInC(`${expression} as an element of a set`, reason, `${given} print(\`\${new Set<u8>([1, ${expression}]).size}\`);`);
}

/** A place for a u8 with an expression in it that gives -1. */
const places: readonly (readonly [string, string])[] = [
  ["an argument", "take(PART);"],
  ["a result", "function f(): u8 { return PART; } take(f());"],
  ["a property", "const o: { of: u8 } = { of: PART }; take(o.of);"],
  ["an entry of a map", 'take(new Map<string, u8>([["a", PART]]).size);'],
  ["an item of a tuple", "const t: [u8, u8] = [1, PART]; take(t[1]);"],
  ["a default", "function f(x: u8 = PART): u8 { return x; } take(f());"],
  ["the right side of a compound assignment", "let t: u8 = 0; t += PART; take(t);"],
  ["an element that is assigned", "const t: u8[] = [1]; t[0] = PART; take(t[0]!);"],
  ["an index", "const t: u8[] = [1]; take(t[PART]!);"],
  ["a slot of a template", "print(`${u8(PART)}`);"],
];
for (const [title, statements] of places) {
  const source = statements.replace("PART", '(-parsed("1"))');
  trapsInC(`${title} in parentheses`, "-1 ", `${given} function take(x: u8): void { print(\`\${x}\`); } ${source}`);
}

trapsInC(
  "a constant that does not fit its type traps where it is declared, not where it is used",
  "4:21: trap: value 300 does not fit u8",
  `
  print("before");
  function f(): u8 {
    const big: u8 = 300;
    print("never");
    return big;
  }
  print(\`\${f()}\`);
`,
);

trapsInC(
  "an element of a spread literal",
  "value -1 does not fit u8",
  `
  ${given}
  const xs1: u8[] = [...[1, step - 5], 3];
  print(xs1.join());
  const xs2: u8[] = [...[1, step - parsed("8")], 3];
  print(xs2.join());
`,
);

trapsInC(
  "an element of an array that is spread, where it is spread",
  "value 300 does not fit u8",
  `
  ${given}
  function count(...of: u8[]): number { return of.length; }
  const few: number[] = [1, 2];
  const xs1: u8[] = [...few, 3];
  print(\`\${xs1.join()} \${count(...few)}\`);
  print(\`\${count(1, ...xs)}\`);
`,
);

trapsInC(
  "an optional constant",
  "value 300 does not fit u8",
  `
  print("before");
  function f(): u8 | null { const big: u8 | null = 300; print("never"); return big; }
  print(\`\${f()}\`);
`,
);

trapsInC(
  "one of two values for an optional variable, at the start of the whole",
  "value -300 does not fit u8",
  `
  ${given}
  const either: u8 | null = (n > 0 ? (-n) : 1);
  print(\`\${either}\`);
`,
);

trapsInC(
  "a number with a sign as the bigint of a conversion within another",
  "value -300 does not fit u64",
  `
  ${given}
  const there = Number(BigInt(n));
  print(\`\${there}\`);
  print(\`\${Number(BigInt((-n)))}\`);
`,
);

trapsInC(
  "a bigint's constant that does not fit its type",
  "value -61 does not fit u64",
  `
  print("before");
  const below: u64 = 2n - 63n;
  print(\`\${below}\`);
`,
);

sameOnNodeAndC(
  "arithmetic on bigint constants is JavaScript's, whatever the sign of the result",
  `
  print(\`\\${2n - 63n < 0n} \${-(2n * 3n) + 10n}\`);
  const few: u64 = 2n;
  print(\`\${few - 5n} \${-few}\`);
`,
);

sameOnNodeAndC(
  "a constant bigint as a number is added to integers",
  `
  const many: bigint = 300n;
  let sum: u16 = 5;
  sum += Number(many);
  const same = Number(many);
  sum += same;
  print(\`\${sum} \${same * 2}\`);
`,
);

sameOnNodeAndC(
  "a negative constant masks a signed bigint as well as an unsigned one",
  `
  function signed(x: i64): i64 { let y = x; y ^= -0x7fff_ffff_ffff_ffffn & x; return y & -4096n; }
  function unsigned(x: u64): u64 { return x & -4096n; }
  print(\`\${signed(-5n)} \${signed(123456789n)} \${unsigned(0xffff_ffff_ffff_ffffn)}\`);
`,
);

sameOnNodeAndC(
  "tests of bits of which one always holds: the C compiler has nothing to say",
  `
  class Flags { constructor(readonly of: u8) {} }
  function some(f: Flags): boolean { return (f.of & 3) !== 1 || (f.of & 3) !== 2; }
  function all(f: Flags): boolean { return (f.of & 1) === 0 && (f.of & 3) === 3; }
  function either(f: Flags): boolean { return f.of !== 0 ? (f.of & 1) < 2 : (f.of & 3) !== 2; }
  for (const n of [0, 1, 2, 3]) { const f = new Flags(n); print(\`\${some(f)} \${all(f)} \${either(f)}\`); }
`,
);

sameOnNodeAndC(
  "a choice by a test of bits, compared with what the bits exclude: the C compiler has nothing to say",
  `
  const names: string[] = ["a"];
  function isNone(): boolean { if (0 === ((names.length & 1) === 0 ? 16 : names.length)) return true; return false; }
  print(\`\${isNone()}\`);
  names.push("b");
  print(\`\${isNone()}\`);
`,
);

sameOnNodeAndC(
  "one of two constants that is cut: the C compiler sees no overflow",
  `
  function f(of: u64, n: number): number {
    const cut = (n >>> (Number((of & 3n) === 1n ? 0xffff_ffffn : 63n) & 31)) | 0;
    const rest = BigInt.asIntN(64, (of & 2n) === 2n ? -2n : -0x1_0000_0000n) % 0x7fff_ffffn;
    return cut + Number(rest);
  }
  print(\`\${f(1n, 12345)} \${f(2n, 12345)}\`);
`,
);

sameOnNodeAndC(
  "a constant that fits its declared type is as good as written out",
  `
  const small: u8 = 255;
  function f(): u8 { const zero: u8 = 0; return small - 255 + zero; }
  print(\`\${f()} \${small}\`);
`,
);
