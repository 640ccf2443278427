/** Who has memory that somebody else asks for. */
import { overlap } from "../config/ranges.js";
import type { u64 } from "../std/index.js";
import { rangeText } from "./address-text.js";
import { machineRam } from "./passthrough/machine-devices.js";
import { listVms } from "./vm-list.js";

/** For messages: "VM[1] linux-b has 0x48000000-0x4fffffff". The range is not all free. */
export function describeHolder(base: u64, bytes: u64): string {
  for (const vm of listVms()) {
    for (const part of vm.memory.parts) {
      if (overlap(base, bytes, part.hpa, part.bytes)) return `VM[${vm.id}] ${vm.name} has ${rangeText(part.hpa, part.bytes)}`;
    }
  }
  const ram = machineRam();
  const inside = ram.some((range) => base >= range.base && base - range.base < range.bytes && bytes <= range.bytes - (base - range.base));
  if (inside) return "the hypervisor, its bundle or firmware has part of it";
  return ram.length === 0
    ? "the machine's memory is not known"
    : `the machine's memory is ${ram.map((range) => rangeText(range.base, range.bytes)).join(", ")}`;
}
