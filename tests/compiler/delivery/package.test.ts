/** The package as `npm install` puts it into a project: what is packed, and its dependencies alone. */
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, expect, test } from "vitest";
import { project, root, runNode, tsconfig } from "./project.js";

const program = `import { print, type u8 } from "tsvisor/std";
let age: u8 = 254;
age++;
print(\`\${age} \${encodeLength("é")}\`);
function encodeLength(text: string): number { return text.length; }
`;

const useOfLibrary = `import { compile, renderDiagnostic } from "tsvisor";
const { files, diagnostics } = compile(["main.ts"], { profile: "host" });
console.log([...files.keys()].join(" "), diagnostics.map(renderDiagnostic).join("\\n"));
`;

const useOfStandardLibrary = `import * as std from "tsvisor/std";
std.print(Object.keys(std).sort().join(" "));
`;

/** RangeError is the library's. */
const sameNames = `import { print } from "tsvisor/std";
import { text } from "./src/std/lang/error.js";
try {
  throw new RangeError(text);
} catch (error) {
  if (error instanceof RangeError) print(error.message);
}
`;

let folder = "";

beforeAll(() => {
  folder = project({
    "package.json": `{ "type": "module" }`,
    "main.ts": program,
    "use.js": useOfLibrary,
    "std.js": useOfStandardLibrary,
    "tsconfig.json": tsconfig({}, { outDir: "out", rootDir: "." }),
  });
  const installed = path.join(folder, "node_modules/tsvisor");
  mkdirSync(installed, { recursive: true });
  const packed = execFileSync("npm", ["pack", "--silent", "--pack-destination", folder], { cwd: root, encoding: "utf8" }).trim();
  execFileSync("tar", ["xzf", path.join(folder, packed), "--strip-components=1", "-C", installed]);
  const { dependencies } = JSON.parse(readFileSync(path.join(installed, "package.json"), "utf8")) as { dependencies: object };
  for (const name of Object.keys(dependencies)) {
    mkdirSync(path.dirname(path.join(folder, "node_modules", name)), { recursive: true });
    symlinkSync(path.join(root, "node_modules", name), path.join(folder, "node_modules", name));
  }
}, 120_000);

test("the command makes a program", async () => {
  const compiled = await runNode(folder, ["node_modules/tsvisor/bin/tsvisor.js", "compile", "--exe", "main", "main.ts"]);
  expect(compiled).toEqual({ code: 0, output: "" });
  expect(execFileSync(path.join(folder, "main"), { encoding: "utf8" })).toBe("255 1\n");
});

test("a project may have files that are called as the library's", async () => {
  mkdirSync(path.join(folder, "src/std/lang"), { recursive: true });
  writeFileSync(path.join(folder, "src/std/lang/error.ts"), `export const text = "own";\n`);
  writeFileSync(path.join(folder, "same.ts"), sameNames);
  const compiled = await runNode(folder, ["node_modules/tsvisor/bin/tsvisor.js", "compile", "--exe", "same", "same.ts"]);
  expect(compiled).toEqual({ code: 0, output: "" });
  expect(execFileSync(path.join(folder, "same"), { encoding: "utf8" })).toBe("own\n");
});

test("the library names C files after the project's, and those of the standard library as everywhere", async () => {
  const { code, output } = await runNode(folder, ["use.js"]);
  const names = output.trim().split(" ");
  expect(code).toBe(0);
  expect(names).toContain("tsvisor_src_std_lang_error.c");
  expect(names.filter((name) => !name.startsWith("tsvisor_src_std_"))).toEqual(["main.c", "program.c", "program.h", "exports.h"]);
});

test("tsc accepts the project without Node's declarations, and Node runs what it emits", async () => {
  expect(await runNode(folder, ["node_modules/typescript/lib/tsc.js"])).toEqual({ code: 0, output: "" });
  expect(await runNode(folder, ["out/main.js"])).toEqual({ code: 0, output: "255 1\n" });
});

test("JavaScript has all of the standard library", async () => {
  const source = readFileSync(path.join(root, "src/std/index.ts"), "utf8");
  const exported = [...source.matchAll(/^export \{([^}]*)\}/gm)].flatMap(([, names = ""]) => names.split(",").map((name) => name.trim()));
  expect(await runNode(folder, ["std.js"])).toEqual({ code: 0, output: `${exported.sort().join(" ")}\n` });
});
