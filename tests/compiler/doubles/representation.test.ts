/** Integers among doubles: what stays an integer in C, and that nobody can tell. */
import { expect } from "vitest";
import { inC, refused, sameOnNodeAndHost, trapsInC, trapsInCAlone } from "../harness.js";

inC(
  "a loop over an array counts and indexes with an integer",
  "total",
  `
  function total(xs: number[]): number {
    let sum = 0;
    for (let i = 0; i < xs.length; i++) sum += xs[i]!;
    return sum;
  }
  print(\`\${total([1, 2])}\`);
`,
  (c) => {
    expect(c).toContain("int64_t i = 0;");
    expect(c).toContain("i = i + 1)");
    expect(c).not.toContain("rt_index");
  },
  "host",
);

inC(
  "a counter that is a double somewhere is one everywhere",
  "half",
  `
  function half(n: number): number {
    let i = 0;
    while (i < n) i += 0.5;
    return i;
  }
  print(\`\${half(3)}\`);
`,
  (c) => expect(c).toContain("double i = 0.0;"),
  "host",
);

inC(
  "a sum of anything is a double, as it may pass 2^53",
  "sums",
  `
  function sums(words: string[]): number {
    let length = 0;
    for (const word of words) length += word.length;
    return length;
  }
  print(\`\${sums(["a", "bc"])}\`);
`,
  (c) => expect(c).toContain("double length = 0.0;"),
  "host",
);

sameOnNodeAndHost(
  "binary search, nested counters, counting down and by twos",
  `
  function find(xs: number[], wanted: number): number {
    let lo = 0, hi = xs.length - 1;
    while (lo <= hi) {
      const mid = Math.floor((lo + hi) / 2);
      if (xs[mid]! === wanted) return mid;
      if (xs[mid]! < wanted) lo = mid + 1;
      else hi = mid - 1;
    }
    return -1;
  }
  const xs = [0.5, 1.5, 2.5, 7, 11];
  print(xs.map((x) => find(xs, x)).join(" ") + \` \${find(xs, 2)} \${find([], 1)}\`);
  let pairs = "";
  for (let i = 0; i < xs.length; i++) for (let j = i + 1; j < xs.length; j += 2) pairs += \`\${i}\${j} \`;
  for (let i = xs.length - 1; i >= 0; i -= 2) pairs += \`\${xs[i]!} \`;
  print(pairs);
`,
);

sameOnNodeAndHost(
  "a counter that is captured, returned, divided or negated shows JavaScript's number",
  `
  const shots: (() => number)[] = [];
  for (let i = 0; i < 3; i++) shots.push(() => i / 2);
  let n = 0;
  const steps: string[] = [];
  while (n < 3) { steps.push(\`\${-n} \${1 / -n} \${n / 2} \${n * -1} \${1 / (n * -5)} \${n % 2} \${1 / (-n % 2)}\`); n++; }
  print(shots.map((shot) => shot()).join(" ") + "\\n" + steps.join("\\n"));
`,
);

sameOnNodeAndHost(
  "a variable that starts as an integer may become a fraction by any assignment",
  `
  let a = 1; a = a / 2;
  let b = 1; [b] = [0.25];
  let c = 1; ({ c } = { c: 1.75 });
  let d = 0; for (d of [1.5, 2.5]) ;
  let e = 4; e **= 0.5;
  let f = 3; f = Math.max(f, 3.5);
  let g = 1; g = -0;
  let h = 2; h *= h; h -= 0.5;
  print(\`\${a} \${b} \${c} \${d} \${e} \${f} \${1 / g} \${h}\`);
`,
);

sameOnNodeAndHost(
  "an integer from a loop, a length or a library call meets doubles",
  `
  const words = ["a", "bb", "ccc"];
  const lengths: number[] = words.map((word) => word.length);
  const shares = lengths.map((n, i) => n / (i + 1.5));
  const at = words.indexOf("ccc");
  const point = "é".codePointAt(0);
  const where: number | undefined = words.length > 2 ? words.length : undefined;
  const record = { at, half: at / 2 };
  print(\`\${lengths.join(" ")} \${shares.map((x) => x.toFixed(2)).join(" ")} \${record.at} \${record.half} \${point === 233} \${where ?? 0.5}\`);
  for (const [i, word] of words.entries()) print(\`\${i * 0.5} \${word}\`);
`,
);

sameOnNodeAndHost(
  "integer types keep their range and mix with doubles",
  `
  const a: u8 = 200;
  const b: i32 = -7;
  const c: u32 = 4_000_000_000;
  const big: u64 = 0x1_0000_0000_0000n;
  print(\`\${a / 3} \${b / 2} \${a * 0.5} \${b * 0} \${1 / (b * 0)} \${c * c} \${c + c + 0.5} \${Math.trunc(b / 2)} \${b % 4} \${Number(big) / 3}\`);
  const back: u32 = Math.floor(c / 3);
  const cut: u8 = (a + a) & 0xff;
  const whole: i32 = (a * b) / 4;
  print(\`\${back} \${cut} \${whole} \${u32(a * 1.5)} \${i32(b * 2)}\`);
`,
);

