/** Unions of different kinds: `string | number`, `string | string[]`, `Error | boolean`. */
import { sameOnNodeAndC, survivesOutOfMemory, trapsInCAlone } from "./harness.js";

sameOnNodeAndC(
  "typeof tells a string from a number",
  `
  function double(x: string | number): string { return typeof x === "string" ? x + x : \`\${x * 2}\`; }
  print(double("ab") + double(21));
`,
);

sameOnNodeAndC(
  "every scalar kind goes into a union and comes out as it was",
  `
  function kind(x: string | number | bigint | boolean): string {
    switch (typeof x) {
      case "string": return "s" + x.toUpperCase();
      case "number": return \`n\${x + 1}\`;
      case "bigint": return \`b\${x + 1n}\`;
      default: return x ? "yes" : "no";
    }
  }
  for (const x of ["a", 1, 0xffff_ffff_ffffn, true, false, -3] as (string | number | bigint | boolean)[]) print(kind(x));
`,
);

sameOnNodeAndC(
  "a union of a string and an array: Array.isArray",
  `
  function words(x: string | string[]): string[] { return Array.isArray(x) ? x : x.split(" "); }
  print(words("a b c").join("|") + words(["x", "y z"]).join("|"));
`,
);

sameOnNodeAndC(
  "an error or a value: instanceof",
  `
  function parse(text: string): number | Error { return text === "" ? new Error("empty") : text.length; }
  for (const text of ["abc", ""]) {
    const result = parse(text);
    if (result instanceof Error) print("error " + result.message);
    else print(\`\${result + 1}\`);
  }
`,
);

sameOnNodeAndC(
  "a function or a constant: typeof function",
  `
  type Lazy = number | (() => number);
  function force(x: Lazy): number { return typeof x === "function" ? x() : x; }
  let calls = 0;
  print(\`\${force(5)} \${force(() => { calls++; return 7; })} \${calls}\`);
`,
);

sameOnNodeAndC(
  "objects of several classes beside strings",
  `
  class Cat { constructor(readonly lives: number) {} }
  class Dog { constructor(readonly tricks: string[]) {} }
  function tell(x: Cat | Dog | string): string {
    if (typeof x === "string") return x;
    if (x instanceof Cat) return \`\${x.lives} lives\`;
    return x.tricks.join("&");
  }
  print([tell(new Cat(9)), tell("none"), tell(new Dog(["sit", "roll"]))].join());
`,
);

sameOnNodeAndC(
  "arrays, maps and fields hold mixed values",
  `
  class Cell { value: string | number = 0; }
  const cells = [new Cell(), new Cell()];
  cells[0]!.value = "text";
  cells[1]!.value = 42;
  const table = new Map<string, number | boolean>([["a", 1], ["b", false]]);
  table.set("c", true);
  const xs: (string | number)[] = [1, "two", 3];
  xs.push("four");
  let sum = 0;
  for (const x of xs) if (typeof x === "number") sum += x;
  print(\`\${cells.map((c) => c.value).join()} \${[...table.values()].join()} \${xs.join("-")} \${sum}\`);
`,
);

sameOnNodeAndC(
  "=== on mixed values compares kind and content",
  `
  const xs: (string | number | boolean)[] = ["1", 1, true, "a" + "b"];
  const one: string | number | boolean = xs[1]!;
  print(xs.map((x) => x === one).join());
  print(xs.map((x) => x === "1").join());
  print(xs.map((x) => x === "ab").join());
  print(xs.map((x) => x !== true).join());
  print(\`\${xs.indexOf("ab")} \${xs.includes(1)} \${xs.includes("true")}\`);
`,
);

sameOnNodeAndC(
  'sets and maps with mixed keys tell 1 from "1"',
  `
  const seen = new Set<string | number>();
  for (const key of [1, "1", 2, 1, "1", "x" + "y", "xy"] as (string | number)[]) seen.add(key);
  print(\`\${seen.size} \${seen.has(2)} \${seen.has("2")}\`);
  const m = new Map<string | boolean, string>([["true", "text"], [true, "truth"]]);
  print(\`\${m.get("true") ?? "-"} \${m.get(true) ?? "-"} \${m.get(false) ?? "-"}\`);
`,
);

