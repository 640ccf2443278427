import fc from "fast-check";
import { beforeEach, expect, test } from "vitest";
import type { Command } from "../../../src/shell/command.js";
import { sizeText } from "../../../src/shell/size-text.js";
import { VmState } from "../../../src/vmm/vm-state.js";
import { FakeShell, makeVm } from "./fake-machine.js";

let shell: FakeShell;

beforeEach(() => {
  shell = new FakeShell();
});

test("help lists every command", () => {
  const printed = shell.run("help");
  for (const child of shell.root.children) expect(printed).toContain(`  ${child.name}`);
  expect(shell.run("--help")).toBe(printed);
});

test("every command has help, by help and by --help", () => {
  const visit = (command: Command, path: string): void => {
    const printed = shell.run(`help ${path}`);
    expect(printed).toContain(`Usage: ${path}`);
    expect(printed).toContain(command.summary);
    expect(shell.run(`${path} --help`)).toBe(printed);
    expect(shell.run(`${path} -h`)).toBe(printed);
    for (const child of command.children) visit(child, `${path} ${child.name}`);
  };
  for (const child of shell.root.children) visit(child, child.name);
});

test("help of a command shows what was declared", () => {
  expect(shell.run("vm list --help")).toBe(
    [
      "List all VMs",
      "",
      "Usage: vm list [OPTIONS]",
      "",
      "Options:",
      "  -f, --format FORMAT  how: table, json",
      "  -h, --help           show this help",
      "",
    ].join("\n"),
  );
  expect(shell.run("vm")).toBe(shell.run("vm --help"));
});

test("uname tells what it is asked", () => {
  expect(shell.run("uname")).toBe("tsvisor\n");
  expect(shell.run("uname -m")).toBe("aarch64\n");
  expect(shell.run("uname -a")).toMatch(/^tsvisor \d+\.\d+\.\d+ aarch64\n$/);
});

test("exit powers off, unless a VM runs", () => {
  shell.vms.add(makeVm(0, "linux", VmState.Running), makeVm(1, "idle"));
  expect(shell.run("exit")).toBe(
    "✗ the machine stays on: a VM is still running: VM[0] linux\nℹ Stop them with 'vm stop', or use 'exit --force' to cut them off.\n",
  );
  expect(shell.machine.poweredOff).toBe(false);
  shell.run("quit --force");
  expect(shell.machine.poweredOff).toBe(true);
});

test("clear and free", () => {
  shell.run("clear");
  expect(shell.machine.cleared).toBe(1);
  expect(shell.run("free")).toBe(
    "Free for guests:  512MB\nHypervisor heap:  1.5KB of 1MB in use\nFiles written:    0B of 4MB\nTasks:            5\nTimers:           1\nVMIDs:            2\n",
  );
  expect(shell.run("free -b")).toContain("Free for guests:  536870912\n");
});

test("sizes are whole where they can be", () => {
  expect([0n, 1023n, 1024n, 1536n, 0x1000_0000n, 3n << 30n, 5n << 40n].map(sizeText)).toEqual([
    "0B",
    "1023B",
    "1KB",
    "1.5KB",
    "256MB",
    "3GB",
    "5120GB",
  ]);
});

test("any line leaves the shell working", { timeout: 60_000 }, () => {
  shell.vms.add(makeVm(0, "linux"));
  const word = fc.oneof(
    fc.constantFrom(
      "vm",
      "list",
      "show",
      "start",
      "stop",
      "delete",
      "help",
      "ls",
      "cat",
      "cd",
      "--help",
      "--",
      "-f",
      "--force",
      "0",
      "/",
      "-l",
      "log",
    ),
    fc.string({ unit: "grapheme", maxLength: 5 }),
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 6 }), (words) => {
      shell.run(words.join(" "));
      expect(shell.run("pwd")).toBe(`${shell.cwd}\n`);
    }),
    { numRuns: 2000 },
  );
});
