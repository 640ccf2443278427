/**
 * The guests that AxVisor's classic format is shipped with, one row each: its own files load unchanged where their devices exist, and the
 * others say what is missing, by key and line. The texts are ours; keys and values are the format's.
 */
import { expect, test } from "vitest";
import { ConfigError } from "../../../src/config/config-error.js";
import { parseVmConfig } from "../../../src/config/parse-vm-config.js";
import { encodeUtf8 } from "../../../src/std/index.js";

interface Row {
  readonly ids?: string;
  readonly sets?: string;
  readonly cpus?: number;
  readonly entry: string;
  readonly memory: string;
  /** More lines of [kernel] and of [devices]. */
  readonly kernel?: readonly string[];
  readonly devices?: readonly string[];
  /** In order: what stops the guest; "KEY: …". None: it loads. */
  readonly problems?: readonly string[];
  readonly warnings?: readonly string[];
}

const all = 'passthrough_devices = [["/"]]';
const own = "the guest has this device anyway, at the address in its device tree; the entry has no effect";
const direct = 'is not supported here: guests are started directly (boot_protocol = "direct")';
const firmware = "has no effect: no firmware runs in guests here";
const notHere = (name: string, code: string, what: string): string =>
  `emu_devices: "${name}": emulated devices of type ${code} (${what}) are not supported here`;
const ports = "passthrough_ports: I/O ports exist on x86 alone; this hypervisor's guests are aarch64";
const gppt = [
  "emu_devices = [",
  '  ["gppt-gicd", 0xfe60_0000, 0x1_0000, 0, 0x21, []],',
  '  ["gppt-gicr", 0xfe68_0000, 0x2_0000, 0, 0x20, [1, 0x2_0000, 0]],',
  "]",
];
const gpptWarnings = [`emu_devices: "gppt-gicd": ${own}`, `emu_devices: "gppt-gicr": ${own}`];
const uefi = ['boot_protocol = "uefi"', 'uefi_firmware_path = "OVMF.fd"', "bios_load_addr = 0xffc0_0000"];

