/** The host tool as a person or a script calls it: output and exit codes. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "..", "..", "..");

function tsvisor(...words: string[]): { status: number | null; out: string; err: string } {
  const result = spawnSync("node", [join(root, "bin", "tsvisor.js"), ...words], { cwd: root, encoding: "utf8" });
  return { status: result.status, out: result.stdout, err: result.stderr };
}

test("--help lists the commands, and every command has a help of its own", () => {
  expect(tsvisor("--help").out).toMatch(/build[\s\S]*run[\s\S]*image[\s\S]*check/);
  for (const command of ["build", "run", "image", "check", "compile"]) {
    const { status, out } = tsvisor(command, "--help");
    expect(status).toBe(0);
    expect(out).toContain(`usage: tsvisor ${command}`);
  }
});

test("an unknown command or option is wrong use: exit code 2 and the usage", () => {
  expect(tsvisor("bild")).toMatchObject({ status: 2 });
  const { status, err } = tsvisor("run", "--cpu", "4");
  expect(status).toBe(2);
  expect(err).toContain("usage: tsvisor run");
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
