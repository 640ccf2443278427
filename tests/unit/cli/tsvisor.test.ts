/** The host tool as a person or a script calls it: output and exit codes. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parseCommandLine } from "../../../src/compiler/command/command-line.js";
import { compileOptions } from "../../../src/compiler/command/options.js";

const root = join(import.meta.dirname, "..", "..", "..");

function tsvisor(...words: string[]): { status: number | null; out: string; err: string } {
  const result = spawnSync("node", [join(root, "bin", "tsvisor.js"), ...words], { cwd: root, encoding: "utf8" });
  return { status: result.status, out: result.stdout, err: result.stderr };
}

test("--help lists the commands, and every command has a help of its own", () => {
  const commands = [...tsvisor("--help").out.matchAll(/^ {2}(\w+) /gm)].map(([, name = ""]) => name);
  expect(commands).toEqual(["build", "run", "image", "check", "schema", "compile"]);
  for (const command of commands) {
    const { status, out } = tsvisor(command, "--help");
    expect(status).toBe(0);
    expect(out).toContain(`usage: tsvisor ${command}`);
  }
});

test("the help of a command names every option that it takes, and it takes every option that its help names", () => {
  const helped = [...tsvisor("compile", "--help").out.matchAll(/^ {2}--([a-z-]+)( [A-Z]+)? /gm)];
  expect(helped.map(([, name]) => name)).toEqual(compileOptions.map(({ name }) => name));
  const companions = ["--out", "c", "--exe", "a"];
  for (const [, name = "", value] of helped) {
    const words = value === undefined ? [`--${name}`] : [`--${name}`, name === "profile" ? "device" : "x"];
    const others = name === "json" ? ["--list-unsafe"] : name === "then" ? ["--watch"] : [];
    expect(() => parseCommandLine([...companions, ...others, ...words, "a.ts"])).not.toThrow();
  }
  const { status, err } = tsvisor("compile", "--explain", "a.ts");
  expect(status).toBe(2);
  expect(err).toContain("tsvisor compile: Unknown option '--explain'");
  expect(err).toContain("--explain-memory");
});

test.each([
  [["a.ts"], "say what to make"],
  [["--out", "c"], "name a TypeScript file"],
  [["--json", "--out", "c", "a.ts"], "--json needs --explain-memory or --list-unsafe"],
  [["--watch", "--exe", "a", "a.ts"], "--watch needs --out"],
  [["--out", "c", "--then", "make", "a.ts"], "--then needs --watch"],
  [["--profile", "board", "--out", "c", "a.ts"], "--profile is host or device, not 'board'"],
])("compile %j is answered: %s", (words, complaint) => {
  expect(() => parseCommandLine(words)).toThrow(complaint);
});

test("an unknown command or option is wrong use: exit code 2 and the usage", () => {
  expect(tsvisor("bild")).toMatchObject({ status: 2 });
  const { status, err } = tsvisor("run", "--cpu", "4");
  expect(status).toBe(2);
  expect(err).toContain("usage: tsvisor run");
  expect(tsvisor("build", "qemu-virt-aarch64").err).toContain("'qemu-virt-aarch64' is no option");
  expect(tsvisor("run", "--cpus", "many").err).toContain("--cpus takes a number above 0, not 'many'");
});

test("check accepts the shipped guests and gives exit code 0", () => {
  const { status, out } = tsvisor("check", "guest-configs/linux-a.toml", "guest-configs/linux-b.toml");
  expect(status).toBe(0);
  expect(out).toContain("VM 0 'linux-a'");
});

test("check names file and line of what is wrong, also an id that two files claim, and gives exit code 1", () => {
  const folder = mkdtempSync(join(tmpdir(), "tsvisor-check-"));
  const file = join(folder, "bad.toml");
  writeFileSync(file, "[base]\nid = 1\nname = 5\n");
  const { status, err } = tsvisor("check", file, join(folder, "none.toml"));
  expect(status).toBe(1);
  expect(err).toContain("bad.toml:3:");
  expect(err).toContain("there is no such file");
  expect(tsvisor("check", "guest-configs/linux-a.toml", "guest-configs/linux-a.toml")).toMatchObject({ status: 1 });
});

test("a board that does not exist is answered with those that do", () => {
  const { status, err } = tsvisor("build", "--board", "toaster");
  expect(status).toBe(1);
  expect(err).toContain("qemu-virt-aarch64");
});