const rows: Readonly<Record<string, Row>> = {
  "qemu/aarch64/linux-smp1": {
    entry: "0x8020_0000",
    memory: "[[0x8000_0000, 0x1000_0000, 0x7, 1]]",
    kernel: ["dtb_load_addr = 0x8000_0000"],
  },
  "qemu/aarch64/arceos-smp1": {
    entry: "0x8020_0000",
    memory: "[[0x8000_0000, 0x4000_0000, 0x7, 1]]",
    devices: [all, 'excluded_devices = [["/pcie@10000000"]]'],
  },
  "qemu/aarch64/freertos-smp1": { entry: "0x4000_1000", memory: "[[0x4000_0000, 0x800_0000, 0x7, 0]]" },
  "qemu/aarch64/zephyr-smp1": { entry: "0x4000_10b4", memory: "[[0x4000_0000, 0x800_0000, 0x7, 0]]" },
  "qemu/aarch64/nimbos-smp1": {
    entry: "0x4008_0000",
    memory: "[[0x4000_0000, 0x100_0000, 0x7, 0]]",
    devices: [all, 'excluded_devices = [["/pcie@10000000"]]', "passthrough_addresses = [[0x800_0000, 0x100_0000]]"],
  },
  "orangepi-5-plus/linux-smp1": {
    entry: "0x2_4008_0000",
    memory: "[[0xb000_0000, 0x1000_0000, 7, 2], [0xc000_0000, 0x3000_0000, 7, 2], [0x2_4000_0000, 0x8000_0000, 7, 1]]",
    kernel: ['ramdisk_path = "initrd"', "ramdisk_load_addr = 0xc000_0000"],
    devices: [all, ...gppt],
    warnings: gpptWarnings,
  },
  "orangepi-5-plus/starry-smp1": {
    entry: "0x4008_0000",
    memory: "[[0x4000_0000, 0x1000_0000, 7, 2], [0x2_4000_0000, 0x8000_0000, 7, 1]]",
    devices: [all, 'excluded_devices = [["/pcie@fe150000"], ["/pcie@fe160000"], ["/pcie@fe170000"]]', ...gppt],
    warnings: gpptWarnings,
  },
  "orangepi-5-plus/arceos-smp1": { ids: "[0x200]", entry: "0x4008_0000", memory: "[[0x4000_0000, 0x4000_0000, 7, 1]]" },
  "orangepi-5-plus/freertos-smp1": { ids: "[0x100]", entry: "0x4000_0800", memory: "[[0x4000_0000, 0x3000_0000, 7, 2]]" },
  "orangepi-5-plus/zephyr": {
    cpus: 4,
    ids: "[0, 0x100, 0x200, 0x300]",
    entry: "0x4000_1084",
    memory: "[[0x4000_0000, 0x3000_0000, 7, 2]]",
  },
  "rk3588/linux-smp8": {
    cpus: 8,
    ids: "[0x00, 0x100, 0x200, 0x300, 0x400, 0x500, 0x600, 0x700]",
    sets: "[1, 2, 4, 8, 16, 32, 64, 128]",
    entry: "0x1008_0000",
    memory: "[[0x940_0000, 0xd550_0000, 0x7, 1], [0x920_0000, 0x2000, 0xf, 2]]",
    kernel: ['dtb_path = "linux.dtb"', "dtb_load_addr = 0x1000_0000"],
    devices: [
      'passthrough_devices = [["ramoops", 0x11_0000, 0x11_0000, 0xf_0000, 0x17], ["gpu", 0xfb00_0000, 0xfb00_0000, 0x20_0000, 0x17]]',
    ],
  },
  "a1000/linux-smp8": {
    cpus: 8,
    sets: "[1, 2, 4, 8, 16, 32, 64, 128]",
    entry: "0x1_ce80_0000",
    memory: "[[0x1_ce80_0000, 0x2000_0000, 0x7, 1], [0x8000_0000, 0x7000_0000, 0xf, 2]]",
    devices: ['passthrough_devices = [["most-devices", 0x0, 0x0, 0x8000_0000, 0x1]]'],
  },
  "phytiumpi/linux-smp1": { ids: "[0x100]", entry: "0x20_4008_0000", memory: "[[0x20_4000_0000, 0x4000_0000, 7, 1]]" },
  "phytiumpi/linux-smp2": { cpus: 2, ids: "[0x200, 0]", entry: "0x20_4008_0000", memory: "[[0x20_4000_0000, 0x4000_0000, 7, 1]]" },
  "phytiumpi/arceos-smp2": { cpus: 2, ids: "[0x201, 0x100]", entry: "0x20_2008_0000", memory: "[[0x20_2000_0000, 0x2000_0000, 7, 1]]" },
  "phytiumpi/freertos": { entry: "0x20_2000_1040", memory: "[[0x20_2000_0000, 0x2000_0000, 7, 2]]" },
  "phytiumpi/zephyr": { entry: "0x20_2000_7d6c", memory: "[[0x20_2000_0000, 0x2000_0000, 7, 2]]" },
  "phytiumpi/rtthread-smp1": {
    ids: "[0x100]",
    entry: "0x8008_0000",
    memory: "[[0x8000_0000, 0x1000_0000, 7, 0]]",
    devices: [all, "passthrough_addresses = [[0x32b3_0000, 0x1000]]"],
  },
  "roc-rk3568-pc/linux-smp2": {
    cpus: 2,
    ids: "[0x200, 0x300]",
    entry: "0x8008_0000",
    memory: "[[0x8000_0000, 0x6000_0000, 7, 1]]",
    devices: [all, "passthrough_addresses = [[0x0, 0x10_f000]]"],
  },
  "roc-rk3568-pc/arceos-smp1": { ids: "[0x200]", entry: "0x7008_0000", memory: "[[0x7000_0000, 0x1000_0000, 7, 1]]" },
  "tac-e400/linux-smp1": { entry: "0x20_4008_0000", memory: "[[0x20_4000_0000, 0x4000_0000, 7, 1]]" },
  "rdk-s100/arceos-smp1": { entry: "0x20_3008_0000", memory: "[[0x20_3000_0000, 0x1000_0000, 7, 1]]" },
  "rdk-s100/linux-smp1": {
    entry: "0x20_4008_0000",
    memory: "[[0x20_4000_0000, 0x1_0000_0000, 7, 1], [0x20_4000_0000, 0x1_0000_0000, 7, 1], [0x20_4000_0000, 0x8000_0000, 7, 1]]",
    problems: [
      "memory_regions[1] 0x2040000000-0x213fffffff overlaps [0] 0x2040000000-0x213fffffff",
      "memory_regions[2] 0x2040000000-0x20bfffffff overlaps [0] 0x2040000000-0x213fffffff",
      "memory_regions[2] 0x2040000000-0x20bfffffff overlaps [1] 0x2040000000-0x213fffffff",
    ],
  },
  "qemu/riscv64/linux-smp1": {
    entry: "0x9020_0000",
    memory: "[[0x9000_0000, 0x400_0000, 7, 1]]",
    devices: ['passthrough_devices = [["/soc/serial@10000000"]]', 'emu_devices = [["plic", 0xc00_0000, 0x60_0000, 0, 0x30, [2]]]'],
    problems: [notHere("plic", "0x30", "RISC-V PLIC")],
  },
  "qemu/riscv64/nimbos": {
    entry: "0x9020_0000",
    memory: "[[0x9000_0000, 0x100_0000, 7, 0]]",
    devices: ['emu_devices = [["plic", 0xc00_0000, 0x60_0000, 0, 0x30, [2]]]'],
    problems: [notHere("plic", "0x30", "RISC-V PLIC")],
  },
  "qemu/x86_64/linux-smp1": {
    sets: "[2]",
    entry: "0x8000",
    memory: "[[0x0, 0x800_0000, 7, 1]]",
    devices: [
      'emu_devices = [["com1", 0x3f8, 8, 4, 0x2, []], ["ioapic", 0xfec0_0000, 0x1000, 0, 0x23, []], ["pit", 0x40, 4, 0, 0x24, []]]',
      "passthrough_ports = [[0x6000, 0x80]]",
    ],
    problems: [notHere("ioapic", "0x23", "x86 I/O APIC"), notHere("pit", "0x24", "x86 PIT"), ports],
  },
  "qemu/x86_64/nimbos-smp1": {
    entry: "0x8000",
    memory: "[[0x0, 0x100_0000, 7, 0]]",
    kernel: ["enable_bios = true", 'bios_path = "axvm-bios.bin"', "bios_load_addr = 0x8000"],
    problems: [`enable_bios: true ${direct}`],
  },
  "qemu/x86_64/linux-uefi-smp1": {
    entry: "0xffff_fff0",
    memory: "[[0x0, 0x200_0000, 7, 0], [0xffc0_0000, 0x40_0000, 7, 0]]",
    kernel: uefi,
    problems: [`boot_protocol: "uefi" ${direct}`],
  },
  "asus-nuc15crh/linux-smp1": {
    entry: "0x8000",
    memory: "[[0x0, 0x800_0000, 7, 0]]",
    devices: ['emu_devices = [["ioapic", 0xfec0_0000, 0x1000, 0, 0x23, []]]'],
    problems: [notHere("ioapic", "0x23", "x86 I/O APIC")],
  },
  "qemu/loongarch64/linux-rootfs-smp1": {
    entry: "0x1c00_0000",
    memory: "[[0x1c00_0000, 0x400_0000, 7, 0]]",
    devices: ['emu_devices = [["fw_cfg", 0x1e02_0000, 0x18, 0, 0x3, []], ["pch-pic", 0x1000_0000, 0x1000, 0, 0x25, []]]'],
    problems: [notHere("fw_cfg", "0x3", "fw_cfg"), notHere("pch-pic", "0x25", "LoongArch PCH-PIC")],
  },
};

