/** The package as another project uses it: `tsvisor` by name, `tsvisor compile` by command. */
import path from "node:path";
import { expect, test } from "vitest";
import { linkPackage, project, root, runNode } from "./project.js";

const program = `import { print, type u8 } from "tsvisor/std";
const ages: u8[] = [30, 41];
print(\`\${ages.map((age) => age + 1).join()} \${1 / 4}\`);
`;

test("a program of another project imports tsvisor/std and becomes an executable by one command", async () => {
  const folder = project({ "main.ts": program, "package.json": `{ "type": "module" }` });
  linkPackage(folder);
  const compiled = await runNode(folder, [path.join(root, "bin/tsvisor.js"), "compile", "--exe", "main", "main.ts"]);
  expect(compiled).toEqual({ code: 0, output: "" });
  expect(await runNode(folder, ["-e", `process.stdout.write(require("child_process").execFileSync("./main"))`])).toEqual({
    code: 0,
    output: "31,42 0.25\n",
  });
});

test("the library compiles texts and says what is wrong as values", async () => {
  const script = `import { compile, renderDiagnostic } from "tsvisor";
const sources = new Map([[process.cwd() + "/a.ts", "var x = 1;\\n"]]);
const { diagnostics } = compile([process.cwd() + "/a.ts"], { root: process.cwd(), sources, profile: "host" });
console.log(diagnostics.map(renderDiagnostic).join("\\n"));
`;
  const folder = project({ "use.js": script, "package.json": `{ "type": "module" }` });
  linkPackage(folder);
  const { code, output } = await runNode(folder, ["use.js"]);
  expect(output).toMatch(/^a\.ts:1:1 - error K\d{4}: /);
  expect(code).toBe(0);
});
