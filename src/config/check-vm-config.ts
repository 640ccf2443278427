/** Checks of a configuration that need neither the machine nor the images. */
import { hex } from "../std/index.js";
import type { u32, u64 } from "../std/index.js";
import { deviceWindows } from "../devices/guest-map.js";
import { checkDevices } from "./check-devices.js";
import { overlap } from "./ranges.js";
import type { MemoryRegionConfig, VmConfig } from "./vm-config.js";

/** Guest memory is mapped in pages of 4 KiB. */
const pageBytes: u64 = 0x1000n;
const addressLimit: u64 = 0x1_0000_0000_0000n;
const longestName: u32 = 64;

/** Everything that is wrong, each as `FILE:LINE: KEY …`; empty when nothing is. */
export function checkVmConfig(config: VmConfig): string[] {
  const problems: string[] = [];
  checkName(config, problems);
  checkCpuLists(config, problems);
  for (let i: u32 = 0; i < config.memoryRegions.length; i++) checkRegion(config, i, problems);
  if (config.memoryRegions.length === 0) {
    problems.push(`${config.place("kernel.memory_regions")} has no region: expected at least one [gpa, size, flags, map_type]`);
  }
  if (problems.length === 0) checkAddresses(config, problems);
  if (problems.length === 0) checkDevices(config, problems);
  return problems;
}

/** The region that holds the GPA range; null where none does. */
export function regionOf(config: VmConfig, gpa: u64, bytes: u64): MemoryRegionConfig | null {
  for (const region of config.memoryRegions) {
    if (gpa >= region.gpa && gpa - region.gpa < region.size && bytes <= region.size - (gpa - region.gpa)) return region;
  }
  return null;
}

/** "0x80000000-0x8fffffff, …": the regions as messages show them. */
export function describeRegions(config: VmConfig): string {
  const regions = config.memoryRegions.map((region) => describeRange(region.gpa, region.size));
  return regions.join(", ");
}

function describeRange(first: u64, bytes: u64): string {
  return `${hex(first)}-${hex(first + bytes - 1n)}`;
}

function checkName(config: VmConfig, problems: string[]): void {
  if (config.name.length > longestName) {
    problems.push(`${config.place("base.name")} has ${config.name.length} characters: expected at most ${longestName}`);
  }
  for (const character of config.name) {
    const code = character.codePointAt(0)!;
    if (code >= 0x20 && (code < 0x7f || code > 0x9f)) continue;
    problems.push(`${config.place("base.name")} contains the control character ${hex(BigInt(code))}: expected printable text`);
    return;
  }
}

function checkCpuLists(config: VmConfig, problems: string[]): void {
  checkCount(config, "base.phys_cpu_ids", config.physCpuIds.length, problems);
  checkCount(config, "base.phys_cpu_sets", config.physCpuSets.length, problems);
  for (let i: u32 = 0; i < config.physCpuSets.length; i++) {
    if (config.physCpuSets[i] === 0n)
      problems.push(`${config.place("base.phys_cpu_sets")}: the mask of vCPU ${i} is 0: it could run nowhere`);
  }
  for (let i: u32 = 0; i < config.physCpuIds.length; i++) {
    const id = config.physCpuIds[i]!;
    if (config.physCpuIds.indexOf(id) !== i) problems.push(`${config.place("base.phys_cpu_ids")} has ${hex(id)} twice`);
  }
}

function checkCount(config: VmConfig, key: string, count: u32, problems: string[]): void {
  if (count === 0 || count === config.cpuNum) return;
  problems.push(`${config.place(key)} has ${count} entries: expected ${config.cpuNum}, one a vCPU (cpu_num)`);
}

function checkRegion(config: VmConfig, index: u32, problems: string[]): void {
  const region = config.memoryRegions[index]!;
  const place = `${config.place("kernel.memory_regions")}[${index}]`;
  if (region.size === 0n || region.size % pageBytes !== 0n) {
    problems.push(`${place}: size ${hex(region.size)}: expected a multiple of 4 KiB above 0`);
  } else if (region.gpa % pageBytes !== 0n) {
    problems.push(`${place}: gpa ${hex(region.gpa)}: expected a multiple of 4 KiB`);
  } else if (region.gpa >= addressLimit || region.size > addressLimit - region.gpa) {
    problems.push(`${place} ends beyond ${hex(addressLimit - 1n)}, the last address that a guest can have`);
  } else {
    checkFlags(config, region.flags, place, problems);
    checkOverlaps(config, index, place, problems);
  }
}

/** AxVisor's flags: 1 read, 2 write, 4 execute, 8 user; those above say what kind of memory it is to be. */
function checkFlags(config: VmConfig, flags: u64, place: string, problems: string[]): void {
  if ((flags & 1n) === 0n) problems.push(`${place}: flags ${hex(flags)}: expected 1 (read) at least, and 2 (write) or 4 (execute) with it`);
  if (flags > 0xfn)
    config.warnings.push(`${place}: flags ${hex(flags)}: only 1 (read), 2 (write) and 4 (execute) have an effect; it is normal memory`);
}

function checkOverlaps(config: VmConfig, index: u32, place: string, problems: string[]): void {
  const region = config.memoryRegions[index]!;
  for (let i: u32 = 0; i < index; i++) {
    const other = config.memoryRegions[i]!;
    if (!overlap(region.gpa, region.size, other.gpa, other.size)) continue;
    problems.push(`${place} ${describeRange(region.gpa, region.size)} overlaps [${i}] ${describeRange(other.gpa, other.size)}`);
  }
  for (const window of deviceWindows(config.cpuNum)) {
    if (!overlap(region.gpa, region.size, window.base, window.bytes)) continue;
    const devices = describeRange(window.base, window.bytes);
    problems.push(`${place} ${describeRange(region.gpa, region.size)} overlaps the guest's ${window.name} at ${devices}`);
  }
}

function checkAddresses(config: VmConfig, problems: string[]): void {
  checkAddress(config, "kernel.entry_point", config.entryPoint, problems);
  checkAddress(config, "kernel.kernel_load_addr", config.kernelLoadAddress, problems);
  if (config.ramdiskPath !== null) checkAddress(config, "kernel.ramdisk_load_addr", config.ramdiskLoadAddress, problems);
  checkAddress(config, "kernel.dtb_load_addr", config.dtbLoadAddress, problems);
}

function checkAddress(config: VmConfig, key: string, address: u64 | null, problems: string[]): void {
  if (address === null || regionOf(config, address, 1n) !== null) return;
  problems.push(`${config.place(key)} ${hex(address)} lies outside every memory region (${describeRegions(config)})`);
}