function textOf(row: Row): string {
  const devices = row.devices ?? [all];
  return [
    "[base]",
    "id = 1",
    'name = "guest"',
    "vm_type = 1",
    `cpu_num = ${row.cpus ?? 1}`,
    ...(row.ids === undefined && row.sets !== undefined ? [] : [`phys_cpu_ids = ${row.ids ?? "[0]"}`]),
    ...(row.sets === undefined ? [] : [`phys_cpu_sets = ${row.sets}`]),
    "[kernel]",
    `entry_point = ${row.entry}`,
    'image_location = "fs"',
    'kernel_path = "kernel.bin"',
    `kernel_load_addr = ${row.entry}`,
    `memory_regions = ${row.memory}`,
    ...(row.kernel ?? []),
    "[devices]",
    'interrupt_mode = "passthrough"',
    ...devices,
    ...(devices.some((line) => line.startsWith("emu_devices")) ? [] : ["emu_devices = []"]),
  ].join("\n");
}

/** `x.toml:LINE: ` in front, where LINE is the one that has the message's key, or the entry that it names in quotes. */
function placed(text: string, message: string): string {
  const key = /^\w+/.exec(message)![0];
  const entry = /^\w+: ("[^"]+"): /.exec(message)?.[1];
  const lines = text.split("\n");
  const named = entry === undefined ? -1 : lines.findIndex((line) => line.includes(entry));
  return `x.toml:${1 + (named >= 0 ? named : lines.findIndex((line) => line.startsWith(`${key} =`)))}: ${message}`;
}

function outcome(text: string): { problems: readonly string[]; warnings: readonly string[] } {
  try {
    return { problems: [], warnings: parseVmConfig("x.toml", encodeUtf8(text)).warnings };
  } catch (error) {
    if (error instanceof ConfigError) return { problems: error.problems, warnings: [] };
    throw error;
  }
}

test.each(Object.entries(rows))("%s", (_, row) => {
  const text = textOf(row);
  expect(outcome(text)).toEqual({
    problems: (row.problems ?? []).map((message) => placed(text, message)),
    warnings: (row.warnings ?? []).map((message) => placed(text, message)),
  });
});

test("firmware that nothing starts is warned about, not refused", () => {
  const text = textOf({
    entry: "0x8000_0000",
    memory: "[[0x8000_0000, 0x100_0000, 7, 0]]",
    kernel: ['bios_path = ""', "bios_load_addr = 0"],
  });
  expect(outcome(text).warnings).toEqual([placed(text, `bios_path: ${firmware}`), placed(text, `bios_load_addr: ${firmware}`)]);
});
