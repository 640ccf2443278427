/** How the compiler's own work grows with the program: by as much, not by its square. */
import path from "node:path";
import { expect, test } from "vitest";
import { compile } from "../../src/compiler/compile.js";
import { root } from "./harness/toolchain.js";

const folder = path.join(root, "tests/compiler");

/** A module with a class of its own, one that fills what interfaces promise, closures, arrays and loops. */
function moduleText(n: number): string {
  const before = n === 0 ? "" : `import { sum${n - 1} } from "./part${n - 1}.js";\n`;
  return `import type { u32 } from "../../src/std/index.js";
import type { Named } from "./named.js";
${before}
export class Thing${n} implements Named {
  private readonly parts: u32[] = [];
  constructor(readonly name: string, private count: u32) {}
  add(part: u32): void {
    if (part > 3) this.parts.push(part);
    this.count = (this.count + part) >>> 0;
  }
  size(): u32 {
    let all: u32 = 0;
    for (const part of this.parts) all = (all + part) >>> 0;
    return all + this.parts.length;
  }
}
function filled${n}(thing: Thing${n}, parts: readonly u32[]): Thing${n} {
  parts.filter((part) => part !== 2).forEach((part) => thing.add(part));
  return thing;
}
export function sum${n}(): u32 {
  const thing = filled${n}(new Thing${n}("thing ${n}", ${n}), [1, 2, 3, 4]);
  return thing.name === "" ? 0 : (thing.size() + ${n === 0 ? "0" : `sum${n - 1}()`}) >>> 0;
}
`;
}

const named = `import type { u32 } from "../../src/std/index.js";\nexport interface Named { readonly name: string; size(): u32 }\n`;

/** Seconds of the CPU that our stages take for a program of so many modules; the least of three. */
function work(modules: number): number {
  const texts = Array.from({ length: modules }, (_, n): [string, string] => [`part${n}.ts`, moduleText(n)]);
  const main = `import { print } from "../../src/std/index.js";\nimport { sum${modules - 1} } from "./part${modules - 1}.js";\nprint(\`\${sum${modules - 1}()}\`);\n`;
  const sources = new Map([...texts, ["named.ts", named], ["growing.ts", main]].map(([name, text]) => [path.join(folder, name!), text!]));
  const times = [1, 2, 3].map(() => {
    const { files, diagnostics, timings } = compile([path.join(folder, "growing.ts")], { root, sources });
    expect(diagnostics).toEqual([]);
    expect(files.size).toBeGreaterThan(modules);
    return timings.stages.filter(({ stage }) => !stage.startsWith("tsc: ")).reduce((sum, { cpu }) => sum + cpu, 0);
  });
  return Math.min(...times);
}

test("five times the modules take less than ten times the work", () => {
  work(100); // Node has compiled what both will use
  const [few, many] = [work(20), work(100)];
  expect(many / few).toBeLessThan(10);
});

test("what tsc finds out while lowering asks is tsc's time", () => {
  const main = path.join(folder, "timed.ts");
  const { timings } = compile([main], {
    root,
    sources: new Map([
      [main, moduleText(0)],
      [path.join(folder, "named.ts"), named],
    ]),
  });
  const wall = (stage: string): number => timings.stages.find((found) => found.stage === stage)?.wall ?? 0;
  expect(wall("lower")).toBeGreaterThan(0);
  expect(wall("tsc: asked by lower")).toBeGreaterThan(0);
  const total = timings.stages.reduce((sum, stage) => sum + stage.wall, 0);
  expect(timings.tsc).toBeCloseTo(wall("tsc: parse") + wall("tsc: check") + wall("tsc: asked by lower"), 9);
  expect(timings.ours).toBeCloseTo(total - timings.tsc, 9);
});
