/** Programs of a host: `number` is a double, computed as JavaScript does. */
import { sameOnNodeAndHost, trapsInC } from "../harness.js";

sameOnNodeAndHost(
  "fractions are added, subtracted, multiplied and divided as doubles",
  `
  const a: number = 0.1;
  const b: number = 0.2;
  print(\`\${a + b} \${a - b} \${a * b} \${a / b} \${7 / 2} \${1 / 3}\`);
`,
);

sameOnNodeAndHost(
  "division by zero gives an infinity with the signs of both sides, 0 / 0 gives NaN",
  `
  function part(a: number, b: number): number { return a / b; }
  print(\`\${part(1, 0)} \${part(-1, 0)} \${part(0, 0)} \${part(1, -0)} \${part(-1, -0)} \${part(Infinity, Infinity)}\`);
`,
);

sameOnNodeAndHost(
  "the remainder keeps fractions and the dividend's sign, -0 included",
  `
  function rest(a: number, b: number): number { return a % b; }
  for (const [a, b] of [[5.5, 2], [-5.5, 2], [5.5, -2], [-4, 2], [4, 0], [4, Infinity], [Infinity, 4], [1e300, 7]] as [number, number][]) {
    const r = rest(a, b);
    print(\`\${r} \${1 / r}\`);
  }
`,
);

sameOnNodeAndHost(
  "a zero keeps its sign through products, negation, quotients and sums",
  `
  function sign(x: number): string { return \`\${x} \${1 / x}\`; }
  function negative(x: number): number { return -x; }
  const zero = Number("0");
  const items: number[] = [];
  print([sign(-zero), sign(negative(0)), sign(zero * -5), sign(-5 * items.length), sign(zero / -3), sign(-zero + -zero), sign(zero - zero), sign(-items.length)].join(", "));
`,
);

sameOnNodeAndHost(
  "powers, also of negative and fractional exponents, and where IEEE and JavaScript differ",
  `
  function power(a: number, b: number): number { return a ** b; }
  print([power(2, 10), power(2, -1), power(2, 0.5), power(-8, 1 / 3), power(1, Infinity), power(-1, NaN), power(0, 0), power(10, 308), power(10, 309), Math.pow(3, 4)].join(" "));
  print(\`\${2 ** 3} \${(-2) ** 3} \${2 ** 53} \${2 ** -2} \${2 ** 64}\`);
`,
);

sameOnNodeAndHost(
  "every comparison with NaN is false but !==",
  `
  function compare(a: number, b: number): string {
    return [a < b, a <= b, a > b, a >= b, a === b, a !== b, !(a < b)].join(" ");
  }
  print(compare(NaN, 1)); print(compare(1, NaN)); print(compare(NaN, NaN)); print(compare(0, -0)); print(compare(Infinity, 1e308));
`,
);

sameOnNodeAndHost(
  "0, -0 and NaN are falsy",
  `
  function truthy(x: number): string { return x ? "yes" : "no"; }
  const maybe: (number | undefined)[] = [0, 1, NaN, undefined, -0.5];
  print([0, -0, NaN, 1, -1, 5e-324, Infinity].map(truthy).join(" "));
  print(maybe.map((x) => (x ? "yes" : "no")).join(" ") + \` \${!Number("x")} \${0.0 || 2.5} \${NaN && 1}\`);
`,
);

sameOnNodeAndHost(
  "bit operators take the low 32 bits of a double's integer part",
  `
  function bits(x: number): string { return [x | 0, x >>> 0, ~x, x & 0xff, x ^ 1, x << 1, x >> 1, x >>> 1].join(" "); }
  for (const x of [1.9, -1.9, 4294967296.5, -4294967297, 2147483648, 1e20, -1e20, 2 ** 84 + 2 ** 33, NaN, Infinity, -0.5]) print(bits(x));
  function shift(x: number, by: number): number { return x << by; }
  print(\`\${shift(1, 33)} \${shift(1, -1)} \${shift(5, 2.9)} \${shift(5, NaN)}\`);
`,
);

sameOnNodeAndHost(
  "sums of integers lose their last digits beyond 2^53 as doubles do",
  `
  let sum = 0;
  for (let i = 0; i < 200; i++) sum += 2 ** 46 + i;
  let product = 1;
  for (let i = 1; i <= 25; i++) product *= i;
  let a = 1, b = 1;
  for (let i = 0; i < 90; i++) [a, b] = [b, a + b];
  let n = 9007199254740990;
  n++; n++; n++;
  print(\`\${sum} \${product} \${a} \${n}\`);
`,
);

sameOnNodeAndHost(
  "assignments with operators and steps work on fractions",
  `
  let x = 10.5;
  x += 0.25; x -= 1; x *= 2; x /= 4; x %= 3; x++; --x;
  const before = x++;
  const held = { x: 0.5 };
  held.x *= 3; held.x--;
  const xs = [1.5, 2.5];
  xs[0] += 1; xs[1]! *= 2; xs[0]++;
  let bits = 13.7;
  bits &= 7; bits |= 8; bits <<= 2; bits >>>= 1;
  print(\`\${x} \${before} \${held.x} \${xs.join(" ")} \${bits}\`);
`,
);

sameOnNodeAndHost(
  "a switch on a double finds integers, fractions and -0, and not NaN",
  `
  function name(x: number): string {
    switch (x) {
      case 0: return "zero";
      case 1: case 2: return "few";
      case -3: return "minus three";
      default: return "other";
    }
  }
  function half(x: number): string {
    switch (x) { case 0.5: return "half"; case NaN: return "never"; default: return "no"; }
  }
  print([0, -0, 1, 2, 1.5, -3, NaN, Infinity, 1e300].map(name).join(" ") + " " + [0.5, NaN, 1].map(half).join(" "));
`,
);

sameOnNodeAndHost(
  "constants with fractions, of enums, tables, statics and defaults",
  `
  const third = 1 / 3;
  const limits = { low: -0.5, high: 1e3, count: 3 } as const;
  enum Level { Low = 0.5, High = 1.5, Full = 2 }
  class Scale { static readonly factor = 2.54; static offset = -0; }
  function scaled(x: number, by = 0.5, more: number = -1.25): number { return x * by + more; }
  function signOf(x = -0): number { return 1 / x; }
  function perhaps(x: number | null = null): number { return x ?? 0.5; }
  print(\`\${third} \${limits.low} \${limits.high} \${limits.count} \${Level.Low} \${Level.High + Level.Full} \${Scale.factor} \${1 / Scale.offset}\`);
  print(\`\${scaled(3)} \${scaled(3, 2)} \${scaled(3, 2, 0)} \${signOf()} \${perhaps()}\`);
`,
);

trapsInC(
  "an index with a fraction is outside the array",
  "an index that is no safe integer is outside a length of 3",
  `
  const xs = [1, 2, 3];
  const half = Number("0.5");
  print(\`\${xs[half * 2]!} \${xs.at(0.9) ?? -1}\`);
  print(\`\${xs[half]!}\`);
`,
  "host",
);
