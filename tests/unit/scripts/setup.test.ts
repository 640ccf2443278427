/** What `scripts/setup.sh` says when something is missing: one line with the remedy. */
import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";

const script = join(import.meta.dirname, "../../../scripts/setup.sh");
/** What any Debian has. */
const basics = ["sh", "awk", "df", "dirname", "id", "uname", "ls", "tail", "rm", "cat", "touch"];

/** Runs the script where only the basics and `programs` (name to shell text) exist. */
function setUp(programs: Readonly<Record<string, string>>): { status: number | null; err: string } {
  const folder = mkdtempSync(join(tmpdir(), "tsvisor-path-"));
  for (const name of basics.filter((basic) => !(basic in programs))) {
    symlinkSync(spawnSync("sh", ["-c", `command -v ${name}`], { encoding: "utf8" }).stdout.trim(), join(folder, name));
  }
  for (const [name, text] of Object.entries(programs)) {
    writeFileSync(join(folder, name), `#!/bin/sh\n${text}\n`);
    chmodSync(join(folder, name), 0o755);
  }
  const { status, stderr } = spawnSync("/bin/sh", [script], { encoding: "utf8", env: { PATH: folder } });
  return { status, err: stderr };
}

const node = "echo v20.1.0";

test("without Node it names the version to install", () => {
  expect(setUp({})).toEqual({ status: 1, err: expect.stringMatching(/^tsvisor: Node\.js is missing: install Node 20 or newer.*\n$/) });
});

test("an old Node is named with its version", () => {
  expect(setUp({ node: "echo v18.19.0" })).toEqual({ status: 1, err: "tsvisor: Node.js v18.19.0 is too old: install Node 20 or newer\n" });
});

test("a full disk is told before anything is downloaded", () => {
  const df = "echo 'Filesystem 1024-blocks Used Available Capacity Mounted'; echo 'disk 100 90 10240 99% /'";
  expect(setUp({ node, df })).toEqual({
    status: 1,
    err: "tsvisor: only 10 MiB are free on this disk: the build and the guests need 1 GiB\n",
  });
});

test("missing tools without apt-get are listed by their packages", () => {
  const { status, err } = setUp({ node });
  expect(status).toBe(1);
  expect(err).toMatch(/no apt-get to install them:.* gcc-aarch64-linux-gnu .*qemu-system-arm/);
});

test("without network the failing apt-get update is named with the remedy", () => {
  const { status, err } = setUp({ node, "apt-get": "exit 100", sudo: 'exec "$@"' });
  expect(status).toBe(1);
  expect(err).toContain("tsvisor: apt-get update failed: check the network and /etc/apt/sources.list\n");
});
