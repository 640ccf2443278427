/** Wrong files and noise on the line: an error that names the place, and the shell goes on. */
import { randomBytes } from "node:crypto";
import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { addFile, tinyBundle } from "./harness/guests.js";
import { boot, type Machine } from "./harness/machine.js";

let machine: Machine;
afterEach(() => machine.end());

const base = (id: number, more: string): string => `[base]
id = ${id}
name = "bad-${id}"
vm_type = 1
cpu_num = 1

[kernel]
entry_point = 0x4020_0000
kernel_load_addr = 0x4020_0000
image_location = "fs"
${more}

[devices]
emu_devices = []
passthrough_devices = []
`;

test("broken guest files are refused one by one, by file and line", async () => {
  const bundle = tinyBundle([{ id: 0, program: "spin" }]);
  addFile(bundle, "broken.toml", "[base\nid = 1\n");
  addFile(bundle, "missing.toml", base(2, 'kernel_path = "/images/nothing"\nmemory_regions = [[0x4000_0000, 0x100_0000, 0x7, 0]]'));
  addFile(
    bundle,
    "overlap.toml",
    base(3, 'kernel_path = "/images/spin"\nmemory_regions = [[0x4000_0000, 0x100_0000, 0x7, 0], [0x4080_0000, 0x100_0000, 0x7, 0]]'),
  );
  machine = await boot({ bundle });
  expect(await machine.command("vm create /broken.toml")).toMatch(/✗.*broken\.toml:1/);
  expect(await machine.command("vm create /missing.toml")).toMatch(/✗.*missing\.toml:11.*\/images\/nothing/);
  expect(await machine.command("vm create /overlap.toml")).toMatch(/✗.*overlap\.toml:12.*overlap/);
  expect(await machine.command("vm create /nowhere.toml")).toMatch(/✗.*nowhere\.toml/);
  expect(await machine.command("vm create /guests/spin.toml")).toMatch(/✗.*0/);
  expect(await machine.command("vm list")).toMatch(/0\s+spin\s+Loaded/);
});

test("a garbage bundle leaves a shell that says what is wrong with it", async () => {
  const file = join(tmpdir(), `tsvisor-garbage-${process.pid}.cpio`);
  writeFileSync(file, Buffer.alloc(100_000, "not an archive "));
  machine = await boot({ bundle: file });
  expect(machine.transcript).toMatch(/bundle/);
  expect(await machine.command("vm list")).toContain("No virtual machines found.");
});

test("a megabyte of random bytes on the serial line does not hurt the shell", async () => {
  machine = await boot({ bundle: tinyBundle([{ id: 0, program: "spin" }]) });
  const noise = randomBytes(1 << 20);
  for (let at = 0; at < noise.length; at += 4096) {
    machine.send(noise.subarray(at, at + 4096));
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  machine.send("\x1d\x03\r");
  await new Promise((resolve) => setTimeout(resolve, 3000));
  machine.send("\x03\r");
  await machine.until(/tsvisor:[^\s$]*\$ $/, 120);
  expect(await machine.command("vm list", 120)).toContain("spin");
});
