/** Suspend and resume, as a command asks for them. */
import type { u32, u64 } from "../std/index.js";
import { VmError } from "./errors.js";
import { whyNotResume, whyNotSuspend } from "./refusals.js";
import { beginSuspension, endSuspension, isFrozen, lateVcpus } from "./suspension.js";
import type { Vm } from "./vm.js";
import { patient, waitFor } from "./wait-for-vm.js";

/** How long the vCPUs have to leave the guest, ms; they are kicked. */
export const confirmMilliseconds: u64 = 1000n;

/**
 * Freezes the VM: no instruction of its guest is executed, and its time stands still, until `resumeVm`.
 * @returns indices of the vCPUs that were still in the guest after `confirmMilliseconds`: none, unless something is wrong
 * @throws VmError naming the state
 */
export function suspendVm(vm: Vm): readonly u32[] {
  if (!beginSuspension(vm)) throw new VmError(`VM[${vm.id}] ${whyNotSuspend(vm.state) ?? "changed its state meanwhile"}`);
  waitFor(vm, confirmMilliseconds, () => isFrozen(vm), patient);
  return lateVcpus(vm);
}

/** Lets the VM go on where it was. @throws VmError naming the state */
export function resumeVm(vm: Vm): void {
  if (!endSuspension(vm)) throw new VmError(`VM[${vm.id}] ${whyNotResume(vm.state) ?? "changed its state meanwhile"}`);
}
