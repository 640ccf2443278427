/** Our file commands against those of the system that runs the test: the same lines leave the same files, and fail alike. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { openBundle } from "../../../src/fs/bundle.js";
import { archive, directoryMode, fileMode, symlinkMode } from "../fs/cpio-archive.js";
import { folderText, treeText } from "../fs/tree-text.js";
import { FakeShell } from "./fake-machine.js";

function makeShell(): FakeShell {
  return new FakeShell(
    openBundle(
      archive([
        { path: "d", mode: directoryMode },
        { path: "d/e", mode: directoryMode },
        { path: "d/f", mode: fileMode, data: "df" },
        { path: "f", mode: fileMode, data: "f" },
        { path: "to-d", mode: symlinkMode, data: "d" },
        { path: "d/to-f", mode: symlinkMode, data: "../f" },
      ]),
    ),
  );
}

function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "files-"));
  mkdirSync(join(folder, "d/e"), { recursive: true });
  writeFileSync(join(folder, "d/f"), "df");
  writeFileSync(join(folder, "f"), "f");
  symlinkSync("d", join(folder, "to-d"));
  symlinkSync("../f", join(folder, "d/to-f"));
  return folder;
}

/** Runs the lines in `sh`; tells of each whether it succeeded. */
function runInSh(lines: readonly string[], cwd: string): boolean[] {
  const script = lines.map((line) => `{ ${line}; } 2>/dev/null && echo y || echo n`).join("\n");
  const { stdout } = spawnSync("sh", ["-c", script], { cwd, encoding: "utf8", env: { ...process.env, LC_ALL: "C" } });
  return stdout
    .trim()
    .split("\n")
    .map((answer) => answer === "y");
}

const name = fc.constantFrom("d", "f", "e", "x", "to-d", "to-f");
/** What Linux does with a slash behind a link is a story of its own; there are no such paths here. */
const path = fc
  .tuple(fc.array(fc.oneof(name, fc.constant(".")), { maxLength: 2 }), name)
  .map(([parts, last]) => [...parts, last].join("/"));
const up = path.map((down) => `d/../${down}`);
const anyPath = fc.oneof({ weight: 5, arbitrary: path }, { weight: 1, arbitrary: up });
const paths = fc.array(anyPath, { minLength: 2, maxLength: 3 }).map((several) => several.join(" "));
const line = fc.oneof(
  anyPath.map((p) => `mkdir ${p}`),
  anyPath.map((p) => `mkdir -p ${p}`),
  anyPath.map((p) => `mkdir -p ${p}/`),
  anyPath.map((p) => `touch ${p}`),
  anyPath.map((p) => `echo w > ${p}`),
  anyPath.map((p) => `echo a >> ${p}`),
  fc.tuple(fc.constantFrom("rm", "rm -r", "rm -f", "rm -d", "rm -rf"), anyPath).map(([rm, p]) => `${rm} ${p}`),
  fc.tuple(fc.constantFrom("cp", "cp -r", "mv"), paths).map(([cp, several]) => `${cp} ${several}`),
);

test("random lines of file commands do what they do on this system", { timeout: 120_000 }, () => {
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 12 }), (lines) => {
      const shell = makeShell();
      const folder = makeFolder();
      try {
        const printed = lines.map((one) => shell.run(one));
        // Coreutils copy a part before they see it.
        fc.pre(!printed.some((text) => text.includes("copied into itself")));
        const ours = lines.map((one, i) => [one, !printed[i]!.includes("✗")]);
        const theirs = runInSh(lines, folder);
        expect(ours).toEqual(lines.map((one, i) => [one, theirs[i]]));
        expect(treeText(shell.files.root)).toBe(folderText(folder));
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    }),
    { numRuns: 150, seed: 2026 },
  );
});

test("the space in use is that of the nodes that are there", () => {
  fc.assert(
    fc.property(fc.array(line, { maxLength: 30 }), (lines) => {
      const shell = makeShell();
      for (const one of lines) shell.run(one);
      shell.run("rm -r d f e x to-d to-f");
      expect(shell.files.space.used).toBe(0);
    }),
  );
});
