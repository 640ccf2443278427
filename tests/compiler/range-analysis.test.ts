/** Tests that the compiler has proved to hold are not made in C; all others are. */
import { expect } from "vitest";
import { inC, sameOnNodeAndC, trapsInC } from "./harness.js";

const unchecked = (c: string): void => expect(c).not.toMatch(/rt_array_at|rt_bytes_at|rt_inside/);
const checked = (c: string): void => expect(c).toMatch(/rt_array_at|rt_bytes_at|rt_inside/);

inC(
  "a loop up to the length reads without a test",
  "sum",
  `
  export function sum(xs: readonly u32[]): u32 {
    let all: u32 = 0;
    for (let i: u32 = 0; i < xs.length; i++) all = (all + xs[i]!) >>> 0;
    return all;
  }
  print(\`\${sum([1, 2])}\`);
`,
  unchecked,
);

inC(
  "a loop one too far keeps its test",
  "sum",
  `
  export function sum(xs: readonly u32[]): u32 {
    let all: u32 = 0;
    for (let i: u32 = 0; i <= xs.length; i++) all = (all + xs[i]!) >>> 0;
    return all;
  }
  print(\`\${sum([1, 2])}\`);
`,
  checked,
);

inC(
  "two ends that meet stay inside",
  "reverse",
  `
  export function reverse(xs: u32[]): void {
    let low: i32 = 0;
    let high: i32 = xs.length - 1;
    while (low < high) {
      const kept = xs[low]!;
      xs[low] = xs[high]!;
      xs[high] = kept;
      low++;
      high--;
    }
  }
  const xs: u32[] = [1, 2, 3];
  reverse(xs);
  print(\`\${xs.join(" ")}\`);
`,
  (c) => {
    unchecked(c);
    /* Of the length alone: an array may be longer than an i32 can say. */
    expect(c.match(/rt_to_i32/g)?.length).toBe(1);
  },
);

inC(
  "an array that a loop fills is as long as the loop is",
  "table",
  `
  export function table(): u32 {
    const squares: u32[] = [];
    for (let i: u32 = 0; i < 10; i++) squares.push(i * i);
    let all: u32 = 0;
    for (let i: u32 = 0; i < 10; i++) all += squares[9 - i]!;
    return squares[0]! + all;
  }
  print(\`\${table()}\`);
`,
  unchecked,
);

inC(
  "what an array of the function's own holds is known as an index",
  "hop",
  `
  export function hop(): u32 {
    const next: u32[] = [];
    for (let i: u32 = 0; i < 8; i++) next.push((i + 3) % 8);
    let at: u32 = 0;
    for (let n: u32 = 0; n < 20; n++) at = next[at]!;
    return at;
  }
  print(\`\${hop()}\`);
`,
  unchecked,
);

inC(
  "a mask keeps an index inside",
  "pick",
  `
  export function pick(): u32 {
    const ring: u32[] = [5, 6, 7, 8];
    let found: u32 = 0;
    for (let n: u32 = 0; n < 100; n++) found = ring[n & 3]!;
    return found;
  }
  print(\`\${pick()}\`);
`,
  unchecked,
);

inC(
  "a function that may shorten the array brings the test back",
  "last",
  `
  function shorten(xs: u32[]): void { if (xs.length > 1) xs.pop(); }
  export function last(xs: u32[]): u32 {
    let all: u32 = 0;
    const length = xs.length;
    for (let i: u32 = 0; i < length; i++) {
      all += xs[i]!;
      if (i > 2) shorten(xs);
    }
    return all;
  }
  print(\`\${last([1, 2])} \${last([1, 2, 3, 4, 5])}\`);
`,
  checked,
);

inC(
  "an index that was tested once is not tested again",
  "twice",
  `
  export function twice(xs: u32[], i: u32): void {
    xs[i] = 1;
    xs[i] = 2;
  }
  const xs: u32[] = [1, 2];
  twice(xs, 1);
`,
  (c) => expect(c.match(/rt_array_at/g)?.length).toBe(1),
);

trapsInC(
  "an array shortened in a loop is noticed",
  "index 2 is outside a length of 2",
  `
  const xs: u32[] = [1, 2, 3];
  let all: u32 = 0;
  const n: u32 = xs.length;
  for (let i: u32 = 0; i < n; i++) {
    all += xs[i]!;
    if (i === 0) xs.pop();
  }
  print(\`\${all}\`);
`,
);

trapsInC(
  "an array shortened under another name is noticed",
  "outside a length",
  `
  function run(xs: u32[], same: u32[]): u32 {
    let all: u32 = 0;
    const n: u32 = xs.length;
    for (let i: u32 = 0; i < n; i++) {
      all += xs[i]!;
      if (i === 0) same.pop();
    }
    return all;
  }
  const xs: u32[] = [1, 2, 3];
  print(\`\${run(xs, xs)}\`);
`,
);

trapsInC(
  "a counter that goes below zero is noticed",
  "index -1",
  `
  const xs: u32[] = [1, 2, 3];
  let all: u32 = 0;
  for (let i: i32 = 2; i >= -1; i--) all += xs[i]!;
  print(\`\${all}\`);
`,
);

