/** Node's declarations: only programs that name more of them than the standard library does are checked with them. */
import path from "node:path";
import { expect, test } from "vitest";
import { lowerProgram } from "../../src/compiler/index.js";
import { Timings } from "../../src/compiler/timings.js";
import { root } from "./harness/toolchain.js";

/** How often tsc checked the program, and what was wrong with it. */
function checked(text: string): { readonly checks: number; readonly codes: readonly string[] } {
  const file = path.join(root, "tests/compiler/node-globals-program.ts");
  const timings = new Timings();
  const { diagnostics } = lowerProgram([file], { sources: new Map([[file, text]]) }, timings);
  return { checks: timings.stages.filter(({ stage }) => stage === "tsc: check").length, codes: diagnostics.map(({ code }) => code) };
}

const print = `import { print } from "../../src/std/index.js";\n`;

test("a device's program needs none of them", () => {
  expect(checked(`${print}print("a");\n`)).toEqual({ checks: 1, codes: [] });
});

test("a native's body for Node may name any of them", () => {
  const native = `/** @native rt_load */\nfunction load(): number {\n  return os.loadavg().length;\n}\n`;
  expect(checked(`import os from "node:os";\n${print}${native}print(\`\${load()}\`);\n`)).toEqual({ checks: 2, codes: [] });
});

test("an error is told as with all of them", () => {
  expect(checked(`${print}print(process.argv[0]! + nothing);\n`)).toEqual({ checks: 2, codes: ["TS2304"] });
});
