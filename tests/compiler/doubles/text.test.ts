/** Doubles as text and text as doubles, digit by digit as JavaScript has it. */
import fc from "fast-check";
import { sameOnNodeAndHost } from "../harness.js";

/** A generator of doubles in the program itself: 53 random bits times a random power of two, so that every magnitude is met. */
const generator = (seed: number): string => `
  let state = ${seed} | 0;
  function random(): number {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return (state >>> 0) / 4294967296;
  }
  function anyDouble(): number {
    const significand = Math.floor(random() * 2097152) * 4294967296 + Math.floor(random() * 65536) * 65536 + Math.floor(random() * 65536);
    const exponent = Math.floor(random() * 2098) - 1126;
    const scaled = exponent < -1022 ? significand * 2 ** -1022 * 2 ** (exponent + 1022) : significand * 2 ** exponent;
    return random() < 0.5 ? scaled : -scaled;
  }
  let hash = 0;
  function note(text: string): void {
    for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 16777619);
  }
`;

const [seed = 1] = fc.sample(fc.integer(), 1);

sameOnNodeAndHost(
  "100,000 random doubles have JavaScript's shortest digits and read back as themselves",
  `${generator(seed)}
  for (let i = 1; i <= 100000; i++) {
    const x = anyDouble();
    const text = \`\${x}\`;
    note(text);
    if (Number(text) !== x || parseFloat(text + "px") !== x) print(\`\${text} reads back as \${Number(text)}\`);
    if (i % 5000 === 0) print(\`\${i}: \${text} \${hash}\`);
  }
`,
);

sameOnNodeAndHost(
  "random doubles in fixed, exponential and precision form, and in other bases",
  `${generator(seed + 1)}
  for (let i = 1; i <= 2000; i++) {
    const x = anyDouble();
    const y = (random() - 0.5) * Number(\`1e\${Math.floor(random() * 24)}\`);
    const digits = Math.floor(random() * 20);
    note(y.toFixed(digits)); note(x.toExponential(digits)); note(x.toPrecision(digits + 1)); note(y.toPrecision(digits + 1)); note(x.toExponential());
    note(y.toString(2 + (i % 35)));
    if (i % 100 === 0) print(\`\${y.toFixed(digits)} \${x.toExponential(digits)} \${y.toPrecision(digits + 1)} \${y.toString(2 + (i % 35))} \${hash}\`);
  }
`,
);

sameOnNodeAndHost(
  "numbers at the edges of the notations",
  `
  for (const x of [0, -0, 1e21, 1e21 - 65536, 123456789012345680000, 1e-6, 1e-7, 1.5e-7, 0.000001234, 5e-324, 1.7976931348623157e308, 2 ** -44, 1e23, 9007199254740993, 4.35, 0.1 + 0.2, 100, -1e100, NaN, Infinity, -Infinity])
    print(\`\${x} \${String(x)} \${x.toString()} \` + x);
`,
);

sameOnNodeAndHost(
  "toFixed rounds halves up, by the exact value, and leaves large numbers as they are",
  `
  for (const x of [0.5, 1.5, 2.5, -2.5, 1.005, 1.45, 8.345, 0.000001, 1e20, 1e21, 123.456, -0.0000001, -0, NaN, 999.995])
    print(\`\${x.toFixed()} \${x.toFixed(1)} \${x.toFixed(2)} \${x.toFixed(10)}\`);
  print((1.1).toFixed(100));
`,
);

sameOnNodeAndHost(
  "toPrecision and toExponential choose and round as JavaScript does",
  `
  for (const x of [0, 123.456, 0.00001, 1e-7, 1e21, 99.99, 1.25, 1.35, -5e-324, Infinity]) {
    print(\`\${x.toPrecision(1)} \${x.toPrecision(3)} \${x.toPrecision(21)} \${x.toPrecision()} | \${x.toExponential()} \${x.toExponential(0)} \${x.toExponential(2)}\`);
  }
`,
);

sameOnNodeAndHost(
  "toString with a base writes fractions and large integers",
  `
  for (const x of [0.5, -0.1, 255, 255.5, 1e21, 2 ** 60, 1 / 3, 0.999999999, 1e-10, NaN, -Infinity, 5e-324])
    print([2, 3, 8, 10, 16, 36].map((radix) => x.toString(radix)).join(" "));
`,
);

sameOnNodeAndHost(
  "digits and bases out of range are RangeErrors",
  `
  function tried(action: () => string): string {
    try { return action(); } catch (e) { return e instanceof Error ? \`\${e.name}: \${e.message}\` : "?"; }
  }
  const x = 1.5;
  print(tried(() => x.toFixed(101))); print(tried(() => x.toFixed(-1))); print(tried(() => x.toPrecision(0))); print(tried(() => x.toExponential(101)));
  print(tried(() => x.toString(1))); print(tried(() => x.toString(37))); print(tried(() => x.toFixed(2.9))); print(tried(() => x.toFixed(NaN)));
`,
);

sameOnNodeAndHost(
  "Number(text) takes all of the text or gives NaN",
  `
  for (const text of ["", "  ", "12", " 12.5 ", "\\t-.5e2\\n", "+7", "1e400", "-1e-400", "0x1F", "0b101", "0o17", "-0x10", "0x", "1_000", "12px", "Infinity", "-Infinity", "infinity", ".", "1.", "1e", "1e+", "--1", "0x1.8", "00012", "\\u00a05\\u2003", "9007199254740993", "0.1e-7", "123456789012345678901234567890", "1,5", "NaN"])
    print(\`[\${text.trim()}] \${Number(text)} \${1 / Number(text)} \${+text}\`);
`,
);

sameOnNodeAndHost(
  "parseFloat and parseInt take what they can from the start",
  `
  for (const text of ["12.5px", "  -3e2x", ".5.5", "e5", "1e", "1e+5", "-Infinityx", "0x10", "-", "", "1.2.3", "\\u30005", "+.e1"])
    print(\`[\${text.trim()}] \${parseFloat(text)} \${Number.parseFloat(text)} \${parseInt(text)}\`);
  for (const [text, radix] of [["ff", 16], ["0xff", 16], ["z", 36], ["102", 2], ["9", 8], ["11", 1], ["11", 37], ["-12.9", 10], ["123456789012345678901", 10], ["100000000000000000000000000000000000000000000000000001", 2], ["1fffffffffffffff", 16], ["0x1f", 0], ["12", 10.9]] as [string, number][])
    print(\`\${text} \${radix} \${parseInt(text, radix)} \${Number.parseInt(text, radix)}\`);
`,
);

sameOnNodeAndHost(
  "console.log writes numbers, texts, bigints, booleans and what is missing as Node does",
  `
  const xs: (number | null)[] = [1.5, null];
  const names = new Map<string, string>([["a", "b"]]);
  console.log(0.1 + 0.2, -0, 7, "text", true, 12n, xs[0], xs[1], names.get("a"), names.get("z"));
  console.log(); console.log(""); console.log("50%"); console.log("50% of", 2); console.log(-5n, NaN); console.log([1.5, 2].length, "a" + 1.5);
`,
);