trapsInC(
  "an index read from an array in which something larger was put is noticed",
  "index 9",
  `
  function run(): u32 {
    const next: u32[] = [1, 2, 0];
    let at: u32 = 0;
    for (let n: u32 = 0; n < 6; n++) {
      at = next[at]!;
      if (n === 4) next[at] = 9;
    }
    return next[at]! + next[next[at]!]!;
  }
  print(\`\${run()}\`);
`,
);

trapsInC(
  "an index that a statement replaces is tested as it was before",
  "index 7",
  `
  function run(at: u32): u32 {
    const xs: u32[] = [1, 2, 3];
    let i: u32 = at;
    i = xs[i]!;
    return xs[i]!;
  }
  print(\`\${run(0)} \${run(7)}\`);
`,
);

trapsInC(
  "the other branch of a test teaches nothing",
  "index 3",
  `
  function run(xs: u32[], i: u32): u32 {
    const guarded = i < xs.length || i === 3 ? xs[i]! : 0;
    return guarded;
  }
  print(\`\${run([1, 2, 3], 2)} \${run([1, 2, 3], 3)}\`);
`,
);

trapsInC(
  "a loop left early proves nothing about its end",
  "index 5",
  `
  function run(stop: u32): u32 {
    const xs: u32[] = [];
    for (let i: u32 = 0; i < 10; i++) {
      if (i === stop) break;
      xs.push(i);
    }
    return xs[5]!;
  }
  print(\`\${run(8)} \${run(5)}\`);
`,
);

trapsInC(
  "a continue that skips a push is counted",
  "outside a length",
  `
  function run(): u32 {
    const xs: u32[] = [];
    for (let i: u32 = 0; i < 10; i++) {
      if (i === 4) continue;
      xs.push(i);
    }
    return xs[9]!;
  }
  print(\`\${run()}\`);
`,
);

trapsInC(
  "what a catch finds is not what the try began with",
  "outside a length",
  `
  function fail(n: u32): void { if (n > 2) throw new Error("enough"); }
  function run(xs: u32[]): u32 {
    let i: u32 = 0;
    try {
      while (true) { fail(i); i++; }
    } catch {
      return xs[i]!;
    }
  }
  print(\`\${run([1, 2, 3])}\`);
`,
);

trapsInC(
  "an overflow that can happen is noticed after many rounds",
  "does not fit u8",
  `
  function run(rounds: u32): u8 {
    let n: u8 = 0;
    for (let i: u32 = 0; i < rounds; i++) n += 5;
    return n;
  }
  print(\`\${run(51)} \${run(52)}\`);
`,
);

sameOnNodeAndC(
  "nested loops over an array of the function's own agree with Node",
  `
  function sort(xs: readonly u32[]): u32[] {
    const sorted: u32[] = [];
    for (const x of xs) sorted.push(x);
    for (let i: u32 = 1; i < sorted.length; i++) {
      let j: i32 = i - 1;
      const x = sorted[i]!;
      while (j >= 0 && sorted[j]! > x) {
        sorted[j + 1] = sorted[j]!;
        j--;
      }
      sorted[j + 1] = x;
    }
    return sorted;
  }
  print(sort([5, 3, 9, 1, 1, 0, 12, 7]).join(" "));
`,
);

inC(
  "what all callers pass is known in the function",
  "total",
  `
  export function total(xs: u32[], n: u32): u32 {
    let all: u32 = 0;
    for (let i: u32 = 0; i < n; i++) all = (all + xs[i]!) >>> 0;
    return all;
  }
  const few: u32[] = [1, 2, 3];
  function run(): void {
    const many: u32[] = [];
    for (let i: u32 = 0; i < 10; i++) many.push(i);
    print(\`\${total(many, 10)} \${total(many, 7)}\`);
  }
  run();
`,
  unchecked,
);

inC(
  "an array that grows leaves another one of the same function as it is",
  "two",
  `
  function look(xs: u32[]): u32 { return xs.length; }
  export function two(): u32 {
    const one: u32[] = [];
    const other: u32[] = [];
    for (let i: u32 = 0; i < 5; i++) {
      one.push(i);
      other.push(i);
    }
    let all = look(one) + look(other);
    for (let i: u32 = 0; i < 5; i++) all += one[i]! + other[i]!;
    return all;
  }
  print(\`\${two()}\`);
`,
  unchecked,
);

trapsInC(
  "one caller that passes more is noticed",
  "index 10",
  `
  function total(xs: u32[], n: u32): u32 {
    let all: u32 = 0;
    for (let i: u32 = 0; i < n; i++) all = (all + xs[i]!) >>> 0;
    return all;
  }
  function run(): void {
    const many: u32[] = [];
    for (let i: u32 = 0; i < 10; i++) many.push(i);
    print(\`\${total(many, 10)} \${total(many, 11)}\`);
  }
  run();
`,
);

trapsInC(
  "a function that calls itself knows nothing of its parameters",
  "index 4",
  `
  function walk(xs: u32[], at: u32): u32 { return at > 9 ? 0 : xs[at]! + walk(xs, at + 1); }
  print(\`\${walk([1, 2, 3, 4], 0)}\`);
`,
);

trapsInC(
  "a function that is also a value knows nothing of its parameters",
  "index 9",
  `
  const xs: u32[] = [1, 2, 3];
  function pick(at: u32): u32 { return xs[at]!; }
  function apply(f: (at: u32) => u32, at: u32): u32 { return f(at); }
  print(\`\${pick(0)} \${pick(1)} \${apply(pick, 2)} \${apply(pick, 9)}\`);
`,
);
