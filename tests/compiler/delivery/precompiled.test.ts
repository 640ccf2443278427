/** The launcher of our own commands: TypeScript is bundled once, and again when it has changed. */
import { copyFileSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { project, root, runNode, type Outcome } from "./project.js";

/** A package with the launcher and a program of two files, the second of which says `word`. */
function launched(word: string): string {
  const folder = project({ "package-lock.json": "{}", "tsconfig.json": "{}" });
  for (const name of ["bin", "src"]) mkdirSync(path.join(folder, name));
  symlinkSync(path.join(root, "node_modules"), path.join(folder, "node_modules"));
  copyFileSync(path.join(root, "bin/precompiled.cjs"), path.join(folder, "bin/precompiled.cjs"));
  writeFileSync(path.join(folder, "src/main.ts"), `import { word } from "./word.js";\nexport const said: string = word;\n`);
  say(folder, word);
  return folder;
}

function say(folder: string, word: string): void {
  writeFileSync(path.join(folder, "src/word.ts"), `export const word: string = "${word}";\n`);
}

function run(folder: string): Promise<Outcome> {
  const options = "{ withTypeScript: true }";
  return runNode(folder, ["-e", `process.stdout.write(require("./bin/precompiled.cjs").load("src/main.ts", ${options}).said)`]);
}

test("a bundle is made once, and its code is kept", async () => {
  const folder = launched("first");
  const bundle = path.join(folder, "build/js/main.cjs");
  expect(await run(folder)).toEqual({ code: 0, output: "first" });
  const made = [bundle, `${bundle}.code`].map((file) => statSync(file).mtimeMs);
  expect(await run(folder)).toEqual({ code: 0, output: "first" });
  expect([bundle, `${bundle}.code`].map((file) => statSync(file).mtimeMs)).toEqual(made);
});

test("a change in any source shows at once, also one that leaves the bundle as long as it was", async () => {
  const folder = launched("first");
  await run(folder);
  say(folder, "other");
  expect(await run(folder)).toEqual({ code: 0, output: "other" });
});

test("processes that start at once all run the changed source", async () => {
  const folder = launched("first");
  await run(folder);
  say(folder, "other");
  const outcomes = await Promise.all([1, 2, 3, 4].map(() => run(folder)));
  expect(outcomes).toEqual(outcomes.map(() => ({ code: 0, output: "other" })));
  expect(readFileSync(path.join(folder, "build/js/main.cjs"), "utf8")).toContain("other");
});

test("a source with an error ends with its place", async () => {
  const folder = launched("first");
  writeFileSync(path.join(folder, "src/word.ts"), "export const word = ;\n");
  const { code, output } = await run(folder);
  expect(code).not.toBe(0);
  expect(output).toContain("src/word.ts:1:20");
});
