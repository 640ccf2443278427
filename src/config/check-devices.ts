/** Checks of what a configuration says about the machine's devices, as far as they need no machine. */
import { hex } from "../std/index.js";
import type { u32, u64 } from "../std/index.js";
import { overlap } from "./ranges.js";
import type { VmConfig, WindowRequest } from "./vm-config.js";

const pageBytes: u64 = 0x1000n;
/** No CPU has more: 52 bits. */
const addressLimit: u64 = 0x10_0000_0000_0000n;

/** Adds what is wrong to `problems`, and what has no effect to the configuration's warnings. */
export function checkDevices(config: VmConfig, problems: string[]): void {
  for (let i: u32 = 0; i < config.passedWindows.length; i++) checkWindow(config, config.passedWindows[i]!, problems);
  checkDisabled(config, problems);
  if (config.excludedPaths.length > 0 && config.passedPaths.length === 0 && !config.passesAllDevices && !config.mapsAllDevices) {
    config.warnings.push(`${config.placeOf(config.excludedPaths[0]!)}: has no effect: nothing is passed through by path`);
  }
}

function checkWindow(config: VmConfig, window: WindowRequest, problems: string[]): void {
  const place = config.placeOf(window);
  if (window.bytes === 0n || window.bytes > addressLimit || window.gpa > addressLimit || window.hpa > addressLimit) {
    problems.push(`${place}: ${hex(window.gpa)}, length ${hex(window.bytes)}: expected a length above 0, and addresses of at most 52 bits`);
  } else if (window.gpa % pageBytes !== window.hpa % pageBytes) {
    problems.push(`${place}: base_gpa ${hex(window.gpa)} and base_hpa ${hex(window.hpa)}: expected the same offset in a page of 4 KiB`);
  } else {
    checkMemory(config, window, problems);
  }
}

function checkMemory(config: VmConfig, window: WindowRequest, problems: string[]): void {
  for (let i: u32 = 0; i < config.memoryRegions.length; i++) {
    const region = config.memoryRegions[i]!;
    if (!overlap(window.gpa, window.bytes, region.gpa, region.size)) continue;
    const range = `${hex(window.gpa)}-${hex(window.gpa + window.bytes - 1n)}`;
    problems.push(
      `${config.placeOf(window)}: ${range} overlaps memory_regions[${i}] ${hex(region.gpa)}-${hex(region.gpa + region.size - 1n)}`,
    );
  }
}

/** AxVisor 0.8 refuses a path in both of its lists. */
function checkDisabled(config: VmConfig, problems: string[]): void {
  for (const request of config.excludedPaths) {
    if (request.key !== "devices.disabled") continue;
    const passed = config.passedPaths.find((one) => one.path === request.path) ?? null;
    if (passed !== null) problems.push(`${config.placeOf(request)}: "${request.path}" is passed through in line ${passed.line}`);
  }
}
