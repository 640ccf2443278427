/** Members, methods and types of JavaScript's library that are not here. */
import { refused } from "../harness.js";

const cases: readonly (readonly [code: string, title: string, source: string])[] = [
  ["K4001", "localeCompare: there is no locale", `print(\`\${"a".localeCompare("b")}\`);`],
  ["K4001", "normalize of a string", `print("a".normalize());`],
  ["K4003", "an iterator as a value", `const m = new Map<string, u32>(); const it = m.keys(); print(\`\${it.next().value}\`);`],
  ["K4002", "Object.keys: fields have no order of their own", `const o = { a: 1 }; print(Object.keys(o).join());`],
  ["K4002", "the time of day", `print(\`\${Date.now()}\`);`],
  [
    "K4003",
    "a promise",
    `function f(p: Promise<number>): void {} print("x");
function use(): void { const p: Promise<number> | null = null; if (p !== null) f(p); } use();`,
  ],
  ["K4003", "a weak map", `class C { n = 1; } const m = new WeakMap<C, number>(); print(\`\${m.has(new C())}\`);`],
  ["K2118", "text of an object without toString", `class C { n = 1; } const c = new C(); print(\`\${c}\`);`],
  ["K2118", "text of a map", `const m = new Map<string, number>(); print(\`\${m}\`);`],
  [
    "K2002",
    "a string where a number goes",
    `function f(n: number): number { return n; } const x = "a" as unknown as number; print(\`\${f(x)}\`);`,
  ],
];

/** Programs of a host have these. */
const casesOfDevice: typeof cases = [
  ["K4002", "JSON", `print(JSON.stringify([1]));`],
  ["K4008", "sorting numbers by their text", `const xs = [10, 9]; print(xs.toSorted().join());`],
];

for (const [code, title, source] of cases) refused(code, title, source);
for (const [code, title, source] of casesOfDevice) refused(code, title, source, "device");
