/** The shell on the real machine: files, JSON, logs, consoles, and lines with mistakes. One boot for all. */
import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { brokenLines } from "../unit/shell/command-lines.js";
import { tinyBundle } from "./harness/guests.js";
import { boot, type Machine } from "./harness/machine.js";

const escape = "\x1d";
const menu = "\x1e";
let machine: Machine;

beforeAll(async () => {
  machine = await boot({ bundle: tinyBundle([{ id: 0, program: "spin" }]) });
});
afterAll(() => machine.end());

/** Lines that print nothing; short ones, since a line that is longer than the row is shown in parts. */
async function quietly(...lines: string[]): Promise<void> {
  for (const line of lines) expect(await machine.command(line)).toMatch(/^\s*$/);
}

const configuration = [
  "[base]",
  "id = 5",
  'name = "by \\"hand\\""',
  "cpu_num = 1",
  "vm_type = 1",
  "phys_cpu_sets = [4]",
  "[kernel]",
  "entry_point = 0x4020_0000",
  'kernel_path = "images/kernel"',
  "kernel_load_addr = 0x4020_0000",
  'image_location = "fs"',
  "memory_regions = [[0x4000_0000, 0x100_0000, 7, 0]]",
  "[devices]",
  "emu_devices = []",
  "passthrough_devices = []",
];

test("a file typed with echo is a VM's configuration", async () => {
  await quietly("mkdir -p /mine/images", "cp /images/spin /mine/images/kernel", "cd /mine", "> f");
  await quietly(...configuration.map((line) => `echo '${line}' >> f`), "mv f vm.toml");
  expect(await machine.command("vm create vm.toml")).toContain("✓ VM[5]");
  await quietly("cd /");
});

test("vm list --format json is what jq reads from the serial line", async () => {
  const printed = await machine.command("vm list --format json");
  const names = execFileSync("jq", ["-r", ".vms[] | [.id, .name, .state] | @tsv"], { input: printed, encoding: "utf8" });
  expect(names).toBe('0\tspin\tLoaded\n5\tby "hand"\tLoaded\n');
});

test("the menu at a console goes to the next VM and lists all; one Ctrl-] leaves", async () => {
  await machine.command("vm start --detach");
  await machine.untilState(5, "Running");
  machine.send("vm console 0\r");
  await machine.until("SPIN");
  machine.send(`${menu}l`);
  await machine.until(/\* VM\[0\] spin {2}Running\r?\n {2}VM\[5\] by "hand" {2}Running/);
  machine.send("n");
  await machine.until('Console of VM[5] by "hand"');
  await machine.until("SPIN");
  machine.send(`${menu}n`);
  await machine.until("Console of VM[0] spin");
  machine.send(escape);
  await machine.until("$ ");
});

test("vm logs prints what was shown before, also into a file", async () => {
  expect(await machine.command("vm logs 0")).toMatch(/SPIN/);
  await quietly("vm logs spin -n 1 > /log");
  expect(await machine.command("cat /log")).toMatch(/^\s*SPIN\s*$/);
  machine.send("vm logs 0 --follow\r");
  await machine.until("SPIN");
  machine.send("\x03");
  await machine.until("$ ");
});

test("vm delete removes the VM's files and gives back what they took", async () => {
  expect(await machine.command("vm delete 5 --force")).toMatch(/Removed: \/mine\/vm\.toml, \/mine\/images\/kernel/);
  expect(await machine.command("ls -a /mine /mine/images")).not.toMatch(/toml|kernel/);
  await quietly("rm -r /mine /log");
  expect(await machine.command("free --bytes")).toMatch(/Files written:\s+0 of/);
});

test("what does not fit the file space is refused, and the shell goes on", async () => {
  await quietly(`echo ${"x".repeat(31)} > /x`);
  for (let bytes = 32; bytes < 1 << 20; bytes *= 8) await quietly("cat /x /x /x /x /x /x /x /x > /y", "mv /y /x");
  expect(await machine.command("cat /x /x /x /x > /y")).toMatch(/✗ \/y: no space left/);
  await quietly("rm /x /y");
});

test("lines with mistakes get their errors here as on Node", async () => {
  for (const { line, answer } of fc.sample(brokenLines, { seed: 2026, numRuns: 60 })) {
    expect(`${line}\n${await machine.command(line)}`).toMatch(answer);
  }
});

test("editing keys, history and completion work over the line", async () => {
  machine.send("vm lits\x14 --format=j\t\x01\x05\r");
  await machine.until('"name": "spin"');
  machine.send("\x12free\x07\x15pw\t\x1b[A\x1b[B\r");
  await machine.until(/\/\r?\n.*\$ $/);
});
