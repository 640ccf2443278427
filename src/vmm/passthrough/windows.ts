/** Device memory that a configuration names by address: what of it the guest can have. */
import type { AddressRange } from "../../boot/fdt/header.js";
import type { VmConfig, WindowRequest } from "../../config/vm-config.js";
import { deviceWindows } from "../../devices/guest-map.js";
import { ExtentList } from "../../memory/extent-list.js";
import type { u64 } from "../../std/index.js";
import { physicalAddressBits } from "../../std/kernel/machine.js";
import { rangeText } from "../address-text.js";
import { VmError } from "../errors.js";
import { pagesOf, touch } from "./assignable.js";
import type { DeviceMap } from "./device-maps.js";
import type { MachineDevices } from "./machine-devices.js";

/**
 * The pages of the window without those where the guest has an emulated device, and those of the hypervisor's own devices: each is
 * named by a warning.
 * @throws VmError where there is memory in it, or no device can be
 */
export function usableParts(machine: MachineDevices, config: VmConfig, window: WindowRequest): DeviceMap[] {
  const hpas = pagesOf({ base: window.hpa, bytes: window.bytes });
  checkWindow(machine, config, window, hpas);
  const shift = BigInt.asUintN(64, window.gpa - window.hpa);
  const usable = new ExtentList();
  usable.add(hpas.base, hpas.bytes);
  for (const own of machine.own) leaveOut(config, window, usable, own.range, own.name);
  for (const emulated of deviceWindows(config.cpuNum)) {
    const range: AddressRange = { base: BigInt.asUintN(64, emulated.base - shift), bytes: emulated.bytes };
    leaveOut(config, window, usable, range, `the guest's emulated ${emulated.name}`);
  }
  return usable.list().map((extent): DeviceMap => toMap(extent.base, extent.bytes, shift));
}

function toMap(hpa: u64, bytes: u64, shift: u64): DeviceMap {
  return { gpa: BigInt.asUintN(64, hpa + shift), hpa, bytes };
}

function checkWindow(machine: MachineDevices, config: VmConfig, window: WindowRequest, hpas: AddressRange): void {
  const place = config.placeOf(window);
  const range = rangeText(window.hpa, window.bytes);
  for (const ram of machine.ram) {
    if (!touch(hpas, ram)) continue;
    throw new VmError(
      `${place}: ${range} has memory of the machine (${rangeText(ram.base, ram.bytes)}): memory_regions with map type 2 gives memory`,
    );
  }
  const limit = 1n << BigInt(physicalAddressBits());
  if (hpas.base + hpas.bytes > limit)
    throw new VmError(`${place}: ${range} lies beyond the machine's address space (${rangeText(0n, limit)})`);
}

function leaveOut(config: VmConfig, window: WindowRequest, usable: ExtentList, range: AddressRange, name: string): void {
  const pages = pagesOf(range);
  if (!touch(pages, pagesOf({ base: window.hpa, bytes: window.bytes }))) return;
  usable.remove(pages.base, pages.bytes);
  config.warnings.push(`${config.placeOf(window)}: ${rangeText(window.hpa, window.bytes)} is passed through without ${name}`);
}