sameOnNodeAndHost(
  "an element that is asked for may be missing, though tsc has not been told so",
  `
  const xs = [0.5, 1.5];
  const words = ["a"];
  const half = Number("0.5");
  print(\`\${xs[5] ?? -1} \${xs[half] ?? 7} \${xs[1] ?? 0} \${xs[2] === undefined} \${undefined !== xs[0]} \${words[3]?.length ?? "none"} \${words[0]?.length ?? 0} \${(words[-1]) ?? "no"}\`);
`,
);

trapsInCAlone(
  "a fraction does not fit an integer type",
  "value 3.5 does not fit i32",
  `
  function whole(x: number): i32 { return x / 2; }
  print(\`\${whole(8)}\`);
  print(\`\${whole(7)}\`);
`,
  "host",
);

trapsInCAlone(
  "a double out of its range does not fit an integer type",
  "value 1e+21 does not fit u8",
  `
  function byte(x: number): u8 { return x; }
  print(\`\${byte(255)}\`);
  print(\`\${byte(1e21)}\`);
`,
  "host",
);

trapsInC(
  "NaN is no index of an element that must be there",
  "an index that is no safe integer is outside a length of 2",
  `
  const xs = [1, 2];
  const i = Number("x");
  print(\`\${xs[i] === undefined}\`);
  print(\`\${xs[i]!}\`);
`,
  "host",
);

refused("K3010", "a double on a device", "const x: f64 = 1;\nprint(`${x}`);", "device");

refused("K3001", "a fraction on a device", "print(`${0.5}`);", "device");

sameOnNodeAndHost(
  "an element outside is undefined where a function returns or takes undefined",
  `
  class Stack<T> {
    private readonly items: T[] = [];
    push(item: T): this { this.items.push(item); return this; }
    peek(): T | undefined { return this.items[this.items.length - 1]; }
  }
  print(\`\${new Stack<number>().peek() === undefined} \${new Stack<number>().push(5).peek() ?? 0}\`);
  const names = ["a"];
  const pick = (n: number): string | undefined => names[n];
  function show(name?: string): string { return name ?? "none"; }
  print(\`\${pick(0) ?? "none"} \${pick(-1) ?? "none"} \${show(names[3])}\`);
  console.log(names[2]?.length, pick(7));
`,
);

trapsInCAlone(
  "an element outside is none in a variable, whatever its type",
  "index 1 is outside a length of 1",
  `
  const names = ["a"];
  const second: string | undefined = names[1];
  print(second ?? "none");
`,
  "host",
);

const notIndices: readonly (readonly [index: string, reason: string])[] = [
  ["0.5", "an index that is no safe integer is outside a length of 1"],
  ["0 / 0", "an index that is no safe integer is outside a length of 1"],
  ["-3", "index -3 is outside a length of 1"],
  ["2 ** 52", "index 4503599627370496 is outside a length of 1"],
  ["2 ** 53", "an index that is no safe integer is outside a length of 1"],
];

for (const [index, reason] of notIndices) {
  trapsInC(
    `${index} is no index, whether the element is read or written`,
    reason,
    `
  const xs = [1];
  function store(at: number): void { xs[at] = 2; }
  function load(at: number): number { return xs[at]!; }
  const isRead = load(0) === 1;
  if (isRead) store(${index});
  print(\`\${load(${index})}\`);
`,
    "host",
  );
}

trapsInC(
  "a fraction is no index to read at",
  "an index that is no safe integer is outside a length of 1",
  `
  function load(xs: number[], at: number): number { return xs[at]!; }
  print(\`\${load([1], 0)} \${load([1], 0.5)}\`);
`,
  "host",
);

const divisions: readonly (readonly [quotient: string, reason: string])[] = [
  ["Math.trunc(a / b)", "value Infinity does not fit i32"],
  ["Math.trunc(-a / b)", "value -Infinity does not fit i32"],
  ["Math.trunc((a - 7) / b)", "value NaN does not fit i32"],
  ["a % b", "value NaN does not fit i32"],
  ["a - (a % b)", "value NaN does not fit i32"],
  ["5 - Math.trunc(a / b)", "value -Infinity does not fit i32"],
];

for (const [quotient, reason] of divisions) {
  trapsInC(
    `${quotient} by zero traps where it is stored as an integer`,
    reason,
    `
  function f(a: u8, b: u8): i32 { return ${quotient}; }
  print(\`\${f(7, 2)}\`);
  print(\`\${f(7, 0)}\`);
`,
    "host",
  );
}

sameOnNodeAndHost(
  "a division by zero that is stored as a number gives JavaScript's",
  `
  function f(a: u8, b: u8): number { const whole = Math.trunc(a / b); return whole - (a % b); }
  function g(a: u8, b: u8): string { return \`\${Math.trunc(a / b)} \${Math.floor(-a / b)} \${a % b}\`; }
  print(\`\${f(7, 2)} \${f(7, 0)} \${g(7, 2)} \${g(7, 0)} \${g(0, 0)}\`);
`,
);
