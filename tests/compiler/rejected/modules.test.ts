/** Modules: missing files, top-level code that comes too early. */
import { join } from "node:path";
import { expect, test } from "vitest";
import { compile } from "../../../src/compiler/index.js";
import { root } from "../harness/toolchain.js";

const folder = join(root, "tests/compiler");

/** Codes of a program of several modules; the first is the entry. */
function codesOf(files: Readonly<Record<string, string>>): string[] {
  const sources = new Map(Object.entries(files).map(([name, text]) => [join(folder, `${name}.ts`), text]));
  const [entry = ""] = sources.keys();
  return compile([entry], { root, sources }).diagnostics.map((diagnostic) => diagnostic.code);
}

test("K0001: a missing entry file", () => {
  expect(compile([join(folder, "nothing-here.ts")], { root }).diagnostics.map((diagnostic) => diagnostic.code)).toEqual(["K0001"]);
});

test("K0101: modules in a circle, one of which needs the other too early", () => {
  const codes = codesOf({
    entry: `import { b } from "./other.js"; export const a: Map<number, number> = new Map(); export function size(): number { return a.size + b; }`,
    other: `import { size } from "./entry.js"; export const b: number = size();`,
  });
  expect(codes).toEqual(["K0101"]);
});

test("classes that import each other are no circle of initialisation", () => {
  const codes = codesOf({
    entry: `import { B } from "./other.js"; export class A { b: B | null = null; link(): void { this.b = new B(this); } }\nnew A().link();`,
    other: `import { A } from "./entry.js"; export class B { constructor(readonly a: A) {} again(): A { return new A(); } }`,
  });
  expect(codes).toEqual([]);
});

test("K0102: a name of a pattern used above it through a function", () => {
  expect(codesOf({ entry: `f();\nconst { names } = { names: ["a"] };\nfunction f(): number { return names.length; }` })).toEqual(["K0102"]);
});

test("K0102: a variable used above its declaration through a function", () => {
  expect(codesOf({ entry: `f();\nconst names: string[] = ["a"];\nfunction f(): number { return names.length; }` })).toEqual(["K0102"]);
});

test("tsc's own errors keep their codes", () => {
  expect(codesOf({ entry: `const x: number = "a"; x;` })).toEqual(["TS2322"]);
});
