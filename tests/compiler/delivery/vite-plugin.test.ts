/** The plugin for Vite and vitest, in a vitest of a user's. */
import path from "node:path";
import { expect, test } from "vitest";
import { SubsetModules } from "../../../src/compiler/node/vite-plugin.js";
import { linkPackage, project, root, runNode } from "./project.js";

const counter = `import type { u8 } from "tsvisor/std";
export function next(n: u8): u8 {
  return n + 1;
}
`;

const config = `import { tsvisor } from "tsvisor/vite";
export default { plugins: [tsvisor({ include: ["counter.ts"] })] };
`;

const ownTest = `import { expect, test } from "vitest";
import { next } from "./counter.js";
test("fits", () => expect(next(254)).toBe(255));
test("traps", () => expect(() => next(255)).toThrow("counter.ts:3:10: trap: value 256 does not fit u8"));
`;

test("vitest with the plugin sees C's traps, at the place in the source", async () => {
  const folder = project({ "counter.ts": counter, "vitest.config.js": config, "counter.test.ts": ownTest });
  linkPackage(folder, "vitest");
  const { code, output } = await runNode(folder, [path.join(root, "node_modules/vitest/vitest.mjs"), "run", "--root", folder]);
  expect(output).toMatch(/2 passed/);
  expect(code).toBe(0);
});

test("a file that is not included is left alone", () => {
  const folder = project({ "counter.ts": counter, "other.ts": counter });
  linkPackage(folder);
  const modules = new SubsetModules({ include: ["counter.ts"], root: folder });
  expect(modules.emit(path.join(folder, "other.ts"), counter)).toBeNull();
  expect(modules.emit(path.join(folder, "counter.ts"), counter)?.code).toContain("__fitU8(n + 1");
});

test("a file that has changed in the editor is emitted as it is there", () => {
  const folder = project({ "counter.ts": counter });
  linkPackage(folder);
  const modules = new SubsetModules({ include: ["*.ts"], root: folder });
  const file = path.join(folder, "counter.ts");
  modules.emit(file, counter);
  expect(modules.emit(file, counter.replace("n + 1", "n - 7"))?.code).toContain("__fitU8(n - 7");
  expect(modules.emit(file, counter)?.code).toContain("__fitU8(n + 1");
});

test("the source map leads back to the TypeScript", () => {
  const folder = project({ "counter.ts": counter });
  linkPackage(folder);
  const emitted = new SubsetModules({ include: ["*.ts"], root: folder }).emit(path.join(folder, "counter.ts"), counter);
  const map = JSON.parse(emitted?.map ?? "{}") as { readonly sources: readonly string[]; readonly mappings: string };
  expect(map.sources).toEqual(["counter.ts"]);
  expect(map.mappings).not.toBe("");
});
