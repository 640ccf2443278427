/** Makes the devices of a plan one VM's. */
import type { VmConfig } from "../../config/vm-config.js";
import { pageBytes } from "../../memory/physical-memory.js";
import { mapAtEl2, MapKind } from "../../std/kernel/machine.js";
import { rangeText } from "../address-text.js";
import { VmError } from "../errors.js";
import { claimAll, releaseClaims } from "./claims.js";
import type { ClaimConflict } from "./claims.js";
import type { DevicePlan } from "./device-plan.js";
import { PassedDevices } from "./passed-devices.js";

/** All or nothing; `releaseClaims(result.owner)` gives them back. @throws VmError naming the entry, the device and the VM that has it */
export function takeDevices(config: VmConfig, plan: DevicePlan): PassedDevices {
  const passed = new PassedDevices(config.id, config.name);
  for (const name of plan.names) passed.names.push(name);
  for (const interrupt of plan.interrupts) passed.interrupts.push(interrupt);
  for (const reset of plan.resets) passed.resets.push(reset);
  const conflict = claimAll(passed.owner, plan.claims);
  if (conflict !== null) throw new VmError(describeConflict(plan, conflict));
  for (const reset of plan.resets) {
    if (mapAtEl2(reset.at - (reset.at % pageBytes), pageBytes, MapKind.Device)) continue;
    releaseClaims(passed.owner);
    throw new VmError(`${config.source}: no table is left to reach ${rangeText(reset.at, 4n)} with, by which a device is reset`);
  }
  return passed;
}

/** `b.toml:9: passthrough_devices: "/pl031@9010000" belongs to VM[0] linux-a`; what else the two meet in where the names differ. */
function describeConflict(plan: DevicePlan, conflict: ClaimConflict): string {
  const { wanted, taken, owner } = conflict;
  const place = plan.places[plan.claims.indexOf(wanted)]!;
  const other = `VM[${owner.id}] ${owner.name}`;
  if (wanted.bytes === 0n) return `${place}: interrupt ${wanted.interrupt} of ${wanted.device} belongs to ${other}, as ${taken.device}`;
  if (wanted.device === taken.device) return `${place}: ${wanted.device} belongs to ${other}`;
  return `${place}: ${wanted.device} shares ${rangeText(taken.base, taken.bytes)} with ${taken.device}, which belongs to ${other}`;
}
