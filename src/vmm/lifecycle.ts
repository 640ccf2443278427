/** What commands do with a VM as a whole: start, restart, delete; the rest by the names of its files. For tasks, never for the exit path. */
import type { u32 } from "../std/index.js";
import { rememberDeleted, strongCount } from "./deleted-vms.js";
import { VmError } from "./errors.js";
import { loadAndRun } from "./load-vm.js";
import { releaseClaims } from "./passthrough/claims.js";
import { whyNotDelete, whyNotRestart, whyNotStart } from "./refusals.js";
import { beginRun, markDeleted } from "./run-state.js";
import { stopMilliseconds, stopVm } from "./stop-vm.js";
import { joinVcpuTasks } from "./vcpu-task.js";
import { removeVm } from "./vm-list.js";
import { VmState } from "./vm-state.js";
import type { Vm } from "./vm.js";
import { isStopped, patient, waitFor } from "./wait-for-vm.js";

export { createVm } from "./create-vm.js";
export { finishStop, StopOutcome, stopVm } from "./stop-vm.js";
export { resumeVm, suspendVm } from "./suspend-vm.js";

/** Runs the VM: from clean memory, vCPUs and devices, whether it ran before or not. @throws VmError naming the state, or what could not be loaded */
export function startVm(vm: Vm): void {
  const refusal = whyNotStart(vm.state);
  if (refusal !== null) throw new VmError(`VM[${vm.id}] ${refusal}`);
  if (beginRun(vm, VmState.Loaded) || loadAndRun(vm, VmState.Stopped)) return;
  throw new VmError(`VM[${vm.id}] was stopped or deleted meanwhile`);
}

/**
 * The first half of a restart: a VM that runs begins to stop. After `finishStop`, `startVm` is the second.
 * @param force asks no guest, and takes a VM that is stopping already
 * @returns whether the guest was asked to power itself off
 * @throws VmError naming the state
 */
export function beginRestart(vm: Vm, force: boolean): boolean {
  const refusal = whyNotRestart(vm.state, force);
  if (refusal !== null) throw new VmError(`VM[${vm.id}] ${refusal}`);
  return vm.state !== VmState.Stopped && vm.state !== VmState.Loaded && stopVm(vm, force);
}

/**
 * Ends the VM for good: shut down, out of the list, tasks joined, references counted, everything given back.
 * @param force whatever it does now
 * @returns strong references to the VM: 1 is the caller's, with which the last of it goes; more are a leak
 * @throws VmError naming the state, or a VM that does not stop; it is still there then
 */
export function deleteVm(vm: Vm, force: boolean): u32 {
  const refusal = whyNotDelete(vm.state, force);
  if (refusal !== null) throw new VmError(`VM[${vm.id}] ${refusal}`);
  if (!isStopped(vm)) stopVm(vm, true);
  if (!waitFor(vm, stopMilliseconds, () => isStopped(vm), patient)) throw new VmError(`VM[${vm.id}] does not stop; it was not deleted`);
  if (!markDeleted(vm)) throw new VmError(`VM[${vm.id}] is being started or deleted by somebody else`);
  removeVm(vm.id);
  joinVcpuTasks(vm);
  vm.loading.take();
  const references = strongCount(vm);
  vm.stage2.release();
  vm.memory.release();
  releaseClaims(vm.passed.owner);
  vm.loading.give();
  rememberDeleted(vm);
  return references;
}
