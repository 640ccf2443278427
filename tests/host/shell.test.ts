/** The shell's parts do the same in Node and as C under sanitizers: files and the line editor. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { sameInBothLanes } from "./device/two-lanes.js";

/** The same inputs at every run. */
const seed = 2026;

test("random changes of a file tree", async () => {
  const name = fc.constantFrom("a", "b", "d", "..", ".");
  const path = fc.array(name, { minLength: 1, maxLength: 3 }).map((parts) => parts.join("/"));
  const step = fc.tuple(fc.nat(7), path, path).map(([kind, from, to]) => `${kind} ${from} ${to}`);
  const steps = fc.sample(step, { seed, numRuns: 600 });
  const output = await sameInBothLanes(`
    import { encodeUtf8, decodeUtf8, parseInteger, print } from "../../../src/std/index.js";
    import { copyFile, copyTree, targetPath } from "../../../src/fs/copy.js";
    import { DirectoryNode, FileError, FileNode, FileTree, type TreeNode } from "../../../src/fs/file-tree.js";
    import { FileWriter } from "../../../src/fs/file-writer.js";
    import { moveEntry } from "../../../src/fs/move.js";
    import { removeEntry, RemoveDirectories } from "../../../src/fs/remove.js";
    import { appendFile, makeDirectories, makeDirectory, touchFile } from "../../../src/fs/write-file.js";

    function show(node: TreeNode, path: string): void {
      if (node instanceof FileNode) print(\`\${path} \${decodeUtf8(node.bytes)}\`);
      if (!(node instanceof DirectoryNode)) return;
      for (const child of node.children.values()) show(child, \`\${path}/\${child.name}\`);
    }

    function change(tree: FileTree, kind: number, from: string, to: string): void {
      switch (kind) {
        case 0:
          return makeDirectory(tree, from, "/");
        case 1:
          return makeDirectories(tree, from, "/");
        case 2:
          return touchFile(tree, from, "/");
        case 3:
          return appendFile(tree, from, "/", encodeUtf8(to));
        case 4:
          return copyTree(tree, from, targetPath(tree, from, to, "/"), "/");
        case 5:
          return moveEntry(tree, from, targetPath(tree, from, to, "/"), "/");
        case 6:
          return removeEntry(tree, from, "/", to === "a" ? RemoveDirectories.All : RemoveDirectories.Empty);
        default: {
          const writer = new FileWriter(tree, from, "/", false);
          for (let i = 0; i < 200; i++) writer.write(encodeUtf8(to));
          writer.close();
          return copyFile(tree, from, targetPath(tree, from, to, "/"), "/");
        }
      }
    }

    const tree = new FileTree(new DirectoryNode(""), 20000);
    const steps = ${JSON.stringify(steps.join(";"))}.split(";");
    for (const step of steps) {
      const words = step.split(" ");
      try {
        change(tree, Number(parseInteger(words[0]!) ?? 0n), words[1]!, words[2]!);
      } catch (error) {
        if (!(error instanceof FileError)) throw error;
        print(error.message);
      }
      print(\`\${tree.space.used}\`);
    }
    show(tree.root, "");
  `);
  expect(output).toContain("no space left");
});

test("random keys in the line editor", async () => {
  const key = fc.oneof(
    fc.constantFrom("a", "vm ", "日", "é", "\x1b[D", "\x1b[C", "\x1b[A", "\x1b[B", "\x1b[H", "\x1b[1;5D", "\x1bd"),
    fc.constantFrom("\r", "\x03", "\x07", "\x0b", "\x12", "\x14", "\x15", "\x17", "\x19", "\x7f", "\xff", "\x1b[3~"),
  );
  const keys = fc.sample(fc.array(key, { minLength: 50, maxLength: 50 }), { seed, numRuns: 30 }).map((all) => all.join(""));
  await sameInBothLanes(`
    import { encodeUtf8, print } from "../../../src/std/index.js";
    import { Edit, LineEditor } from "../../../src/shell/editor/line-editor.js";

    class Lines {
      drawn = "";
    }

    const lines = new Lines();
    const editor = new LineEditor(
      (text) => {
        lines.drawn += text;
      },
      (before) => ({ start: before.length, candidates: [] }),
    );
    const all: string[] = ${JSON.stringify(keys)};
    for (const keys of all) {
      editor.begin("$ ");
      for (const byte of encodeUtf8(keys)) {
        const edit = editor.accept(byte);
        if (edit !== Edit.Continues) print(\`\${edit} \${editor.text()}\`);
        if (edit === Edit.Entered || edit === Edit.Interrupted) editor.begin("$ ");
        editor.refresh();
      }
      print(\`\${editor.text()} \${lines.drawn.length}\`);
      lines.drawn = "";
    }
  `);
});
