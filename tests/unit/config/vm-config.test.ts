import fc from "fast-check";
import { expect, test } from "vitest";
import { ConfigError } from "../../../src/config/config-error.js";
import { parseVmConfig } from "../../../src/config/parse-vm-config.js";
import type { VmConfig } from "../../../src/config/vm-config.js";
import { encodeUtf8 } from "../../../src/std/index.js";

const ownDevice = "the guest has this device anyway, at the address in its device tree; the entry has no effect";

function read(text: string): VmConfig {
  return parseVmConfig("/guests/linux.toml", encodeUtf8(text));
}

function problems(text: string): readonly string[] {
  try {
    read(text);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

/** A complete file, with lines put in place of those that set the same key, or added to a table. */
function file(changes: Record<string, string> = {}): string {
  const tables: Record<string, Record<string, string>> = {
    base: { id: "1", name: '"linux-qemu"', vm_type: "1", cpu_num: "1", phys_cpu_ids: "[0]" },
    kernel: {
      entry_point: "0x8020_0000",
      image_location: '"fs"',
      kernel_path: '"/guest/linux/linux-qemu"',
      kernel_load_addr: "0x8020_0000",
      dtb_load_addr: "0x8000_0000",
      memory_regions: "[ [0x8000_0000, 0x1000_0000, 0x7, 0] ]",
    },
    devices: { emu_devices: "[]", passthrough_devices: "[]", interrupt_mode: '"emulated"' },
  };
  for (const [path, value] of Object.entries(changes)) {
    const [table, key] = path.split(".") as [string, string];
    tables[table] ??= {};
    if (value === "") tables[table] = Object.fromEntries(Object.entries(tables[table]).filter(([name]) => name !== key));
    else tables[table][key] = value;
  }
  return Object.entries(tables)
    .map(
      ([name, keys]) =>
        `[${name}]\n${Object.entries(keys)
          .map(([key, value]) => `${key} = ${value}\n`)
          .join("")}`,
    )
    .join("");
}

test("a complete file is read without a word", () => {
  const config = read(file({ "kernel.ramdisk_path": '"initrd"', "kernel.ramdisk_load_addr": "0x8800_0000", "kernel.cmdline": '"quiet"' }));
  expect(config).toMatchObject({
    id: 1,
    name: "linux-qemu",
    vmType: 1,
    cpuNum: 1,
    physCpuIds: [0n],
    physCpuSets: [],
    entryPoint: 0x8020_0000n,
    kernelPath: "/guest/linux/linux-qemu",
    kernelLoadAddress: 0x8020_0000n,
    ramdiskPath: "initrd",
    ramdiskLoadAddress: 0x8800_0000n,
    dtbPath: null,
    dtbLoadAddress: 0x8000_0000n,
    cmdline: "quiet",
    memoryRegions: [{ gpa: 0x8000_0000n, size: 0x1000_0000n, flags: 7n, mapType: 0 }],
    warnings: [],
  });
  expect(config.lineOf("kernel.entry_point")).toBe(8);
  expect(config.place("kernel.entry_point")).toBe("/guests/linux.toml:8: entry_point");
  expect(config.memorySize()).toBe(0x1000_0000n);
});

test("unknown keys and tables warn by name and line, with what was probably meant", () => {
  const config = read(file({ "kernel.cmdlin": '"x"', "base.colour": "1", "extra.key": "1" }));
  expect(config.warnings).toEqual([
    "/guests/linux.toml:20: extra: unknown table or key, ignored",
    "/guests/linux.toml:7: colour: unknown key, ignored",
    '/guests/linux.toml:15: cmdlin: unknown key, ignored; did you mean "cmdline"?',
  ]);
});

test("every missing key is named, with what was expected", () => {
  expect(problems("")).toEqual([
    "/guests/linux.toml:1: id: is missing in [base]: expected an integer from 0 to 4294967295 (number of the VM, unique on the machine)",
    "/guests/linux.toml:1: name: is missing in [base]: expected a text in quotes that is not empty (name of the VM, for people)",
    "/guests/linux.toml:1: cpu_num: is missing in [base]: expected an integer from 1 to 16 (number of vCPUs)",
    "/guests/linux.toml:1: entry_point: is missing in [kernel]: expected an address (GPA of the first instruction)",
    "/guests/linux.toml:1: kernel_path: is missing in [kernel]: expected a text in quotes that is not empty (kernel image in the bundle)",
    "/guests/linux.toml:1: kernel_load_addr: is missing in [kernel]: expected an address (GPA of the kernel image)",
  ]);
});

/** A change of the file, and the problem it must lead to. */
const broken: readonly (readonly [string, string, string])[] = [
  ["base.id", "-1", "2: id: expected an integer from 0 to 4294967295, found the integer -1"],
  ["base.id", '"1"', '2: id: expected an integer from 0 to 4294967295, found the string "1"'],
  ["base.name", "5", "3: name: expected a text in quotes that is not empty, found the integer 5"],
  ["base.name", '""', '3: name: expected a text in quotes that is not empty, found the string ""'],
  ["base.name", '"a\\u0007"', "3: name contains the control character 0x7: expected printable text"],
  ["base.vm_type", "3", "4: vm_type: expected an integer from 0 to 2, found the integer 3"],
  ["base.cpu_num", "0", "5: cpu_num: expected an integer from 1 to 16, found the integer 0"],
  ["base.cpu_num", "2", "6: phys_cpu_ids has 1 entries: expected 2, one a vCPU (cpu_num)"],
  ["base.phys_cpu_ids", "[true]", "6: phys_cpu_ids: expected an array of integers from 0 up, found an array"],
  ["base.phys_cpu_sets", "[0]", "7: phys_cpu_sets: the mask of vCPU 0 is 0: it could run nowhere"],
  ["kernel.entry_point", "0x4000_0000", "8: entry_point 0x40000000 lies outside every memory region (0x80000000-0x8fffffff)"],
  ["kernel.kernel_load_addr", "0x9000_0000", "11: kernel_load_addr 0x90000000 lies outside every memory region (0x80000000-0x8fffffff)"],
  ["kernel.memory_regions", "[]", "13: memory_regions has no region: expected at least one [gpa, size, flags, map_type]"],
  [
    "kernel.memory_regions",
    "[[1, 2, 3]]",
    "13: memory_regions: expected an array [gpa, size, flags, map_type] of four integers, map_type 0, 1 or 2, found an array",
  ],
  ["kernel.memory_regions", "[[0x8000_0000, 0, 7, 0]]", "13: memory_regions[0]: size 0x0: expected a multiple of 4 KiB above 0"],
  ["kernel.memory_regions", "[[0x8000_0800, 0x1000, 7, 0]]", "13: memory_regions[0]: gpa 0x80000800: expected a multiple of 4 KiB"],
  [
    "kernel.memory_regions",
    "[[0xffff_ffff_ffff_f000, 0x2000, 7, 0]]",
    "13: memory_regions[0] ends beyond 0xffffffffffff, the last address that a guest can have",
  ],
  [
    "kernel.memory_regions",
    "[[0x8000_0000, 0x2000, 7, 0], [0x8000_1000, 0x1000, 7, 0]]",
    "13: memory_regions[1] 0x80001000-0x80001fff overlaps [0] 0x80000000-0x80001fff",
  ],
  [
    "kernel.memory_regions",
    "[[0x0800_0000, 0x100_0000, 7, 0]]",
    "13: memory_regions[0] 0x8000000-0x8ffffff overlaps the guest's GIC distributor at 0x8000000-0x800ffff",
  ],
  [
    "kernel.memory_regions",
    "[[0x8000_0000, 0x1000_0000, 7, 3]]",
    "13: memory_regions: expected an array [gpa, size, flags, map_type] of four integers, map_type 0, 1 or 2, found an array",
  ],
  [
    "kernel.boot_protocol",
    '"uefi"',
    '14: boot_protocol: "uefi" is not supported here: guests are started directly (boot_protocol = "direct")',
  ],
  ["kernel.enable_bios", "true", '14: enable_bios: true is not supported here: guests are started directly (boot_protocol = "direct")'],
  ["kernel.image_location", '"net"', '9: image_location: expected one of "fs", "memory", found the string "net"'],
  [
    "kernel.memory_regions",
    "[[0x8000_0000, 0x1000_0000, 6, 0]]",
    "13: memory_regions[0]: flags 0x6: expected 1 (read) at least, and 2 (write) or 4 (execute) with it",
  ],
  [
    "devices.passthrough_devices",
    '[["pl011"]]',
    '16: passthrough_devices: "pl011": expected a path of the machine\'s device tree that begins with /',
  ],
  [
    "devices.passthrough_devices",
    '[["uart", 1, 2, 3]]',
    '16: passthrough_devices: expected an array ["/path"] such as ["/"], or [name, base_gpa, base_hpa, length, irq_id], found an array',
  ],
  [
    "devices.passthrough_devices",
    '[["uart", 0x1000, 0x2800, 0x1000, 0]]',
    "16: passthrough_devices: base_gpa 0x1000 and base_hpa 0x2800: expected the same offset in a page of 4 KiB",
  ],
  [
    "devices.passthrough_addresses",
    "[[0x8000_0000, 0x1000]]",
    "18: passthrough_addresses: 0x80000000-0x80000fff overlaps memory_regions[0] 0x80000000-0x8fffffff",
  ],
  ["devices.passthrough_addresses", "[[1]]", "18: passthrough_addresses: expected an array [gpa, length], found an array"],
  ["devices.excluded_devices", '["/pcie"]', '18: excluded_devices: expected an array ["/path", ...], found the string "/pcie"'],
  [
    "devices.interrupt_mode",
    '"msi"',
    '17: interrupt_mode: expected one of "no_irq", "no", "none", "emulated", "emu", "passthrough", "pt", found the string "msi"',
  ],
  [
    "devices.address_space_policy",
    '"mixed"',
    '18: address_space_policy: expected one of "virtualized", "virtual", "passthrough", "pt", found the string "mixed"',
  ],
  ["base.guest_type", '"host"', '7: guest_type: expected one of "virtualized", "passthrough", found the string "host"'],
  [
    "devices.passthrough",
    '[{ path = "/" }]',
    '18: passthrough: "/": all devices are passed through by guest_type = "passthrough" in [base]',
  ],
  ["devices.passthrough", '["/uart"]', '18: passthrough: expected a table { path = "/path" }, found the string "/uart"'],
  [
    "devices.virtual",
    '[{ id = "disk0", model = "virtio-blk" }]',
    '18: virtual: model: the string "virtio-blk" is not supported here; guests have an emulated GICv3, PL011, timer and PSCI',
  ],
  [
    "devices.emu_devices",
    '[["disk", 0, 0, 0, 0xE1, []]]',
    '15: emu_devices: "disk": emulated devices of type 0xe1 (virtio block device) are not supported here',
  ],
];

test.each(broken)("%s = %s is refused", (path, value, problem) => {
  expect(problems(file({ [path]: value }))[0]).toBe(`/guests/linux.toml:${problem}`);
});

test("what the two formats say about the machine's devices is read alike", () => {
  const classic = read(
    file({ "devices.passthrough_devices": '[["/uart@1000"], ["sram", 0x10000, 0x20000, 0x1000, 48]]', "devices.interrupt_mode": '"pt"' }),
  );
  expect(classic.passedPaths).toEqual([{ key: "devices.passthrough_devices", line: 16, path: "/uart@1000" }]);
  expect(classic.passedWindows).toEqual([
    { key: "devices.passthrough_devices", line: 16, name: "sram", gpa: 0x1_0000n, hpa: 0x2_0000n, bytes: 0x1000n, interrupt: 48 },
  ]);
  const newer = read(file({ "devices.passthrough": '[{ path = "/uart@1000" }]', "devices.interrupt_mode": "" }));
  expect(newer.passedPaths).toEqual([{ key: "devices.passthrough", line: 17, path: "/uart@1000" }]);
  expect([classic.deliversInterrupts(), newer.deliversInterrupts()]).toEqual([true, true]);
  expect(read(file({ "devices.passthrough_devices": '[["/"]]', "devices.interrupt_mode": "" })).deliversInterrupts()).toBe(false);
});

test("a path that is both passed through and disabled is refused with both lines", () => {
  const both = file({ "devices.passthrough": '[{ path = "/a" }]', "devices.disabled": '[{ path = "/a" }]' });
  expect(problems(both)).toEqual(['/guests/linux.toml:19: disabled: "/a" is passed through in line 18']);
});

test("a table that is no table is refused", () => {
  expect(problems("base = 1")[0]).toBe("/guests/linux.toml:1: base: expected a table [base], found the integer 1");
});

test("devices that guests have anyway are taken with a warning", () => {
  const config = read(file({ "devices.emu_devices": '[["gppt-gicd", 0x0800_0000, 0x1_0000, 0, 0x21, []]]' }));
  expect(config.warnings).toEqual([`/guests/linux.toml:15: emu_devices: "gppt-gicd": ${ownDevice}`]);
});

test("broken TOML gives the reader's message", () => {
  expect(problems("[base\n")).toEqual(['/guests/linux.toml:1:6: expected "]" after the table\'s name, found the end of the line']);
});

test("any change of a file gives a configuration or problems that begin with the file", { timeout: 60_000 }, () => {
  const text = file();
  const change = fc.tuple(
    fc.nat(text.length),
    fc.nat(5),
    fc.string({ unit: fc.constantFrom(..."0129xf[]{},=\"' \n_.-truebasekernel"), maxLength: 6 }),
  );
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (changes) => {
      let changed = text;
      for (const [at, removed, inserted] of changes) changed = changed.slice(0, at) + inserted + changed.slice(at + removed);
      for (const problem of problems(changed)) expect(problem).toMatch(/^\/guests\/linux\.toml:(\d+:)* /);
    }),
    { numRuns: 2000 },
  );
});
