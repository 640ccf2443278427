/** Every page of a diagnostic: its example is refused exactly so, and the language's document shows it. */
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { diagnosticPages } from "../../src/compiler/diagnostics/pages.js";
import { compile, renderDiagnostic } from "../../src/compiler/index.js";
import { programText } from "./harness/program.js";
import { root } from "./harness/toolchain.js";

const path = join(root, "tests/compiler/program.ts");

/** The compiler asks for these as well, but no program of one file comes so far: tsc or another rule refuses it first, or it is a bug. */
const withoutExample: ReadonlySet<string> = new Set([
  ...["entry-missing", "initialisation-cycle", "internal", "library-missing"],
  ...["catch-pattern", "default-export", "export-signature", "extends-expression", "interface-method-missing", "jump-target"],
  ...["key-unknown", "literal-field-missing", "maybe-null", "new-of-abstract", "not-indexable", "null-or-undefined"],
  ...["generator-value", "yield-value"],
  // Programs with tasks: races/racy.test.ts has one or more of each.
  ...["atomic-type", "atomic-update", "guard-missing", "guard-unknown", "lock-carried-out", "lock-put-in"],
  ...["race-content", "race-field", "race-variable", "sharing-reason"],
]);

for (const { code, name, example } of diagnosticPages().values()) {
  if (example === null) continue;
  test(`${code} ${name}: the page's example is refused so`, () => {
    const sources = new Map([[path, programText(example.source)]]);
    const { diagnostics, program } = compile([path], { root, sources, profile: example.profile });
    expect(program).toBeNull();
    expect(diagnostics[0]).toMatchObject({ code, place: { file: "tests/compiler/program.ts" } });
    expect(diagnostics[0]?.message).not.toMatch(/\{[a-z]+\}/);
    expect(diagnostics.map(renderDiagnostic).join("\n\n")).toMatchSnapshot();
  });
}

test("every page has an example, but for the few that no program of one file can show", () => {
  const bare = [...diagnosticPages().values()].filter(({ example }) => example === null).map(({ name }) => name);
  expect(bare.sort()).toEqual([...withoutExample].sort());
});

test("codes are unique", () => {
  const codes = [...diagnosticPages().values()].map(({ code }) => code);
  expect(new Set(codes).size).toBe(codes.length);
});

test("docs/language.md shows the pages as they are", () => {
  execFileSync(process.execPath, ["--import", "tsx", "scripts/language-doc.ts", "--check"], { cwd: root });
});
