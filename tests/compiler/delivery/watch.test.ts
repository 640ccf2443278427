/** `tsvisor compile --watch`, beside an editor. */
import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { linkPackage, project, root, runNode } from "./project.js";

const files = {
  "package.json": `{ "type": "module" }`,
  "main.ts": `import { print } from "tsvisor/std";\nimport { word } from "./word.js";\nimport { twice } from "./twice.js";\nprint(twice(word()));\n`,
  "word.ts": `export function word(): string {\n  return "first";\n}\n`,
  "twice.ts": `export function twice(text: string): string {\n  return text + text;\n}\n`,
};

/** The command, and what it has said so far. */
class Watching {
  private said = "";
  private readonly child;

  constructor(folder: string) {
    const words = ["compile", "--watch", "--out", "c", "--then", "echo built", "main.ts"];
    this.child = spawn(process.execPath, [path.join(root, "bin/compile.cjs"), ...words.slice(1)], { cwd: folder });
    for (const stream of [this.child.stdout, this.child.stderr])
      stream.setEncoding("utf8").on("data", (text: string) => (this.said += text));
  }

  /** Waits until it has said so, and forgets it. */
  async says(what: RegExp): Promise<void> {
    await expect.poll(() => this.said, { timeout: 100_000, interval: 50 }).toMatch(what);
    this.said = "";
  }

  end(): void {
    this.child.kill();
  }
}

/** Texts of the C files by name. */
function contents(folder: string): ReadonlyMap<string, string> {
  return new Map(readdirSync(folder).map((name) => [name, readFileSync(path.join(folder, name), "utf8")]));
}

test("a change makes the C that a new compile makes, and leaves the other files alone; an error waits until it is mended", async () => {
  const folder = project(files);
  linkPackage(folder);
  const watching = new Watching(folder);
  onTestFinished(() => {
    watching.end();
  });
  await watching.says(/built\n/);
  const before = statSync(path.join(folder, "c/twice.c")).mtimeMs;

  writeFileSync(path.join(folder, "word.ts"), `export function word(): string {\n  var text = "second";\n  return text;\n}\n`);
  await watching.says(/word\.ts:2:3 - error K\d{4}: [^]*not compiled/);
  writeFileSync(path.join(folder, "word.ts"), `export function word(): string {\n  return "second";\n}\n`);
  await watching.says(/built\n/);
  expect(readFileSync(path.join(folder, "c/word.c"), "utf8")).toContain("second");
  expect(statSync(path.join(folder, "c/twice.c")).mtimeMs).toBe(before);

  const cold = mkdtempSync(path.join(tmpdir(), "tsvisor-cold-"));
  expect(await runNode(folder, [path.join(root, "bin/compile.cjs"), "--out", cold, "main.ts"])).toEqual({ code: 0, output: "" });
  expect(contents(path.join(folder, "c"))).toEqual(contents(cold));
});
