/** A program that is compiled again after each edit, with what the last time has left: the C is what a first compile makes of it. */
import fc from "fast-check";
import path from "node:path";
import { expect, test } from "vitest";
import { compile, type CompileResult } from "../../src/compiler/compile.js";
import { CompilationMemory } from "../../src/compiler/compilation-memory.js";
import { root } from "./harness/toolchain.js";

/** The files are nowhere but in `forms`; module names are looked for in folders that are there. */
const folder = path.join(root, "tests/compiler");

/** Each file in the forms that an edit may give it; some change what others see, some have errors, some let others have them. */
const forms: Readonly<Record<string, readonly string[]>> = {
  "shapes.ts": [
    `import type { u32 } from "../../src/std/index.js";
     export interface Shape { area(): u32; readonly name: string }
     export class Square implements Shape { readonly name = "square"; constructor(readonly side: u32) {} area(): u32 { return this.side * this.side; } }
     export class Dot implements Shape { readonly name = "dot"; area(): u32 { return 0; } }`,
    `import type { u32 } from "../../src/std/index.js";
     export interface Shape { area(): u32; readonly name: string; readonly big: boolean }
     export class Square implements Shape {
       readonly name = "square"; get big(): boolean { return this.side > 9; }
       constructor(readonly side: u32) {} area(): u32 { return this.side * this.side; }
     }
     export class Dot implements Shape { readonly name = "dot"; readonly big = false; area(): u32 { return 1; } }`,
    `import type { u32 } from "../../src/std/index.js";
     export interface Shape { area(): u32; readonly name: string }
     export class Square implements Shape { readonly name = "without a dot"; constructor(readonly side: u32) {} area(): u32 { return this.side; } }`,
  ],
  "either.ts": [
    `export type Either = string | boolean | null;
     export function text(either: Either): string { return either === null ? "none" : typeof either === "string" ? either : either ? "yes" : "no"; }`,
    `export type Either = boolean | string[] | string | null;
     export function text(either: Either): string {
       if (either === null) return "none";
       return typeof either === "string" ? either : typeof either === "boolean" ? "bool" : either.join();
     }`,
    `export type Either = string | boolean | null;
     export function text(either: Either): string { return either; }`,
  ],
  "sum.ts": [
    `import type { u32 } from "../../src/std/index.js";
     import { Dot, type Shape, Square } from "./shapes.js";
     export function sum(shapes: readonly Shape[]): u32 { let all: u32 = 0; for (const shape of shapes) all += shape.area(); return all; }
     export const some: readonly Shape[] = [new Square(2), new Dot()];`,
    `import type { u32 } from "../../src/std/index.js";
     import { type Shape, Square } from "./shapes.js";
     export function sum(shapes: readonly Shape[]): u32 { return shapes.length; }
     export const some: readonly Shape[] = [new Square(3)];`,
    `import type { u32 } from "../../src/std/index.js";
     import { type Shape, Square } from "./shapes.js";
     export function sum(shapes: readonly Shape[]): u32 { var all = shapes.length; return all; }
     export const some: readonly Shape[] = [new Square(3)];`,
  ],
  "main.ts": [
    `import { print } from "../../src/std/index.js";
     import { text } from "./either.js"; import { some, sum } from "./sum.js";
     print(\`\${sum(some)} \${text("a")} \${text(null)}\`);`,
    `import { print } from "../../src/std/index.js";
     import { some, sum } from "./sum.js";
     const names = new Map<string, string>(); for (const shape of some) names.set(shape.name, \`\${shape.area()}\`);
     print(\`\${sum(some)} \${names.size}\`);`,
  ],
};

const names = Object.keys(forms);

/** Which form each file has. */
type Edit = Readonly<Record<string, number>>;

const edit: fc.Arbitrary<Edit> = fc.record(Object.fromEntries(names.map((name) => [name, fc.nat(forms[name]!.length - 1)])));

const first: Edit = Object.fromEntries(names.map((name) => [name, 0]));

function compiled(chosen: Edit, memory?: CompilationMemory): Pick<CompileResult, "files" | "diagnostics"> {
  const sources = new Map(names.map((name) => [path.join(folder, name), forms[name]![chosen[name]!]!]));
  const options = { root: folder, sources, profile: "device", emit: { lines: true, nativeHeader: null } } as const;
  const { files, diagnostics } = compile([path.join(folder, "main.ts")], memory === undefined ? options : { ...options, memory });
  return { files, diagnostics };
}

test("whatever was edited in which order, the C and the errors are those of a first compile", () => {
  expect(compiled(first).diagnostics).toEqual([]);
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 5 }), (edits) => {
      const memory = new CompilationMemory();
      for (const chosen of [first, ...edits]) expect(compiled(chosen, memory)).toEqual(compiled(chosen));
    }),
    /* The first one: a file loses what another one, which stays as it is, imports. */
    { numRuns: 8, examples: [[[{ ...first, "shapes.ts": 2 }, first]]] },
  );
});
