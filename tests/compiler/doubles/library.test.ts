/** JavaScript's library with doubles. */
import { sameOnNodeAndHost, trapsInCAlone } from "../harness.js";

sameOnNodeAndHost(
  "rounding functions, with -0, halves, NaN and what is too large to have a fraction",
  `
  const xs = [0.5, -0.5, 1.5, 2.5, -1.5, -2.5, 0.49999999999999994, -0.2, 4503599627370497.5, 1e300, -1e300, NaN, Infinity, -Infinity, 0, -0];
  for (const f of [Math.floor, Math.ceil, Math.trunc, Math.round, Math.abs, Math.sign, Math.fround] as ((x: number) => number)[]) print(xs.map(f).map((x) => (x === 0 ? (1 / x > 0 ? "0" : "-0") : \`\${x}\`)).join(" "));
`,
);

sameOnNodeAndHost(
  "Math.min and Math.max of numbers, of arrays, of nothing, with NaN and -0",
  `
  const xs = [3.5, -2, 8, 0.25];
  print(\`\${Math.min(...xs)} \${Math.max(...xs)} \${Math.min()} \${Math.max()} \${Math.max(1, NaN, 3)} \${1 / Math.min(0, -0)} \${1 / Math.max(-0, 0)} \${Math.max(xs.length, 2)} \${Math.min(xs.length, 2.5)} \${Math.max(...[])}\`);
`,
);

sameOnNodeAndHost(
  "square roots, powers of two, integer products and leading zeros are exact",
  `
  for (const x of [0, -0, 2, 9, 1e-320, 1e300, -1, NaN, Infinity]) print(\`\${Math.sqrt(x)} \${1 / Math.sqrt(x)}\`);
  function imul(a: number, b: number): number { return Math.imul(a, b); }
  print(\`\${imul(4294967295, 5)} \${imul(2.9, -3.9)} \${imul(NaN, 3)} \${Math.clz32(0.5)} \${Math.clz32(255.9)} \${Math.clz32(-1)} \${2 ** 0.5 === Math.SQRT2}\`);
`,
);

sameOnNodeAndHost(
  "hypot scales and adds as V8 does",
  `
  print(\`\${Math.hypot(3, 4)} \${Math.hypot()} \${Math.hypot(-2)} \${Math.hypot(1e200, 1e200)} \${Math.hypot(1e-200, 1e-200, 1e-200)} \${Math.hypot(NaN, Infinity)} \${Math.hypot(NaN, 1)} \${Math.hypot(1, 1, 1, 1.5)}\`);
`,
);

sameOnNodeAndHost(
  "transcendental functions agree to twelve digits and exactly at their fixed points",
  `
  const one: ((x: number) => number)[] = [Math.exp, Math.expm1, Math.log, Math.log2, Math.log10, Math.log1p, Math.sin, Math.cos, Math.tan, Math.asin, Math.acos, Math.atan, Math.sinh, Math.cosh, Math.tanh, Math.asinh, Math.acosh, Math.atanh, Math.cbrt];
  for (const f of one) print([0.3, 1.7, -0.6, 40].map((x) => f(x).toPrecision(12)).join(" ") + \` \${f(0)} \${f(NaN)} \${f(1).toPrecision(12)}\`);
  print(\`\${Math.atan2(1, -1).toPrecision(12)} \${Math.atan2(-0, -1).toPrecision(12)} \${1 / Math.sin(-0)} \${Math.exp(-Infinity)} \${Math.log(-1)} \${Math.PI} \${Math.E} \${Math.LN2} \${Math.LOG10E}\`);
`,
);

sameOnNodeAndHost(
  "tests of numbers, and the constants of Number",
  `
  const xs = [1, 1.5, -0, NaN, Infinity, 2 ** 53, 2 ** 53 - 1, 1e300, 5e-324];
  print(xs.map((x) => [Number.isInteger(x), Number.isSafeInteger(x), Number.isFinite(x), Number.isNaN(x), isNaN(x), isFinite(x)].map((b) => (b ? 1 : 0)).join("")).join(" "));
  print(\`\${Number.EPSILON} \${Number.MAX_VALUE} \${Number.MIN_VALUE} \${Number.MAX_SAFE_INTEGER} \${Number.MIN_SAFE_INTEGER} \${Number.POSITIVE_INFINITY} \${Number.NEGATIVE_INFINITY} \${Number.NaN} \${0.1 + 0.2 - 0.3 < Number.EPSILON}\`);
`,
);

sameOnNodeAndHost(
  "Object.is tells zeros apart and takes NaN for itself",
  `
  function same(a: number, b: number): string { return \`\${Object.is(a, b)} \${a === b}\`; }
  print(\`\${same(0, -0)} \${same(-0, -0)} \${same(NaN, NaN)} \${same(1.5, 1.5)} \${same(1, 2)}\`);
`,
);

sameOnNodeAndHost(
  "maps and sets of doubles take 0 and -0 for one key, and NaN for itself",
  `
  const m = new Map<number, string>([[0.5, "half"], [-0, "zero"], [NaN, "nan"]]);
  m.set(0, "none"); m.set(0 / Number("0"), "not"); m.set(1e21, "big");
  const s = new Set<number>([NaN, NaN, 0, -0, 1.5, 3 / 2]);
  print(\`\${m.size} \${m.get(-0) ?? ""} \${m.get(NaN) ?? ""} \${m.get(0.5) ?? ""} \${m.has(1e21)} \${s.size} \${s.has(1.5)} \${s.delete(-0)} \${[...s].join(" ")}\`);
  for (const [key] of m) print(\`\${key} \${1 / key}\`);
`,
);

