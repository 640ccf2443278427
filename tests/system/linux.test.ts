/** Debian's own kernel, unmodified, as a guest: what a person sees at the two shells. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { linuxBundle } from "./harness/guests.js";
import { boot, type Machine } from "./harness/machine.js";

const escape = "\x1d";
let machine: Machine;

beforeAll(async () => {
  machine = await boot({ bundle: linuxBundle() });
});
afterAll(() => machine.end());

/** Types a line at the guest's shell and gives what it prints until its next prompt. */
async function inGuest(name: string, line: string, seconds = 60): Promise<string> {
  machine.send(`${line}\n`);
  await machine.until(line, seconds);
  return (await machine.until(new RegExp(`([\\s\\S]*?)${name}# `), seconds))[1] ?? "";
}

test("the bundle's VMs are listed as Loaded", async () => {
  const list = await machine.command("vm list");
  expect(list).toMatch(/0\s+linux-a\s+Loaded/);
  expect(list).toMatch(/1\s+linux-b\s+Loaded/);
});

test("vm start attaches the console, names the escape key and reaches the guest's shell", async () => {
  machine.send("vm start 0\r");
  await machine.until("Ctrl-]");
  await machine.until("linux-a is up", 120);
  await machine.until("linux-a# ");
});

test("uname, /proc/cpuinfo and /proc/interrupts tell of an arm64 machine with a GICv3", async () => {
  expect(await inGuest("linux-a", "uname -a")).toContain("cloud-arm64");
  expect(await inGuest("linux-a", "cat /proc/cpuinfo")).toMatch(/processor\s*: 0/);
  const interrupts = await inGuest("linux-a", "cat /proc/interrupts");
  expect(interrupts).toContain("GICv3");
  expect(interrupts).toContain("arch_timer");
});

test("sleep 2 takes two seconds of the guest's clock", async () => {
  const text = await inGuest("linux-a", "read a b </proc/uptime; sleep 2; read c d </proc/uptime; echo $a $c");
  const [before, after] = (/([\d.]+) ([\d.]+)\s*$/.exec(text) ?? []).slice(1).map(Number);
  expect(after! - before!).toBeGreaterThanOrEqual(2);
  expect(after! - before!).toBeLessThan(4);
});

test("the escape key comes back to the shell, where the VM is Running with its vCPU's state", async () => {
  machine.send(escape);
  await machine.until("$ ");
  expect(await machine.command("vm list")).toMatch(/0\s+linux-a\s+Running\s+\S+\s+256\S*\s*\S*\s+(Run|Blk|Rdy):1/);
});

test("two Linux guests on one CPU both make progress, and each console shows only its own output", async () => {
  await machine.command("vm start 1 2 --detach");
  machine.send("vm console 1\r");
  await machine.until("linux-b# ", 180);
  const seen = machine.transcript;
  machine.send(escape);
  await machine.until("$ ");
  machine.send("vm console 2\r");
  await machine.until("linux-c# ", 180);
  expect(seen).not.toContain("linux-c is up");
  expect(await inGuest("linux-c", "i=0; while [ $i -lt 2000 ]; do i=$((i+1)); done; echo counted $i")).toContain("counted 2000");
  machine.send(escape);
  await machine.until("$ ");
  machine.send("vm console 1\r");
  machine.send("\n");
  expect(await inGuest("linux-b", "i=0; while [ $i -lt 2000 ]; do i=$((i+1)); done; echo counted $i")).toContain("counted 2000");
});

test("poweroff inside one guest leaves it Stopped and the others Running", async () => {
  machine.send("poweroff\n");
  await machine.until("Power down");
  await machine.until("$ ");
  await machine.untilState(1, "Stopped");
  expect(await machine.command("vm list")).toMatch(/0\s+linux-a\s+Running[\s\S]*2\s+linux-c\s+Running/);
  machine.send("vm console 0\r");
  await machine.until("Ctrl-]");
  machine.send("\n");
  expect(await inGuest("linux-a", "echo alive")).toContain("alive");
  machine.send(escape);
  await machine.until("$ ");
});

test("exit stops the machine", async () => {
  machine.send("exit --force\r");
  await machine.untilEnded();
});
