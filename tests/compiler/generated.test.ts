/** Programs that nobody wrote: random expressions that cannot trap, and what JavaScript makes of them. */
import fc from "fast-check";
import { sameOnNodeAndC } from "./harness.js";

/** Each turn is one program of so many functions. */
const programs = 2;
const functionsEach = 30;

const comparison = fc.constantFrom("<", "<=", ">", ">=", "===", "!==");

/** Expressions by type over the parameters `a b: u32`, `i j: i32`, `x y: u64`, `s t: string`; all results fit their type. */
const expressions = fc.letrec<Record<"u32" | "i32" | "u64" | "bool" | "string", string>>((tie) => ({
  u32: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.constantFrom("a", "b"),
    fc.nat(0xffff_ffff).map((n) => `${n}`),
    fc.tuple(tie("u32"), fc.constantFrom("+", "-"), tie("u32")).map(([l, op, r]) => `((${l} ${op} ${r}) >>> 0)`),
    fc.tuple(tie("u32"), fc.constantFrom("&", "|", "^"), tie("i32")).map(([l, op, r]) => `((${l} ${op} ${r}) >>> 0)`),
    fc.tuple(tie("u32"), tie("u32")).map(([l, r]) => `(Math.imul(${l}, ${r}) >>> 0)`),
    fc.tuple(tie("u32"), fc.constantFrom("<<", ">>>", ">>"), tie("u32")).map(([l, op, r]) => `((${l} ${op} ${r}) >>> 0)`),
    fc.tuple(tie("u32"), tie("u32")).map(([l, r]) => `Math.floor(${l} / (${r} >>> 1 | 1))`),
    fc.tuple(tie("u32"), tie("u32")).map(([l, r]) => `(${l} % ((${r} & 0xffff) + 1))`),
    fc.tuple(tie("bool"), tie("u32"), tie("u32")).map(([c, l, r]) => `(${c} ? ${l} : ${r})`),
    fc.tuple(fc.constantFrom("min", "max"), tie("u32"), tie("u32")).map(([f, l, r]) => `Math.${f}(${l}, ${r})`),
    tie("u64").map((e) => `lowU32(${e})`),
    tie("string").map((e) => `${e}.length`),
    tie("u32").map((e) => `(~${e} >>> 0)`),
  ),
  i32: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.constantFrom("i", "j"),
    fc.integer().map((n) => `(${n})`),
    fc.tuple(tie("i32"), fc.constantFrom("+", "-"), tie("i32")).map(([l, op, r]) => `((${l} ${op} ${r}) | 0)`),
    fc.tuple(tie("i32"), fc.constantFrom("&", "|", "^", "<<", ">>"), tie("u32")).map(([l, op, r]) => `(${l} ${op} ${r})`),
    fc
      .tuple(tie("i32"), tie("i32"))
      .map(([l, r]) => `Math.trunc(${l} / (${r} | 3 & 0x7fff_ffff | 1))`)
      .map((e) => `(${e} | 0)`),
    fc.tuple(tie("i32"), tie("i32")).map(([l, r]) => `(${l} % (${r} | 1) | 0)`),
    fc.tuple(tie("bool"), tie("i32"), tie("i32")).map(([c, l, r]) => `(${c} ? ${l} : ${r})`),
  ),
  u64: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.constantFrom("x", "y"),
    fc.bigInt(0n, (1n << 64n) - 1n).map((n) => `${n}n`),
    fc.tuple(tie("u64"), fc.constantFrom("+", "-", "*"), tie("u64")).map(([l, op, r]) => `BigInt.asUintN(64, ${l} ${op} ${r})`),
    fc.tuple(tie("u64"), fc.constantFrom("&", "|", "^"), tie("u64")).map(([l, op, r]) => `(${l} ${op} ${r})`),
    fc.tuple(tie("u64"), tie("u64")).map(([l, r]) => `(${l} >> (${r} & 0x7fn))`),
    fc.tuple(tie("u64"), tie("u64")).map(([l, r]) => `BigInt.asUintN(64, ${l} << (${r} & 0x7fn))`),
    fc.tuple(tie("u64"), fc.constantFrom("/", "%"), tie("u64")).map(([l, op, r]) => `(${l} ${op} (${r} | 1n))`),
    fc.tuple(tie("bool"), tie("u64"), tie("u64")).map(([c, l, r]) => `(${c} ? ${l} : ${r})`),
    tie("u32").map((e) => `BigInt(${e})`),
    fc.constantFrom(8, 16, 32).chain((bits) => tie("u64").map((e) => `BigInt.asUintN(${bits}, ${e})`)),
  ),
  bool: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.tuple(tie("u32"), comparison, tie("u32")).map(([l, op, r]) => `((${l} >>> 0) ${op} ${r})`),
    fc.tuple(tie("i32"), comparison, tie("i32")).map(([l, op, r]) => `((${l} | 0) ${op} ${r})`),
    fc.tuple(tie("u64"), comparison, tie("u64")).map(([l, op, r]) => `(BigInt.asUintN(64, ${l}) ${op} ${r})`),
    fc.tuple(tie("string"), comparison, tie("string")).map(([l, op, r]) => `((${l} + "") ${op} ${r})`),
    fc.tuple(tie("bool"), fc.constantFrom("&&", "||"), tie("bool")).map(([l, op, r]) => `(${l} ${op} ${r})`),
    tie("bool").map((e) => `!${e}`),
  ),
  string: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.constantFrom("s", "t"),
    fc.string({ unit: fc.constantFrom("a", "B", "ä", "€", "😀", " ", '"', "\\"), maxLength: 4 }).map((text) => JSON.stringify(text)),
    fc.tuple(tie("string"), tie("string")).map(([l, r]) => `(${l} + ${r})`),
    fc.tuple(tie("string"), tie("u32")).map(([l, r]) => `\`\${${l}}-\${${r}}\``),
    fc.tuple(tie("string"), tie("u32"), tie("u32")).map(([l, a, b]) => `${l}.slice(${a} & 7, ${b} & 7)`),
    fc.tuple(tie("bool"), tie("string"), tie("string")).map(([c, l, r]) => `(${c} ? ${l} : ${r})`),
    tie("u64").map((e) => `${e}.toString(16)`),
    tie("i32").map((e) => `(${e}).toString()`),
    tie("string").map((e) => `${e}.toUpperCase()`),
  ),
}));