sameOnNodeAndHost(
  "includes finds NaN, indexOf does not",
  `
  const xs = [1.5, NaN, -0];
  print(\`\${xs.includes(NaN)} \${xs.includes(NaN, 2)} \${xs.indexOf(NaN)} \${xs.includes(0)} \${xs.indexOf(0)} \${xs.lastIndexOf(1.5)} \${xs.includes(2)} \${xs.includes(NaN, -2)}\`);
`,
);

sameOnNodeAndHost(
  "sort takes differences with fractions, and NaN for equal",
  `
  const xs = [0.5, 0.25, -1, 3, 2.75, 0.3];
  print(\`\${[...xs].sort((a, b) => a - b).join(" ")} | \${[...xs].sort((a, b) => b - a).join(" ")} | \${[...xs].sort(() => NaN).join(" ")}\`);
  const byLength = ["ccc", "a", "bb"].sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
  print(byLength.join(" "));
`,
);

sameOnNodeAndHost(
  "places that are fractions, NaN or infinite are read as the library reads them",
  `
  const xs = [1, 2, 3, 4, 5];
  const inf = Infinity;
  print(\`\${xs.slice(1.9, 3.9).join()} \${xs.slice(-2.5).join()} \${xs.slice(NaN, inf).join()} \${xs.slice(-inf, -1).join()} \${xs.at(1.7)!} \${xs.at(-0.5)!} \${xs.at(inf) === undefined} \${xs.indexOf(2, 0.9)} \${xs.fill(0, 3.2, inf).join()}\`);
  print(\`\${"abcdef".slice(1.5, 3.5)} \${"abcdef".substring(inf, NaN)} \${"abc".charAt(1.9)} \${"abc".padEnd(5.9, "-")} \${"ab".repeat(2.7)} \${"abcabc".indexOf("c", 2.5)} \${"abc".charCodeAt(0.5)}\`);
  print(\`\${Array.from({ length: 2.9 }, (_, i) => i / 2).join()} \${new Array<number>(3).fill(0.5).join()} \${xs.splice(1.5, 2.5).join()} \${xs.join()}\`);
`,
);

sameOnNodeAndHost(
  "functions of Math and conversions of texts are values",
  `
  const round: (x: number) => number = Math.round;
  print(\`\${[1.5, -2.5, 7].map(Math.floor).join()} \${["1.5", "x", ""].map(Number).join()} \${[4, 2.25].map(Math.sqrt).join()} \${round(2.5)}\`);
`,
);

sameOnNodeAndHost(
  "reduce, accumulators and tuples of doubles",
  `
  const xs = [0.1, 0.2, 0.3];
  const mean = xs.reduce((a, b) => a + b) / xs.length;
  const [low, high] = xs.reduce<[number, number]>(([a, b], x) => [Math.min(a, x), Math.max(b, x)], [Infinity, -Infinity]);
  const variance = xs.map((x) => (x - mean) ** 2).reduce((a, b) => a + b, 0) / (xs.length - 1);
  print(\`\${mean} \${low} \${high} \${variance.toFixed(12)} \${xs.flatMap((x) => [x, x * 10]).join(" ")} \${xs.find((x) => x > 0.15) ?? 0}\`);
`,
);

sameOnNodeAndHost(
  "generic code is made for doubles and for integers",
  `
  function largest<T>(items: readonly T[], above: (a: T, b: T) => boolean): T {
    let best: T = items[0]!;
    for (const item of items) if (above(item, best)) best = item;
    return best;
  }
  class Box<T> { constructor(private value: T) {} map<U>(f: (x: T) => U): Box<U> { return new Box(f(this.value)); } get(): T { return this.value; } }
  const bytes: u8[] = [3, 200, 7];
  print(\`\${largest([1, 2.5, -3], (a, b) => a > b)} \${largest(bytes, (a, b) => a > b)} \${new Box(5).map((x) => x / 2).map((x) => \`<\${x}>\`).get()}\`);
`,
);

trapsInCAlone(
  "an array of a fractional length cannot be made",
  "value 2.5 does not fit",
  `
  function zeros(n: number): number[] { return new Array<number>(n).fill(0); }
  print(zeros(2).join());
  print(zeros(2.5).join());
`,
  "host",
);

sameOnNodeAndHost(
  "Math.random gives numbers from 0 to below 1, spread evenly, no two alike",
  `
  let [low, high, sum] = [1, 0, 0];
  for (let i = 0; i < 10000; i++) {
    const x = Math.random();
    low = Math.min(low, x);
    high = Math.max(high, x);
    sum += x;
  }
  print(\`\${low >= 0 && low < 0.01} \${high < 1 && high > 0.99} \${sum > 4700 && sum < 5300} \${Math.random() !== Math.random()}\`);
`,
);

sameOnNodeAndHost(
  "sort without a comparison sorts by text",
  `
  print([10, 9, 1, -1, 100].sort().join() + [true, false].sort().join() + [3, 20].toSorted().join());
`,
);
