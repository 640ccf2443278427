/** `npm run analyze`: a defect that somebody puts into the device's C ends it with 1, and is named. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { findingsIn, judge } from "../../../scripts/analyzers/findings.js";

const root = join(import.meta.dirname, "../../..");
const folder = mkdtempSync(join(tmpdir(), "tsvisor-defects-"));
afterAll(() => rmSync(folder, { recursive: true }));

function analyze(name: string, code: string): { readonly status: number | null; readonly stdout: string } {
  const file = join(folder, name);
  writeFileSync(file, code);
  const { status, stdout } = spawnSync(process.execPath, ["--import", "tsx", "scripts/analyze.ts", file], { cwd: root, encoding: "utf8" });
  return { status, stdout };
}

/** A value that is cut, which the compilers see, and a null pointer, which the analyzers do. */
const defects = `#include <stdint.h>
#include <stddef.h>
uint32_t narrowed(uint64_t value);
int first_of(const int *values, size_t count);
uint32_t narrowed(uint64_t value)
{
	return value;
}
int first_of(const int *values, size_t count)
{
	const int *found = NULL;
	if (count > 0)
		found = values;
	return *found;
}
`;

test("what a tool finds ends it with 1, and is told by file, line, tool and check", () => {
  const { status, stdout } = analyze("defects.c", defects);
  expect(status).toBe(1);
  expect(stdout).toMatch(/defects\.c:7: .*\[gcc: -Wconversion\]\n {4}return value;/);
  expect(stdout).toMatch(/defects\.c:7: .*\[clang: -Wshorten-64-to-32\]/);
  expect(stdout).toMatch(/defects\.c:14: .*\[gcc -fanalyzer: -Wanalyzer-null-dereference\]/);
  expect(stdout).toMatch(/defects\.c:14: .*\[clang-tidy: clang-analyzer-core\.NullDereference\]/);
}, 300_000);

test("C without a defect ends it with 0", () => {
  const { status, stdout } = analyze("sound.c", "int one(void);\nint one(void)\n{\n\treturn 1;\n}\n");
  expect(stdout).toContain("0 explained, 0 unexplained, 0 stale");
  expect(status).toBe(0);
}, 300_000);

test("an explanation of what no tool says any more is told as well", () => {
  const { stale } = judge([], null);
  expect(stale.length).toBeGreaterThan(0);
  expect(judge([], new Set()).stale).toEqual([]);
});

test("a finding in a header that several files include is told once", () => {
  const said = `${join(root, "runtime-c/lang/rt.h")}:1:5: warning: something [-Wshadow]\n`;
  expect(findingsIn(said + said, "gcc", (file) => file)).toHaveLength(1);
});
