/** What whoever passes devices through should know: said by name when the VM is made. */
import type { VmConfig } from "../../config/vm-config.js";
import { MemoryMapType } from "../../config/vm-config.js";
import type { u32 } from "../../std/index.js";
import { interruptsOfDevice, isMaster, registersOf } from "./device-facts.js";
import type { DevicePlan } from "./device-plan.js";
import type { MachineDevices } from "./machine-devices.js";
import { resetOf } from "./resets.js";
import type { SelectedNode } from "./selection.js";

/** Names in one message; a whole machine has hundreds of devices. */
const greatestNames: u32 = 4;

/** Adds to `config.warnings`. */
export function noteDevices(machine: MachineDevices, config: VmConfig, plan: DevicePlan): void {
  const selection = plan.selection;
  if (selection === null) return;
  for (const text of selection.leftOut) config.warnings.push(`${config.source}: left out: ${text}`);
  const selected = [...selection.nodes.values()];
  noteMasters(config, selected);
  if (!config.deliversInterrupts()) noteSilent(machine, config, selected);
}

/** Devices that use memory by themselves have the machine's addresses: no IOMMU is between. */
function noteMasters(config: VmConfig, selected: readonly SelectedNode[]): void {
  const masters = selected.filter((one) => isMaster(one.node));
  const place = masters.length === 0 ? "" : config.placeOf(masters[0]!.request);
  if (masters.length > 0 && config.memoryRegions.some((region) => region.mapType === MemoryMapType.Allocate)) {
    config.warnings.push(
      `${place}: ${list(masters)} use memory at the machine's addresses: give the guest memory of map type 1, or they fail`,
    );
  }
  const unstoppable = masters.filter((one) => isUnstoppable(one));
  if (unstoppable.length === 0) return;
  config.warnings.push(
    `${config.placeOf(unstoppable[0]!.request)}: ${list(unstoppable)} cannot be reset when the VM stops, and may go on using memory then`,
  );
}

function isUnstoppable(one: SelectedNode): boolean {
  const registers = registersOf(one.node);
  return registers.length > 0 && resetOf(one.node, registers[0]!.base) === null;
}

function noteSilent(machine: MachineDevices, config: VmConfig, selected: readonly SelectedNode[]): void {
  const silent = selected.filter((one) => interruptsOfDevice(machine, one.node).length > 0);
  if (silent.length === 0) return;
  config.warnings.push(
    `${config.placeOf(silent[0]!.request)}: the interrupts of ${list(silent)} do not reach the guest: interrupt_mode = "passthrough" delivers them`,
  );
}

function list(nodes: readonly SelectedNode[]): string {
  const names = nodes.slice(0, greatestNames).map((one) => `"${one.node.path}"`);
  const more = nodes.length - names.length;
  return more === 0 ? names.join(", ") : `${names.join(", ")} and ${more} more`;
}
