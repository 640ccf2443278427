/** Finds a guest's images, and a place in its memory for each. */
import { describeRegions, regionOf } from "../config/check-vm-config.js";
import { overlap } from "../config/ranges.js";
import type { MemoryRegionConfig, VmConfig } from "../config/vm-config.js";
import { FdtError } from "../boot/fdt/error.js";
import { FileError, findBeside } from "../fs/file-tree.js";
import type { FileTree } from "../fs/file-tree.js";
import { alignDown, alignUp, maximum, minimum } from "../memory/extent-list.js";
import { blockBytes, pageBytes } from "../memory/physical-memory.js";
import { hex } from "../std/index.js";
import type { u32, u64 } from "../std/index.js";
import { rangeText, sizeText } from "./address-text.js";
import { VmError } from "./errors.js";
import { GuestImages } from "./guest-images.js";
import type { GuestImage } from "./guest-images.js";
import { makeGuestTree } from "./guest-tree/guest-tree.js";
import type { RamdiskPlace } from "./guest-tree/guest-tree.js";
import type { DevicePlan } from "./passthrough/device-plan.js";
import { patchTree } from "./guest-tree/patch-tree.js";
import { readImageHeader } from "./image-header.js";

/** Images without an address lie in this much of the kernel's region: a kernel's first map reaches that far. */
const reachBytes: u64 = 0x2000_0000n;
/** Linux maps this much for a device tree, and no more. Documentation/arch/arm64/booting.rst. */
const greatestTreeBytes = 0x20_0000;

/** @throws VmError naming the key of the image that is missing or has no place */
export function planImages(config: VmConfig, files: FileTree, devices: DevicePlan): GuestImages {
  const images: GuestImage[] = [];
  addImage(config, planKernel(config, files), images);
  const ramdisk = planRamdisk(config, files, images);
  if (ramdisk !== null) addImage(config, ramdisk, images);
  const tree = planTree(config, files, ramdisk, images, devices);
  addImage(config, tree, images);
  checkEntry(config);
  return new GuestImages(config.entryPoint, tree.address, images, config.dtbPath === null ? tree.bytes : null);
}

function planKernel(config: VmConfig, files: FileTree): GuestImage {
  const bytes = readFile(config, files, "kernel.kernel_path", config.kernelPath);
  const header = readImageHeader(bytes);
  const address = config.kernelLoadAddress;
  if (header !== null && (address - minimum(header.textOffset, address)) % blockBytes !== 0n) {
    const wanted = header.textOffset === 0n ? "a multiple of 2 MB" : `${hex(header.textOffset)} bytes after a multiple of 2 MB`;
    config.warnings.push(`${config.place("kernel.kernel_load_addr")} ${hex(address)}: this Linux Image expects to lie at ${wanted}`);
  }
  const footprint = maximum(header?.imageBytes ?? 0n, BigInt(bytes.length));
  return { key: "kernel.kernel_load_addr", address, footprint, bytes };
}

function planRamdisk(config: VmConfig, files: FileTree, images: readonly GuestImage[]): GuestImage | null {
  if (config.ramdiskPath === null) return null;
  const bytes = readFile(config, files, "kernel.ramdisk_path", config.ramdiskPath);
  const address = config.ramdiskLoadAddress ?? choosePlace(config, "RAM disk", bytes.length, images);
  return { key: "kernel.ramdisk_load_addr", address, footprint: BigInt(bytes.length), bytes };
}

function planTree(
  config: VmConfig,
  files: FileTree,
  ramdisk: GuestImage | null,
  images: readonly GuestImage[],
  devices: DevicePlan,
): GuestImage {
  const place: RamdiskPlace | null = ramdisk === null ? null : { address: ramdisk.address, bytes: ramdisk.footprint };
  const bytes = config.dtbPath === null ? makeGuestTree(config, place, devices) : readTree(config, files, config.dtbPath, place);
  if (bytes.length > greatestTreeBytes)
    throw new VmError(`${config.place("kernel.dtb_path")}: ${sizeText(BigInt(bytes.length))} are more than 2 MB`);
  const address = config.dtbLoadAddress ?? choosePlace(config, "device tree", bytes.length, images);
  return { key: "kernel.dtb_load_addr", address, footprint: BigInt(bytes.length), bytes };
}

