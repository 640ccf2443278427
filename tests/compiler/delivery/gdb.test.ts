/** gdb on a compiled program: breakpoints and backtraces in the TypeScript, values as Node shows them. */
import { execFileSync } from "node:child_process";
import path from "node:path";
import { beforeAll, expect, test } from "vitest";
import { linkPackage, project, root, runNode } from "./project.js";

const program = `import { print, type u8, type u32 } from "tsvisor/std";
class Point { constructor(readonly x: u32, readonly y: u32) {} }
class Shape {
  name = "cir\\"cle\\u00e9"; points: Point[] = []; tags = new Map<string, u8>(); next: Shape | null = null; size: u8 | null = null;
}
class Circle extends Shape { r = 1.5; open = true; }
function look(shape: Shape, many: u8[]): u32 {
  const text = \`n=\${many.length}\`;
  const set = new Set<string>(["a", "b"]);
  print(text + shape.name);
  return set.size;
}
const circle: Shape = new Circle();
circle.points.push(new Point(1, 2), new Point(3, 4));
circle.tags.set("a", 1); circle.tags.set("b", 2); circle.tags.delete("a");
circle.next = new Shape();
const either: (string | number)[] = ["a", 7];
print(\`\${look(circle, [7, 8, 9])} \${either.length}\`);
`;

const commands = [
  "set pagination off",
  `source ${path.join(root, "runtime-c/gdb/tsvisor.py")}`,
  "break main.ts:8",
  "break main.ts:10",
  "run",
  "continue",
  ...["shape", "many", "text", "set", "shape->next->size"].map((name) => `print ${name}`),
  "print ts_either",
  "backtrace",
  "next",
  "info source",
];

let said = "";

beforeAll(async () => {
  const folder = project({ "main.ts": program, "package.json": `{ "type": "module" }` });
  linkPackage(folder);
  const compiled = await runNode(folder, [path.join(root, "bin/tsvisor.js"), "compile", "--debug", "--exe", "main", "main.ts"]);
  expect(compiled).toEqual({ code: 0, output: "" });
  const args = ["-batch", "-nx", ...commands.flatMap((command) => ["-ex", command]), "./main"];
  said = execFileSync("gdb", args, { cwd: folder, encoding: "utf8", timeout: 60_000, stdio: ["ignore", "pipe", "ignore"] });
}, 120_000);

test("a breakpoint on a line of the TypeScript stops there, and next goes to the next line", () => {
  expect(said).toMatch(/at .*main\.ts:8\n8\t {2}const text = /);
  expect(said).toMatch(/main\.ts:10\n10\t {2}print\(text \+ shape\.name\);/);
  expect(said).toMatch(/^11\t {2}return set\.size;/m);
});

test("an object is shown by its own class, with what it holds", () => {
  expect(said).toContain(
    '$1 = Circle { name: "cir\\"cle\u00e9", points: [Point { x: 1, y: 2 }, Point { x: 3, y: 4 }], tags: Map(1) {"b" => 2}, ' +
      'next: Shape { name: "cir\\"cle\u00e9", points: [], tags: Map(0) {}, next: null, size: null }, size: null, r: 1.5, open: true }',
  );
});

test("arrays, strings, sets and absent values are shown as Node shows them", () => {
  expect(said).toMatch(/^\$2 = \[7, 8, 9\]$/m);
  expect(said).toMatch(/^\$3 = "n=3"$/m);
  expect(said).toMatch(/^\$4 = Set\(2\) \{"a", "b"\}$/m);
  expect(said).toMatch(/^\$5 = null$/m);
  expect(said).toMatch(/^\$6 = \["a", 7\]$/m);
});

test("the backtrace names the lines that called", () => {
  expect(said).toMatch(/#1 .* at .*main\.ts:18\n/);
});