const parameters = "a: u32, b: u32, i: i32, j: i32, x: u64, y: u64, s: string, t: string";
const calls = [
  '0, 1, 0, -1, 0n, 1n, "", "a"',
  '4294967295, 7, -2147483648, 2147483647, 18446744073709551615n, 64n, "ä€😀x", "zebra"',
  '123456, 99, 5, -77, 0x8000000000000000n, 3n, "abc", "abd"',
];

/** A function that gives its expression as text, through a branch and a local. */
const someFunction = fc
  .tuple(fc.constantFrom("u32", "i32", "u64", "bool", "string"), fc.nat(4))
  .chain(([type, shape]) =>
    fc.tuple(expressions[type], expressions[type], expressions.bool).map(([e, other, test]) => ({ type, shape, e, other, test })),
  )
  .map(({ type, shape, e, other, test }) => {
    const declared = type === "bool" ? "boolean" : type;
    if (shape === 0) return `let v: ${declared} = ${e}; if (${test}) v = ${other}; return \`\${v}\`;`;
    if (shape === 1)
      return `for (let n: u32 = 0; n < 3; n++) {
        if (${test}) continue;
        const v: ${declared} = ${e};
        return \`\${n} \${v}\`;
      }
      return "none";`;
    return `const v: ${declared} = ${e}; return \`\${v}\`;`;
  });

for (let n = 0; n < programs; n++) {
  const bodies = fc.sample(someFunction, { numRuns: functionsEach, seed: Number(process.env["TSVISOR_TEST_SEED"] ?? "1") + n });
  const functions = bodies.map((body, k) => `function f${k}(${parameters}): string { ${body} }`);
  const prints = bodies.flatMap((_, k) => calls.map((values) => `print("f${k} " + f${k}(${values}));`));
  sameOnNodeAndC(`${functionsEach} generated functions, ${n}`, [...functions, ...prints].join("\n"));
}
