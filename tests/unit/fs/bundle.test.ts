import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, linkSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { BundleError, openBundle } from "../../../src/fs/bundle.js";
import { DirectoryNode, FileError, FileNode } from "../../../src/fs/file-tree.js";
import type { FileTree } from "../../../src/fs/file-tree.js";
import { archive, concat, directoryMode, fileMode, symlinkMode } from "./cpio-archive.js";

const decoder = new TextDecoder();

function textOf(tree: FileTree, path: string, cwd = "/"): string {
  return decoder.decode(tree.file(path, cwd).bytes);
}

const sample = archive([
  { path: ".", mode: directoryMode },
  { path: "guests", mode: directoryMode },
  { path: "guests/linux.toml", mode: fileMode, data: "[base]\n" },
  { path: "./images/kernel", mode: fileMode, data: "MZ" },
  { path: "guests/kernel", mode: symlinkMode, data: "../images/kernel" },
  { path: "loop", mode: symlinkMode, data: "loop" },
  { path: "all", mode: symlinkMode, data: "/guests" },
]);

test("files, directories and links are found, from any working directory", () => {
  const tree = openBundle(sample);
  expect(textOf(tree, "/guests/linux.toml")).toBe("[base]\n");
  expect(textOf(tree, "linux.toml", "/guests")).toBe("[base]\n");
  expect(textOf(tree, "../images/./kernel", "/guests")).toBe("MZ");
  expect(textOf(tree, "/guests/kernel")).toBe("MZ");
  expect(textOf(tree, "/all/kernel")).toBe("MZ");
  expect(textOf(tree, "../../../images//kernel")).toBe("MZ");
  expect([...tree.directory("/guests", "/").children.keys()]).toEqual(["linux.toml", "kernel"]);
});

test("a file is a view of the archive", () => {
  expect(openBundle(sample).file("/images/kernel", "/").bytes.buffer).toBe(sample.buffer);
});

test.each([
  ["/nothing", "/nothing: no such file or directory"],
  ["guests/linux.toml/x", "guests/linux.toml/x: linux.toml is not a directory"],
  ["/guests", "/guests: is a directory"],
  ["/images/kernel/", "/images/kernel/: is not a directory"],
  ["/loop", "/loop: more than 40 symbolic links"],
])("%s is no file", (path, message) => {
  expect(() => openBundle(sample).file(path, "/")).toThrow(message);
});

test("hard links share the data that stands with one of them", () => {
  const tree = openBundle(
    archive([
      { path: "a", mode: fileMode, inode: 7, links: 2 },
      { path: "b", mode: fileMode, inode: 7, links: 2, data: "both" },
    ]),
  );
  expect(textOf(tree, "/a")).toBe("both");
  expect(textOf(tree, "/b")).toBe("both");
});

test("archives one after the other are one tree, the later entry counts", () => {
  const first = archive([{ path: "a", mode: fileMode, data: "1" }]);
  const second = archive([{ path: "a", mode: fileMode, data: "2" }]);
  const tree = openBundle(concat([first, new Uint8Array(512), second, new Uint8Array(300)]));
  expect(textOf(tree, "/a")).toBe("2");
});

test.each([
  ["garbage", Uint8Array.of(1, 2, 3, 4, 5, 6, 7), 'bundle: byte 0: expected a cpio header (format "newc", 070701)'],
  [
    "a gzip file",
    Uint8Array.of(0x1f, 0x8b, 8, 0),
    "bundle: byte 0: the bundle is compressed with gzip: expected a plain cpio archive (newc)",
  ],
  ["garbage behind an entry", concat([sample, Uint8Array.of(9)]), 'expected a cpio header (format "newc", 070701)'],
  ["a cut archive", sample.subarray(0, 400), "the archive is cut off"],
  ["a name outside", archive([{ path: "../x", mode: fileMode }]), 'the name "../x" leads out of the bundle'],
  [
    "a file in a file",
    archive([
      { path: "a", mode: fileMode },
      { path: "a/b", mode: fileMode },
    ]),
    '"a/b" lies in "a", which is not a directory',
  ],
])("%s is refused", (_title, bytes, message) => {
  expect(() => openBundle(bytes)).toThrow(BundleError);
  expect(() => openBundle(bytes)).toThrow(message);
});

test("an archive with any bytes changed or cut gives a tree or a BundleError, and every file lies inside it", { timeout: 60_000 }, () => {
  const change = fc.tuple(fc.nat(sample.length - 1), fc.nat(255));
  fc.assert(
    fc.property(fc.array(change, { maxLength: 6 }), fc.nat(sample.length), (changes, length) => {
      const bytes = sample.slice(0, length);
      for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value;
      try {
        walk(openBundle(bytes).root, bytes.buffer);
      } catch (error) {
        if (!(error instanceof BundleError)) throw error;
        expect(error.message).toMatch(/^bundle: byte \d+: /);
      }
    }),
    { numRuns: 3000 },
  );
});

test("any path gives a node or a FileError", { timeout: 60_000 }, () => {
  const tree = openBundle(sample);
  const part = fc.constantFrom("guests", "all", "loop", "kernel", "images", "..", ".", "", "linux.toml", "x");
  fc.assert(
    fc.property(fc.array(part, { maxLength: 6 }), fc.constantFrom("/", "/guests"), (parts, cwd) => {
      try {
        tree.find(parts.join("/"), cwd);
      } catch (error) {
        expect(error).toBeInstanceOf(FileError);
      }
    }),
  );
});

test("what cpio itself packs is read", () => {
  const folder = mkdtempSync(join(tmpdir(), "bundle-"));
  try {
    mkdirSync(join(folder, "guests"));
    writeFileSync(join(folder, "guests", "a.toml"), "x".repeat(5000));
    linkSync(join(folder, "guests", "a.toml"), join(folder, "hard"));
    symlinkSync("guests/a.toml", join(folder, "soft"));
    const bytes = execFileSync("sh", ["-c", "find . | cpio -o -H newc 2>/dev/null"], { cwd: folder });
    const tree = openBundle(bytes);
    for (const path of ["/guests/a.toml", "/hard", "/soft"]) expect(tree.file(path, "/").bytes.length).toBe(5000);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

function walk(directory: DirectoryNode, buffer: ArrayBufferLike): void {
  for (const node of directory.children.values()) {
    if (node instanceof FileNode) expect(node.bytes.buffer).toBe(buffer);
    if (node instanceof DirectoryNode) walk(node, buffer);
  }
}
