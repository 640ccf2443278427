import type { u32 } from "../std/index.js";
import { ExitEvent } from "../vmm/exit-counters.js";
import { deviceWindows } from "../devices/guest-map.js";
import { hex } from "../std/index.js";
import { reportMemory } from "../vmm/memory-report.js";
import type { Vcpu } from "../vmm/vcpu.js";
import type { Vm } from "../vmm/vm.js";
import type { Statistic } from "./shell-context.js";
import { sizeText } from "./size-text.js";

interface Counter {
  readonly name: string;
  /** ESR_EL2.EC, or an ExitEvent. */
  readonly reason: u32;
}

/** Arm ARM DDI 0487, ESR_ELx.EC. */
const counters: readonly Counter[] = [
  { name: "WFI/WFE", reason: 0x01 },
  { name: "HVC", reason: 0x16 },
  { name: "SMC", reason: 0x17 },
  { name: "system register", reason: 0x18 },
  { name: "instruction fault", reason: 0x20 },
  { name: "data access", reason: 0x24 },
  { name: "virtual timer", reason: ExitEvent.VirtualTimer },
  { name: "injection", reason: ExitEvent.Flush },
  { name: "unknown call", reason: ExitEvent.UnknownCall },
  { name: "unmapped access", reason: ExitEvent.UnmappedAccess },
  { name: "denied register", reason: ExitEvent.DeniedRegister },
];

/** The devices of a VM, and how often its vCPUs left the guest and why. */
export function exitStatistics(vm: Vm): Statistic[] {
  const lines: Statistic[] = [];
  for (const window of deviceWindows(vm.config.cpuNum)) lines.push({ name: `Device ${hex(window.base)}`, value: window.name });
  lines.push({ name: "Memory", value: describeMemory(vm) });
  lines.push({ name: "Console output", value: `${vm.console.printedBytes()} bytes` });
  for (const vcpu of vm.vcpus) lines.push({ name: `VCPU ${vcpu.index} exits`, value: describeExits(vcpu) });
  return lines;
}

function describeMemory(vm: Vm): string {
  const memory = reportMemory(vm);
  const pieces = memory.pieces === 1 ? "one piece" : `${memory.pieces} pieces`;
  return `${sizeText(memory.ram)} in ${pieces}, ${sizeText(memory.tables)} of stage-2 tables`;
}

function describeExits(vcpu: Vcpu): string {
  const parts: string[] = [];
  for (const counter of counters) {
    const count = vcpu.exits.of(counter.reason);
    if (count > 0n) parts.push(`${counter.name} ${count}`);
  }
  const total = vcpu.exits.total();
  return parts.length === 0 ? String(total) : `${total} (${parts.join(", ")})`;
}
