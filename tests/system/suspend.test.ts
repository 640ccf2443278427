/** A Debian Linux with two vCPUs that is frozen in the middle of its work, shut down by its power key, and reset. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { addFile, tinyBundle } from "./harness/guests.js";
import { boot, type Machine } from "./harness/machine.js";

const escape = "\x1d";
const prompt = "linux-s# ";
const cycles = 200;
const vm = 7;
let machine: Machine;

const configuration = `[base]
id = ${vm}
name = "linux-s"
vm_type = 2
cpu_num = 2
phys_cpu_sets = [0b0100, 0b1000]

[kernel]
entry_point = 0x8020_0000
kernel_path = "/images/Image"
kernel_load_addr = 0x8020_0000
ramdisk_path = "/images/initrd.cpio.gz"
ramdisk_load_addr = 0x8400_0000
image_location = "fs"
cmdline = "console=ttyAMA0 guest=linux-s"
memory_regions = [[0x8000_0000, 0x1000_0000, 0x7, 0]]

[devices]
emu_devices = []
passthrough_devices = []
`;

beforeAll(async () => {
  const bundle = tinyBundle([], true);
  addFile(bundle, "guests/linux-s.toml", configuration);
  machine = await boot({ bundle });
  machine.send(`vm start ${vm}\r`);
  await machine.until("linux-s is up", 200);
  await machine.until(prompt);
}, 240_000);
afterAll(() => machine.end());

async function inGuest(line: string, seconds = 120): Promise<string> {
  machine.send(`${line}\n`);
  await machine.until(line.slice(-30), seconds);
  return (await machine.until(/([\s\S]*?)linux-s# /, seconds))[1] ?? "";
}

async function leaveConsole(): Promise<void> {
  machine.send(escape);
  await machine.until("$ ");
}

async function console(): Promise<void> {
  machine.send(`vm console ${vm}\r`);
  await machine.until("Ctrl-]");
}

/** Numbers of the lines `n NUMBER …`, whole lines alone, since `from` in all that the machine has said. The console may be left before a line's `\n`. */
function numbersSince(from: number): number[] {
  return [...machine.transcript.slice(from).matchAll(/^n (\d+) .*\d{4}\r/gm)].map((match) => Number(match[1]));
}

function expectNoGap(numbers: readonly number[]): void {
  expect(numbers.length).toBeGreaterThan(10);
  expect(numbers).toEqual(numbers.map((_, i) => numbers[0]! + i));
}

/** The guest's clock, s since its start. */
async function uptime(): Promise<number> {
  return Number(/(\d+\.\d+) /.exec(await inGuest("cat /proc/uptime"))?.[1]);
}

/** No soft lockup, RCU stall, hung task, unstable clock, or interrupt that nobody cared for. The line fits the terminal, whose echo would be broken. */
async function expectQuietKernel(): Promise<void> {
  expect(await inGuest("dmesg | grep -ciE 'lockup|stall|hung|unstable|cared'")).toMatch(/^0\r?$/m);
}

test("a suspended guest prints nothing, and goes on with the next line of its loop when it is resumed", async () => {
  const from = machine.transcript.length;
  machine.send("i=0; while true; do i=$((i+1)); echo n $i $(date); done\n");
  await machine.until(/n 30 .*\r/);
  await leaveConsole();
  expect(await machine.command(`vm suspend ${vm}`)).toContain(`✓ VM[${vm}] linux-s suspended`);
  expect(await machine.command("vm list")).toMatch(/linux-s\s+Suspended\s+\S+\s+\S+\s+Blk:2/);
  await console();
  await new Promise((resolve) => setTimeout(resolve, 500));
  const shown = machine.transcript.length;
  await new Promise((resolve) => setTimeout(resolve, 2000));
  expect(machine.transcript.slice(shown)).toBe("");
  const last = numbersSince(from).at(-1)!;
  await leaveConsole();
  expect(await machine.command(`vm resume ${vm}`)).toContain("✓");
  await console();
  await machine.until(new RegExp(`n ${last + 30} .*\\r`));
  machine.send("\x03");
  await machine.until(prompt);
  expectNoGap(numbersSince(from));
  await expectQuietKernel();
});

test("what is typed while the guest is suspended reaches it when it is resumed", async () => {
  await leaveConsole();
  await machine.command(`vm suspend ${vm}`);
  await console();
  machine.send("echo six $((2*3))\n");
  await new Promise((resolve) => setTimeout(resolve, 500));
  await leaveConsole();
  expect(machine.unread).not.toContain("six 6");
  await machine.command(`vm resume ${vm}`);
  await console();
  await machine.until("six 6");
  await machine.until(prompt);
});

test("the guest's clock stands still while it is suspended", async () => {
  const began = Date.now();
  const before = await uptime();
  await leaveConsole();
  await machine.command(`vm suspend ${vm}`);
  const frozen = Date.now();
  await new Promise((resolve) => setTimeout(resolve, 5000));
  const thawed = Date.now();
  await machine.command(`vm resume ${vm}`);
  await console();
  machine.send("\n");
  await machine.until(prompt);
  const after = await uptime();
  const awake = Date.now() - began - (thawed - frozen);
  expect(after - before).toBeGreaterThan(0);
  expect(after - before).toBeLessThan(awake / 1000 + 0.1);
});

test(`${cycles} suspends and resumes under load leave the guest whole`, async () => {
  const from = machine.transcript.length;
  await inGuest("for c in 0 1; do while :; do :; done & done");
  machine.send("i=0; while true; do i=$((i+1)); echo n $i $(date); usleep 20000; done\n");
  await machine.until(/n 5 .*\r/);
  await leaveConsole();
  for (let n = 0; n < cycles; n++) {
    machine.send(`vm suspend ${vm}\rvm resume ${vm}\r`);
    await machine.until("✓ VM[7] linux-s suspended");
    await machine.until("✓ VM[7] linux-s resumed");
    await machine.until("$ ");
  }
  await console();
  const last = numbersSince(from).at(-1) ?? 5;
  await machine.until(new RegExp(`n ${last + 30} .*\\r`), 120);
  machine.send("\x03");
  await machine.until(prompt, 120);
  expectNoGap(numbersSince(from));
  await inGuest("kill %1 %2");
  await expectQuietKernel();
}, 280_000);

test("vm stop presses the power key, and the guest shuts itself down", async () => {
  await inGuest("cat /proc/interrupts >/dev/null");
  await leaveConsole();
  const printed = await machine.command(`vm stop ${vm}`, 120);
  expect(printed).toContain("was asked to power off");
  expect(printed).toContain(`✓ VM[${vm}] linux-s stopped`);
  expect(await machine.command(`vm show ${vm}`)).toContain("Last run:  shut down by command");
  expect(await machine.command("vm list --format json")).toContain('"stop_reason": "shut down by command"');
  const from = machine.transcript.length;
  machine.send(`vm console ${vm}\r`);
  await machine.until("power key pressed");
  await machine.until("Power down");
  await machine.until("$ ");
  expect(machine.transcript.slice(from)).not.toContain("Kernel panic");
});

test("a guest that reboots comes up again, and vm show tells how its last run ended", async () => {
  machine.send(`vm start ${vm}\r`);
  await machine.until(prompt, 200);
  machine.send("reboot\n");
  await machine.until("linux-s is up", 200);
  await machine.until(prompt);
  await leaveConsole();
  expect(await machine.command(`vm show ${vm}`)).toMatch(/Starts:\s+3\r?\n\s+Last run:\s+the guest asked for a restart/);
}, 280_000);
