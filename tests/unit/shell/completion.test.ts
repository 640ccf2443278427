import { beforeEach, expect, test } from "vitest";
import { completeLine } from "../../../src/shell/language/complete-line.js";
import { FakeShell, makeVm } from "./fake-machine.js";

let shell: FakeShell;

beforeEach(() => {
  shell = new FakeShell();
  shell.vms.add(makeVm(0, "linux"), makeVm(1, "my vm"));
});

test.each([
  ["v", ["vm"]],
  ["vm st", ["start", "stop"]],
  ["vm stop ", ["0", "1", "linux", "my\\ vm"]],
  ["vm stop -f l", ["linux"]],
  ["vm stop --f", ["--force"]],
  ["vm stop -- --f", []],
  ["vm list --format ", ["table", "json"]],
  ["vm list --format=j", ["--format=json"]],
  ["vm list x", []],
  ["vm show 0 ", []],
  ["help vm st", ["start", "stop"]],
  ["help c", ["cat", "cd", "cp", "clear"]],
  ["vm list > gu", ["guests/"]],
  ["vm list >>", ["guests/", "images/", "now"]],
  ["vm list >guests/linux-a.toml --f", ["--format"]],
  ["log w", ["warning"]],
  ["cat gu", ["guests/"]],
  ["cat guests/", ["guests/.hidden", "guests/linux\\ b.toml", "guests/linux-a.toml"]],
  ["cat /guests/linux-a.toml /im", ["/images/"]],
  ["cd /guests/", []],
  ["cat nowhere/", []],
  ["cat 'guests/linux b", ["guests/linux\\ b.toml"]],
  ["cat guests/linux\\ ", ["guests/linux\\ b.toml"]],
  ["uname --m", ["--machine"]],
  ["nonsense ", []],
])("%j can become", (before, texts) => {
  expect(completeLine(before, shell).candidates.map((candidate) => candidate.text)).toEqual(texts);
});

test("the word before the cursor is what is replaced", () => {
  expect(completeLine("vm  sto", shell).start).toBe(4);
  expect(completeLine("vm ", shell).start).toBe(3);
});
