/** Devices of the machine for Linux guests: QEMU's PL031 clock, and disks on its virtio-mmio slots. */
import { createHash, randomBytes } from "node:crypto";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { deviceBundle, diskModules } from "./harness/device-guests.js";
import { boot, type Machine } from "./harness/machine.js";

const escape = "\x1d";
const megabytes = 4;
let machine: Machine;
/** Of each disk. */
const sums: string[] = [];

function randomDisk(name: string): string {
  const content = randomBytes(megabytes << 20);
  const file = join(mkdtempSync(join(tmpdir(), "tsvisor-disk-")), name);
  writeFileSync(file, content);
  sums.push(createHash("md5").update(content).digest("hex"));
  return file;
}

beforeAll(async () => {
  const named = 'passthrough_devices = [["/pl031@9010000"], ["/virtio_mmio@a000000"]]';
  const all = 'passthrough_devices = [["/"]]\nexcluded_devices = [["/pcie@10000000"]]';
  const bundle = deviceBundle([
    { file: "guests/keeper.toml", id: 0, name: "keeper", memory: 0x8000_0000, devices: [named] },
    { file: "later/rival.toml", id: 1, name: "rival", memory: 0x9000_0000, devices: ['passthrough_devices = [["/pl031@9010000"]]'] },
    { file: "later/all.toml", id: 2, name: "all", memory: 0x8000_0000, devices: [all] },
  ]);
  machine = await boot({ bundle, disks: [randomDisk("first"), randomDisk("second")] });
});
afterAll(() => machine.end());

/** Types a line at the guest's shell and gives what it prints until its next prompt. */
async function inGuest(name: string, line: string, seconds = 120): Promise<string> {
  machine.send(`${line}; echo do''ne\n`);
  return (await machine.until(new RegExp(`([\\s\\S]*?)done[\\s\\S]*?${name}# `), seconds))[1] ?? "";
}

async function start(id: number, name: string): Promise<void> {
  machine.send(`vm start ${id}\r`);
  await machine.until(`${name} is up`, 200);
  await machine.until(`${name}# `, 60);
}

async function leave(): Promise<void> {
  machine.send(escape);
  await machine.until("$ ");
}

/** How often /proc/interrupts counts a device's interrupt. */
async function interrupts(name: string, device: string): Promise<number> {
  const row = new RegExp(`\\d+:\\s+(\\d+)\\s+GICv3[^\\n]*${device}`).exec(await inGuest(name, "cat /proc/interrupts"));
  return Number(row?.[1] ?? -1);
}

test("a guest reads the machine's clock, and its alarm interrupts the guest", async () => {
  await start(0, "keeper");
  expect(await inGuest("keeper", "cat /sys/class/rtc/rtc0/name")).toContain("9010000.pl031");
  const seconds = Number(/\b(\d{9,})\b/.exec(await inGuest("keeper", "cat /sys/class/rtc/rtc0/since_epoch"))?.[1]);
  expect(Math.abs(seconds - Date.now() / 1000)).toBeLessThan(3600);
  expect(await interrupts("keeper", "rtc-pl031")).toBe(0);
  await inGuest("keeper", "echo +1 >/sys/class/rtc/rtc0/wakealarm; sleep 3");
  expect(await interrupts("keeper", "rtc-pl031")).toBe(1);
});

test("a guest reads its disk, and the disk's interrupts are counted", async () => {
  await inGuest("keeper", `for m in ${diskModules.join(" ")}; do insmod /modules/$m.ko; done`);
  expect(await inGuest("keeper", "md5sum /dev/vda")).toContain(sums[0]);
  expect(await interrupts("keeper", "virtio0")).toBeGreaterThan(megabytes);
  expect(await inGuest("keeper", "ls /dev/vd*")).not.toContain("vdb");
  await leave();
});

test("a device that a VM has is refused to another one, with both names; what it wants else is free again", async () => {
  expect(await machine.command("vm create /later/rival.toml")).toContain(
    '/later/rival.toml:21: passthrough_devices: "/pl031@9010000" belongs to VM[0] keeper',
  );
  expect(await machine.command("vm create /later/all.toml")).toContain("belongs to VM[0] keeper");
  expect(await machine.command("vm list")).not.toMatch(/rival|\ball\b/);
});

test("after the first guest is gone the next one has all devices, from a state as after a reset", async () => {
  await machine.command("vm delete 0 --force --keep-data", 100);
  expect(await machine.command("vm create /later/all.toml", 100)).toContain("✓");
  await start(2, "all");
  await inGuest("all", `for m in ${diskModules.join(" ")}; do insmod /modules/$m.ko; done`);
  const read = await inGuest("all", "md5sum /dev/vd?");
  for (const sum of sums) expect(read).toContain(sum);
  expect(await inGuest("all", "cat /sys/class/rtc/rtc0/name")).toContain("9010000.pl031");
  await leave();
});
