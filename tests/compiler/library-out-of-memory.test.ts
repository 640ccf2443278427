/** Each allocation of a program fails once: the program says so or goes on, and loses nothing. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { emitProgram } from "../../src/compiler/c/emit.js";
import { compileText } from "./harness/c-lane.js";
import { programText } from "./harness/program.js";
import { buildProgram, runProgram, toolchains, type Ending } from "./harness/toolchain.js";

/** Builds `source`, gives `use` a way to run it with settings in its environment. */
async function withProgram(
  source: string,
  use: (run: (environment: Record<string, string>) => Promise<Ending>) => Promise<void>,
): Promise<void> {
  const { program } = compileText(programText(source));
  if (program === null) throw new Error("the compiler refused the program");
  const files = emitProgram(program, { lines: true, nativeHeader: null });
  const folder = mkdtempSync(join(tmpdir(), "tsvisor-memory-"));
  try {
    for (const [name, content] of files) writeFileSync(join(folder, name), content);
    const built = await buildProgram(folder, [...files.keys()], toolchains()[0]!);
    await use((environment) => runProgram(built, environment));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Runs it once for each of its allocations. */
function survivesEveryFailure(title: string, source: string): void {
  test(title, async () => {
    await withProgram(source, async (run) => {
      const whole = await run({ RT_COUNT_ALLOCATIONS: "1" });
      const count = Number(/allocations: (\d+)/.exec(whole.stderr)?.[1]);
      expect(whole.code).toBe(0);
      expect(count).toBeGreaterThan(10);
      for (let n = 1; n <= count; n++) {
        const { code, stderr } = await run({ RT_FAIL_ALLOCATION: `${n}` });
        const expected = code === 0 ? "" : "uncaught: OutOfMemoryError: out of memory\n";
        expect({ n, code, stderr }).toEqual({ n, code: code === 0 ? 0 : 1, stderr: expected });
      }
    });
  });
}

survivesEveryFailure(
  "strings, arrays and maps",
  `
  class Item { constructor(readonly name: string, readonly tags: string[]) {} }
  const items = new Map<string, Item>();
  for (const line of "alpha:x,y;beta:;gamma:z".split(";")) {
    const [name, tags] = line.split(":");
    items.set(name!.toUpperCase(), new Item(name!, tags!.split(",").filter((tag) => tag !== "")));
  }
  const sorted = [...items.values()].sort((a, b) => (a.name < b.name ? 1 : -1));
  print(sorted.map((item) => \`\${item.name.padEnd(6)}[\${item.tags.join()}]\`).join(" "));
  items.delete("BETA");
  const seen = new Set<string>();
  for (const [key, item] of items) for (const tag of item.tags) seen.add(key + tag);
  print([...seen].reverse().join());
  sorted.splice(1, 1, new Item("new", []), new Item("newer", ["t"]));
  print(sorted.map((item) => item.name).join());
`,
);

survivesEveryFailure(
  "closures, errors, finally and weak references",
  `
  class Refused extends Error { constructor(readonly code: u32) { super(\`code \${code}\`); } }
  class Node { readonly children: Node[] = []; parent: WeakRef<Node> | null = null; constructor(readonly name: string) {} }
  function grow(root: Node, depth: u32): void {
    for (let i = 0; i < 2; i++) {
      const child = new Node(\`\${root.name}.\${i}\`);
      child.parent = new WeakRef(root);
      root.children.push(child);
      if (depth > 0) grow(child, depth - 1);
    }
  }
  let log = "";
  function attempt(code: u32): string {
    try {
      if (code > 1) throw new Refused(code);
      return \`fine \${code}\`;
    } catch (e) {
      if (e instanceof Refused) return \`refused \${e.message}\`;
      throw e;
    } finally {
      log += "f";
    }
  }
  const root = new Node("r");
  grow(root, 1);
  const names: string[] = [];
  const visit = (node: Node): void => { names.push(node.name); node.children.forEach((child) => visit(child)); };
  visit(root);
  print(names.join());
  for (let code = 0; code < 4; code++) print(attempt(code));
  print(log + (root.children[0]!.parent?.deref()?.name ?? "gone"));
`,
);

survivesEveryFailure(
  "a program that catches the error goes on",
  `
  let made = 0;
  let failed = 0;
  for (let i = 0; i < 20; i++) {
    try {
      const xs: string[] = [];
      for (let j = 0; j < 5; j++) xs.push("x".repeat(i + j));
      if (xs.join("").length > 0) made++;
    } catch (e) {
      failed++;
    }
  }
  if (made + failed !== 20) throw new Error(\`\${made} \${failed}\`);
`,
);