sameOnNodeAndC(
  "truthiness of mixed values",
  `
  const xs: (string | number | boolean | null)[] = ["", "a", 0, 1, false, true, null];
  print(xs.map((x) => (x ? "t" : "f")).join(""));
  print(xs.filter((x) => !x).length.toString());
`,
);

sameOnNodeAndC(
  "a mixed value in a wider union, and back in a narrower one",
  `
  function wide(x: string | number | boolean): string { return typeof x; }
  function narrow(x: string | number): string { return wide(x); }
  function numbers(x: string | number | boolean): number { if (typeof x === "boolean") return x ? 1 : 0; return both(x); }
  function both(x: string | number): number { return typeof x === "number" ? x : x.length; }
  print(narrow("a") + narrow(1) + wide(true));
  print(\`\${numbers("four")} \${numbers(9)} \${numbers(true)}\`);
`,
);

sameOnNodeAndC(
  "members that all kinds have",
  `
  function size(x: string | number[]): number { return x.length; }
  function show(x: string | number | boolean): string { return x.toString(); }
  function has(x: string | string[], y: string): boolean { return x.includes(y); }
  print(\`\${size("abc")} \${size([1, 2])} \${show("a")}\${show(1)}\${show(true)} \${has("abc", "b")} \${has(["ab"], "b")}\`);
`,
);

sameOnNodeAndC(
  "a conditional and && give values of different kinds",
  `
  function pick(n: number): string | number { return n > 1 ? "many" : n; }
  const empty: string = "";
  const length = empty && empty.length;
  print(\`\${pick(0)} \${pick(5)} [\${length}]\`);
`,
);

sameOnNodeAndC(
  "integer types keep their width inside a union",
  `
  function f(x: u32 | string): u32 { return typeof x === "string" ? u32(x.length) : x; }
  const big: u32 = 4294967295;
  print(\`\${f(big)} \${f("abc")}\`);
`,
);

sameOnNodeAndC(
  "a number and a literal: the literal union stays a string",
  `
  type Size = number | "auto" | "full";
  function pixels(s: Size): number { if (s === "auto") return -1; if (s === "full") return 100; return s; }
  print([pixels("auto"), pixels("full"), pixels(7)].join());
`,
);

sameOnNodeAndC(
  "generic code over mixed elements",
  `
  function last<T>(xs: readonly T[]): T { return xs[xs.length - 1]!; }
  function count<T>(xs: readonly T[], wanted: T): number { return xs.filter((x) => x === wanted).length; }
  const xs: (string | number)[] = [1, "1", 1];
  print(\`\${last(xs)} \${count(xs, 1)} \${count<string | number>(xs, "1")}\`);
`,
);

sameOnNodeAndC(
  "closures capture and change a mixed variable",
  `
  let state: string | number = "start";
  const step = (): void => { state = typeof state === "string" ? state.length : "end"; };
  const show = (): string => \`\${state}\`;
  step(); print(show()); step(); print(show());
`,
);

trapsInCAlone(
  "an assertion to the wrong member traps",
  "the value is of another type",
  `
  const x: string | number = [1, 2].length > 1 ? "text" : 1;
  print(\`\${(x as number) + 1}\`);
`,
);

survivesOutOfMemory(
  "boxes of scalars among other kinds",
  `
  const xs: (string | number | bigint)[] = [];
  for (let i = 0; i < 6; i++) xs.push(i % 2 === 0 ? i : \`t\${i}\`, BigInt(i));
  const m = new Map<string | number, boolean | string>();
  for (const x of xs) if (typeof x !== "bigint") m.set(x, typeof x === "string" ? x : x > 2);
  print([...m.values()].join());
`,
);
