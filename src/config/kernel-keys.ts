/** `[kernel]` of AxVisor's classic guest format. */
import type { u64 } from "../std/index.js";
import type { KeySpec } from "./key-spec.js";
import { address, choice, ignored, list, mustBeFalse, Need, text, unsignedListOf, Verdict } from "./key-spec.js";
import type { Reading } from "./reading.js";
import type { TomlValue } from "./toml/nodes.js";
import { MemoryMapType } from "./vm-config.js";

const onlyDirect = 'is not supported here: guests are started directly (boot_protocol = "direct")';

export const kernelKeys: readonly KeySpec[] = [
  address("kernel.entry_point", Need.Required, "GPA of the first instruction", (config, value) => {
    config.entryPoint = value;
  }),
  text("kernel.kernel_path", Need.Required, "kernel image in the bundle", (config, value) => {
    config.kernelPath = value;
  }),
  address("kernel.kernel_load_addr", Need.Required, "GPA of the kernel image", (config, value) => {
    config.kernelLoadAddress = value;
  }),
  text("kernel.ramdisk_path", Need.Optional, "initial RAM disk in the bundle", (config, value) => {
    config.ramdiskPath = value === "" ? null : value;
  }),
  address("kernel.ramdisk_load_addr", Need.Optional, "GPA of the RAM disk", (config, value) => {
    config.ramdiskLoadAddress = value;
  }),
  text("kernel.dtb_path", Need.Optional, "device tree in the bundle; without it the tree is made", (config, value) => {
    config.dtbPath = value === "" ? null : value;
  }),
  address("kernel.dtb_load_addr", Need.Optional, "GPA of the device tree", (config, value) => {
    config.dtbLoadAddress = value;
  }),
  text("kernel.cmdline", Need.Optional, "the kernel's command line", (config, value) => {
    config.cmdline = value;
  }),
  list("kernel.memory_regions", "array of [gpa, size, flags, map_type]", readRegion),
  choice("kernel.image_location", "where the images are; always the bundle here", [
    { value: "fs", verdict: Verdict.Accepted, remark: "" },
    { value: "memory", verdict: Verdict.Accepted, remark: "" },
  ]),
  choice("kernel.boot_protocol", "how the guest is started", [
    { value: "direct", verdict: Verdict.Accepted, remark: "" },
    { value: "kernel", verdict: Verdict.Accepted, remark: "" },
    { value: "multiboot", verdict: Verdict.Refused, remark: onlyDirect },
    { value: "bios", verdict: Verdict.Refused, remark: onlyDirect },
    { value: "axvm-bios", verdict: Verdict.Refused, remark: onlyDirect },
    { value: "uefi", verdict: Verdict.Refused, remark: onlyDirect },
    { value: "efi", verdict: Verdict.Refused, remark: onlyDirect },
  ]),
  mustBeFalse("kernel.enable_bios", "start through a BIOS image", `true ${onlyDirect}`),
  ignored("kernel.bios_path", "BIOS image", "has no effect: no firmware runs in guests here"),
  ignored("kernel.bios_load_addr", "GPA of the BIOS image", "has no effect: no firmware runs in guests here"),
  ignored("kernel.uefi_firmware_path", "UEFI image", "has no effect: no firmware runs in guests here"),
  ignored("kernel.disk_path", "disk image", "has no effect: guests here have no disk yet"),
];

const regionType = "an array [gpa, size, flags, map_type] of four integers, map_type 0, 1 or 2";

function readRegion(item: TomlValue, reading: Reading): void {
  const path = "kernel.memory_regions";
  const numbers = unsignedListOf(item);
  const mapType = numbers === null || numbers.length !== 4 ? null : mapTypeOf(numbers[3]!);
  if (numbers === null || mapType === null) return reading.expected(path, item, regionType);
  reading.config.memoryRegions.push({ gpa: numbers[0]!, size: numbers[1]!, flags: numbers[2]!, mapType });
}

function mapTypeOf(value: u64): MemoryMapType | null {
  if (value === 0n) return MemoryMapType.Allocate;
  if (value === 1n) return MemoryMapType.Identical;
  return value === 2n ? MemoryMapType.Reserved : null;
}
