/** Diagnostics are pages: each has a code of its own, and each name that the compiler uses has a page. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { diagnosticPages } from "../../../src/compiler/diagnostics/pages.js";
import { root } from "../harness/toolchain.js";

function sourcesBelow(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return sourcesBelow(path);
    return path.endsWith(".ts") ? [path] : [];
  });
}

function namesUsed(): ReadonlySet<string> {
  const names = new Set<string>();
  for (const file of sourcesBelow(join(root, "src/compiler"))) {
    const text = readFileSync(file, "utf8");
    for (const match of text.matchAll(
      /(?:refuse|diagnosticAt|diagnosticWithoutPlace)\([^"`;]*"([a-z0-9-]+)"|page: "([a-z0-9-]+)"|always\("([a-z0-9-]+)"\)/g,
    )) {
      names.add(match[1] ?? match[2] ?? match[3] ?? "");
    }
  }
  return names;
}

test("every diagnostic that the compiler names has a page", () => {
  const pages = diagnosticPages();
  expect([...namesUsed()].filter((name) => !pages.has(name))).toEqual([]);
});

test("codes are unique", () => {
  const codes = [...diagnosticPages().values()].map((page) => page.code);
  expect(codes.length).toBe(new Set(codes).size);
});
