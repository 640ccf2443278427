/** The first call of a VM that nobody answers is told to the log, once: noted on the exit path, put into words by the vCPU's task. */
import { log } from "../console/log.js";
import { hex, OutOfMemoryError } from "../std/index.js";
import type { u32 } from "../std/index.js";
import type { Vm } from "./vm.js";

/** Guarded by the VM's lock. */
export class RefusedCall {
  /** w0 of the call. */
  id: u32 = 0;
  noted = false;
  told = false;
}

/** True for the VM's first one: its task is to call `reportRefusedCall`. @param id w0 of the call @nothrow @noalloc */
export function noteRefusedCall(vm: Vm, id: u32): boolean {
  const interrupts = vm.lock.lock();
  const first = !vm.refusedCall.noted;
  if (first) {
    vm.refusedCall.noted = true;
    vm.refusedCall.id = id;
  }
  vm.lock.unlock(interrupts);
  return first;
}

/** Tells the log, if there is something to tell. Without memory nothing is told. */
export function reportRefusedCall(vm: Vm): void {
  const untold = takeUntold(vm);
  if (untold === null) return;
  try {
    const id = hex(BigInt(untold));
    log.debug(`VM[${vm.id}] ${vm.name} called ${id}, which is not supported here; later calls of this kind are only counted`);
  } catch (error) {
    if (!(error instanceof OutOfMemoryError)) throw error;
  }
}

/** The call that nobody told yet; null: there is none. */
function takeUntold(vm: Vm): u32 | null {
  const interrupts = vm.lock.lock();
  const call = vm.refusedCall;
  const untold = call.noted && !call.told ? call.id : null;
  if (untold !== null) call.told = true;
  vm.lock.unlock(interrupts);
  return untold;
}
