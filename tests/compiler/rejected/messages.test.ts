/** Types in messages are named as the program names them. */
import { expect, test } from "vitest";
import { compileText } from "../harness/c-lane.js";

function firstMessage(source: string): string {
  return compileText(`${source}\nexport {};\n`, true, "host").diagnostics[0]?.message ?? "";
}

test("a class by its name, a number as number", () => {
  expect(firstMessage("class Task { id = 1; }\nconsole.log(`${new Task()}`);")).toBe("`new Task()` (Task) has no text.");
  expect(firstMessage("const m = new Map([[1, 'a']]);\nconsole.log(`${m}`);")).toBe("`m` (Map<number, string>) has no text.");
});

test("an object type without a name by its fields, a tuple by its elements", () => {
  const shape = "const john = { name: 'John', age: 7 };\nconsole.log(`${john}`);";
  expect(firstMessage(shape)).toBe("`john` ({ age: number; name: string }) has no text.");
  expect(firstMessage("const t: [number, string[]] = [1, []];\nconsole.log(`${t}`);")).toBe("`t` ([number, string[]]) has no text.");
});