/** The tree that the configuration names, with the VM's memory, vCPUs and RAM disk. */
function readTree(config: VmConfig, files: FileTree, path: string, ramdisk: RamdiskPlace | null): Uint8Array {
  const bytes = readFile(config, files, "kernel.dtb_path", path);
  try {
    return patchTree(bytes, config, ramdisk);
  } catch (error) {
    if (error instanceof FdtError) throw new VmError(`${config.place("kernel.dtb_path")} ${path}: ${error.message}`);
    throw error;
  }
}

function readFile(config: VmConfig, files: FileTree, key: string, path: string): Uint8Array {
  try {
    const bytes = findBeside(files, config.source, path).bytes;
    if (bytes.length > 0) return bytes;
    throw new VmError(`${config.place(key)} ${path}: the file is empty`);
  } catch (error) {
    if (error instanceof FileError) throw new VmError(`${config.place(key)} ${error.message}`);
    throw error;
  }
}

/** Adds the image, when it lies in memory and apart from the others. */
function addImage(config: VmConfig, image: GuestImage, images: GuestImage[]): void {
  const place = config.place(image.key);
  if (regionOf(config, image.address, image.footprint) === null) throw new VmError(`${place} ${outside(config, image)}`);
  for (const other of images) {
    if (!overlap(image.address, image.footprint, other.address, other.footprint)) continue;
    const range = rangeText(image.address, image.footprint);
    throw new VmError(`${place} ${hex(image.address)}: ${range} overlaps ${other.key} (${rangeText(other.address, other.footprint)})`);
  }
  images.push(image);
}

function outside(config: VmConfig, image: GuestImage): string {
  const region = regionOf(config, image.address, 1n);
  if (region === null) return `${hex(image.address)} lies outside every memory region (${describeRegions(config)})`;
  const room = region.gpa + region.size - image.address;
  return `${hex(image.address)}: the image needs ${sizeText(image.footprint)}, the region ends after ${sizeText(room)} (${describeRegions(config)})`;
}

function checkEntry(config: VmConfig): void {
  if (regionOf(config, config.entryPoint, 4n) !== null) return;
  const regions = describeRegions(config);
  throw new VmError(`${config.place("kernel.entry_point")} ${hex(config.entryPoint)} lies outside every memory region (${regions})`);
}

/** A multiple of 2 MiB in reach of the kernel, or of 4 KiB where that is all there is. @throws VmError where there is no room */
function choosePlace(config: VmConfig, what: string, length: u32, images: readonly GuestImage[]): u64 {
  const bytes = BigInt(length);
  const address = findPlace(config, bytes, blockBytes, images) ?? findPlace(config, bytes, pageBytes, images);
  if (address !== null) return address;
  const place = config.place("kernel.memory_regions");
  throw new VmError(`${place}: no room for the ${what} (${sizeText(bytes)}) beside the other images (${describeRegions(config)})`);
}

/** The highest place in the kernel's region, and in its reach, where no image is; null where there is none. */
function findPlace(config: VmConfig, bytes: u64, alignment: u64, images: readonly GuestImage[]): u64 | null {
  const region = regionOf(config, config.kernelLoadAddress, 1n);
  if (region === null) return null;
  let top = placesEnd(config, region);
  while (top - region.gpa >= bytes) {
    const address = alignDown(top - bytes, alignment);
    if (address < region.gpa) return null;
    const obstacle = images.find((image) => overlap(address, bytes, image.address, image.footprint)) ?? null;
    if (obstacle === null) return address;
    if (obstacle.address < region.gpa) return null;
    top = obstacle.address;
  }
  return null;
}

/** Where the places that a kernel reaches end. */
function placesEnd(config: VmConfig, region: MemoryRegionConfig): u64 {
  const reach = alignUp(config.kernelLoadAddress, blockBytes) + reachBytes;
  return minimum(region.gpa + region.size, reach);
}
