/** Start, stop and delete, as the shell asks for them; createVm is in create-vm.ts. For tasks, never for the exit path. */
import { milliseconds, now } from "../std/index.js";
import type { u64 } from "../std/index.js";
import { Ending } from "./crash-reason.js";
import { rememberDeleted } from "./deleted-vms.js";
import { VmError } from "./errors.js";
import { loadVm } from "./load-vm.js";
import { whyNotDelete, whyNotStart, whyNotStop } from "./refusals.js";
import { beginRun, beginStopping, cancelRestart, changeState, expelVcpus, markDeleted } from "./run-state.js";
import { joinVcpuTasks } from "./vcpu-task.js";
import { removeVm } from "./vm-list.js";
import { VmState } from "./vm-state.js";
import type { Vm } from "./vm.js";

export { createVm } from "./create-vm.js";

/** How long a forced delete waits for the vCPUs to leave the guest. */
const deleteMilliseconds: u64 = 5000n;

/** Runs the VM: from clean memory, vCPUs and devices, whether it ran before or not. @throws VmError naming the state, or what could not be loaded */
export function startVm(vm: Vm): void {
  if (beginRun(vm, VmState.Loaded)) return;
  if (!changeState(vm, VmState.Stopped, VmState.Loading))
    throw new VmError(`VM[${vm.id}] ${whyNotStart(vm.state) ?? "changed its state meanwhile"}`);
  try {
    loadVm(vm);
  } finally {
    if (!beginRun(vm, VmState.Loading)) changeState(vm, VmState.Loading, VmState.Stopped);
  }
}

/**
 * Makes the VM stop; a running one is Stopping when this returns and Stopped when its last vCPU has left the guest.
 * @param force also where it is stopping already: its vCPUs are sent out of the guest again, and a restart that it asked for is dropped
 * @throws VmError naming the state
 */
export function stopVm(vm: Vm, force: boolean): void {
  const refusal = whyNotStop(vm.state, force);
  if (refusal !== null) throw new VmError(`VM[${vm.id}] ${refusal}`);
  if (changeState(vm, VmState.Loaded, VmState.Stopped) || changeState(vm, VmState.Loading, VmState.Stopped)) return;
  if (beginStopping(vm, Ending.Stopped)) return;
  cancelRestart(vm);
  expelVcpus(vm);
}

/** Waits until the VM is Stopped, until `deadline` (ticks) at most; false when it passed. */
export function waitUntilStopped(vm: Vm, deadline: u64): boolean {
  for (;;) {
    const ticket = vm.changed.prepare();
    if (isStopped(vm)) return true;
    if (!vm.changed.waitUntil(ticket, deadline)) return isStopped(vm);
  }
}

/**
 * Ends the VM for good and gives everything back: shut down, out of the list, tasks joined, memory freed.
 * @param force whatever it does now
 * @throws VmError naming the state, or a VM that does not stop; it is still there then
 */
export function deleteVm(vm: Vm, force: boolean): void {
  const refusal = whyNotDelete(vm.state, force);
  if (refusal !== null) throw new VmError(`VM[${vm.id}] ${refusal}`);
  if (!isStopped(vm)) stopVm(vm, true);
  if (!waitUntilStopped(vm, now() + milliseconds(deleteMilliseconds))) throw new VmError(`VM[${vm.id}] does not stop; it was not deleted`);
  if (!markDeleted(vm)) throw new VmError(`VM[${vm.id}] is being started or deleted by somebody else`);
  removeVm(vm.id);
  joinVcpuTasks(vm);
  vm.loading.take();
  vm.stage2.release();
  vm.memory.release();
  rememberDeleted(vm);
}

function isStopped(vm: Vm): boolean {
  return vm.state === VmState.Stopped;
}
