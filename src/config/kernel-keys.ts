/** `[kernel]` of AxVisor's guest formats. */
import type { u64 } from "../std/index.js";
import type { KeySpec } from "./key-spec.js";
import { accepted, address, choice, ignored, list, mustBeFalse, Need, nothing, refused, text, unsignedAt } from "./key-spec.js";
import type { Reading } from "./reading.js";
import { greatestAddress, integerShape, tupleShape } from "./shape.js";
import type { TomlValue } from "./toml/nodes.js";
import { MemoryMapType } from "./vm-config.js";

const onlyDirect = 'is not supported here: guests are started directly (boot_protocol = "direct")';

const anyAddress = integerShape(0n, greatestAddress);
const regionTuple = tupleShape("an array [gpa, size, flags, map_type] of four integers, map_type 0, 1 or 2", [
  anyAddress,
  anyAddress,
  anyAddress,
  integerShape(0n, 2n),
]);

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
  list("kernel.memory_regions", "the guest's memory: array of [gpa, size, flags, map_type]", regionTuple, readRegion),
  choice("kernel.image_location", "where the images are; always the bundle here", [accepted("fs", nothing), accepted("memory", nothing)]),
  choice("kernel.boot_protocol", "how the guest is started", [
    accepted("direct", nothing),
    accepted("kernel", nothing),
    refused("multiboot", onlyDirect),
    refused("bios", onlyDirect),
    refused("axvm-bios", onlyDirect),
    refused("uefi", onlyDirect),
    refused("efi", onlyDirect),
  ]),
  mustBeFalse("kernel.enable_bios", "start through a BIOS image", `true ${onlyDirect}`),
  ignored("kernel.bios_path", "BIOS image", "has no effect: no firmware runs in guests here"),
  ignored("kernel.bios_load_addr", "GPA of the BIOS image", "has no effect: no firmware runs in guests here"),
  ignored("kernel.uefi_firmware_path", "UEFI image", "has no effect: no firmware runs in guests here"),
  ignored("kernel.disk_path", "disk image", "has no effect: guests here have no disk yet"),
];

function readRegion(item: TomlValue, reading: Reading): void {
  const mapType = mapTypeOf(unsignedAt(item, 3));
  reading.config.memoryRegions.push({ gpa: unsignedAt(item, 0), size: unsignedAt(item, 1), flags: unsignedAt(item, 2), mapType });
}

function mapTypeOf(value: u64): MemoryMapType {
  if (value === 0n) return MemoryMapType.Allocate;
  return value === 1n ? MemoryMapType.Identical : MemoryMapType.Reserved;
}
