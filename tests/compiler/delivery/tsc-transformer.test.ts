/** The transformer in tsc, as ts-patch loads it. */
import path from "node:path";
import { expect, test } from "vitest";
import { project, root, runNode, tsconfig, type Outcome } from "./project.js";

const plugin = { transform: path.join(root, "bin/tsc-transformer.cjs") };

/** tsc with ts-patch's plugins. */
function tspc(folder: string): Promise<Outcome> {
  return runNode(folder, [path.join(root, "node_modules/ts-patch/bin/tspc.js"), "-p", folder]);
}

test("what tsc emits has C's integer semantics", async () => {
  const program = `declare const kind: unique symbol; type u8 = number & { readonly [kind]?: "u8" };
let n: u8 = 250;
for (let i = 0; i < 10; i++) n++;
`;
  const folder = project({ "main.ts": program, "tsconfig.json": tsconfig(plugin), "package.json": `{ "type": "module" }` });
  const compiled = await tspc(folder);
  expect(compiled).toEqual({ code: 0, output: "" });
  const { code, output } = await runNode(folder, ["main.js"]);
  expect(output).toContain("main.ts:3:30: trap: value 256 does not fit u8");
  expect(code).toBe(1);
});

test("what the subset does not have is an error of tsc's, with our code and the rewrite", async () => {
  const program = `export function last(xs: number[]): number {
  for (const i in xs) if (xs[i] === 1) return 1;
  return 0;
}
`;
  const folder = project({ "main.ts": program, "tsconfig.json": tsconfig(plugin) });
  const { code, output } = await tspc(folder);
  expect(output).toMatch(/main\.ts\(2,3\): error .*K\d{4}: /);
  expect(code).not.toBe(0);
});
