/** A program that is compiled again after each edit, with what the last time has left: the C is what a first compile makes of it. */
import fc from "fast-check";
import path from "node:path";
import { expect, test } from "vitest";
import { compile, type CompileResult } from "../../src/compiler/compile.js";
import type { HirFunction } from "../../src/compiler/hir/nodes.js";
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
  "chain.ts": [
    `export class Chain<T> {
       private readonly items: T[] = [];
       static made = 0;
       constructor(readonly name: string = "chain") { Chain.made++; }
       add(item: T): this { this.items.push(item); return this; }
       map<U>(change: (item: T, index: number) => U): Chain<U> { const out = new Chain<U>(this.name); this.items.forEach((item, n) => out.add(change(item, n))); return out; }
       ends(): [T, T] | null { const [first, last] = [this.items[0], this.items.at(-1)]; return first === undefined || last === undefined ? null : [first, last]; }
     }`,
    `export class Chain<T> {
       protected readonly items: T[] = [];
       static made = 1;
       constructor(readonly name: string = "other") { Chain.made += 2; }
       add(item: T): this { this.items.push(item, item); return this; }
       map<U>(change: (item: T, index: number) => U): Chain<U> { const out = new Chain<U>(); this.items.forEach((item, n) => out.add(change(item, n))); return out; }
       ends(): [T, T] | null { const [last, first] = [this.items[0], this.items.at(-1)]; return first === undefined || last === undefined ? null : [first, last]; }
     }`,
  ],
  "lengths.ts": [
    `import { Chain } from "./chain.js";
     import type { Shape } from "./shapes.js";
     export const names = (shapes: readonly Shape[]): Chain<string> => { const out = new Chain<Shape>(); for (const shape of shapes) out.add(shape); return out.map((shape) => shape.name); };`,
    `import { Chain } from "./chain.js";
     import type { Shape } from "./shapes.js";
     class Loud extends Chain<string> { override add(item: string): this { super.add(item.toUpperCase()); return this; } }
     export const names = (shapes: readonly Shape[]): Chain<string> => { const out = new Loud(); for (const { name } of shapes) out.add(name); return out; };`,
    `import { Chain } from "./chain.js";
     import type { Shape } from "./shapes.js";
     export const names = (shapes: readonly Shape[]): Chain<string> => new Chain<string>(\`\${shapes.length}\`).add("one");`,
  ],
  "limits.ts": [
    `export const limit = 3; export let used = 0; export function use(by: number = limit): { readonly used: number; readonly left: number } { used += by; return { used, left: limit - used }; }`,
    `export const limit = 4; export let used = 0; export function use(by: number = limit): { readonly used: number; readonly left: number } { return { used, left: limit - by }; }`,
    `export const limit = 3; export let used = 1; export function use(by: number = 7): { readonly left: number; readonly used: number } { used -= by; const undo = (): void => { used += by; }; undo(); return { used, left: 0 }; }`,
  ],
  "main.ts": [
    `import { print } from "../../src/std/index.js";
     import { Chain } from "./chain.js"; import { names } from "./lengths.js"; import { limit, use, used } from "./limits.js"; import { some, sum } from "./sum.js";
     const both = names(some).ends(); const pair: [string, string] = both === null ? ["", ""] : both;
     print(\`\${sum(some)} \${pair[0]} \${pair[1]} \${use().left} \${used} \${limit} \${Chain.made}\`);
     print(\`\${new Chain<number>().add(1).map((n) => ({ left: n, used })).ends()?.[1].left ?? 0}\`);`,
    `import { print } from "../../src/std/index.js";
     import { Chain } from "./chain.js"; import { use } from "./limits.js"; import type { Shape } from "./shapes.js"; import { some } from "./sum.js";
     const flat: Shape = { name: "flat", area: () => 1 };
     print(\`\${new Chain<Shape>().add(flat).map((shape) => [shape.area(), use(2).used]).ends()?.[0][0] ?? 0} \${some.length}\`);`,
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

function compiled(chosen: Edit, memory?: CompilationMemory): Pick<CompileResult, "files" | "diagnostics" | "program"> {
  const sources = new Map(names.map((name) => [path.join(folder, name), forms[name]![chosen[name]!]!]));
  const options = { root: folder, sources, profile: "device", emit: { lines: true, nativeHeader: null } } as const;
  const { program, files, diagnostics } = compile([path.join(folder, "main.ts")], memory === undefined ? options : { ...options, memory });
  return { program, files, diagnostics };
}

function textsOf({ files, diagnostics }: Pick<CompileResult, "files" | "diagnostics">): object {
  return { files, diagnostics };
}

test("whatever was edited in which order, the C and the errors are those of a first compile", () => {
  expect(compiled(first).diagnostics).toEqual([]);
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 5 }), (edits) => {
      const memory = new CompilationMemory();
      for (const chosen of [first, ...edits]) expect(textsOf(compiled(chosen, memory))).toEqual(textsOf(compiled(chosen)));
    }),
    /* The first one: a file loses what another one, which stays as it is, imports. */
    {
      numRuns: 8,
      examples: [
        [[{ ...first, "shapes.ts": 2 }, first]],
        [
          [
            { ...first, "lengths.ts": 1 },
            { ...first, "main.ts": 1 },
          ],
        ],
      ],
    },
  );
});

/** The functions of a module of the program. */
function functionsOf(module: string, { program }: Pick<CompileResult, "program">): readonly HirFunction[] {
  return program?.modules.find(({ name }) => name === module)?.functions ?? [];
}

test("what neither changed nor imports what did is not lowered again", () => {
  const memory = new CompilationMemory();
  const before = compiled(first, memory);
  const after = compiled({ ...first, "lengths.ts": 2 }, memory);
  for (const module of ["shapes", "sum", "limits"]) {
    expect(functionsOf(module, before)).not.toEqual([]);
    expect(functionsOf(module, after)[0]).toBe(functionsOf(module, before)[0]);
  }
  expect(functionsOf("lengths", after)[0]).not.toBe(functionsOf("lengths", before)[0]);
});

test("a generic function of a file that stays is lowered again for a class that changes", () => {
  const memory = new CompilationMemory();
  const areas = (result: Pick<CompileResult, "program">): HirFunction | undefined =>
    functionsOf("chain", result).find(({ id }) => /Chain.*Shape.*_add$/.test(id));
  const before = areas(compiled(first, memory));
  const after = areas(compiled({ ...first, "shapes.ts": 1 }, memory));
  expect([before?.id, after?.id]).toEqual([expect.any(String), before?.id]);
  expect(after).not.toBe(before);
});

test("a method that a new class overrides is looked up from then on, in files that stay as well", () => {
  const memory = new CompilationMemory();
  const isLookedUp = ({ program }: Pick<CompileResult, "program">): boolean =>
    program?.modules.flatMap(({ classes }) => classes).some(({ name, virtual }) => name === "Chain" && virtual.has("add")) ?? false;
  expect(isLookedUp(compiled(first, memory))).toBe(false);
  const loud = compiled({ ...first, "lengths.ts": 1 }, memory);
  expect(loud.diagnostics).toEqual([]);
  expect(isLookedUp(loud)).toBe(true);
});
