/** Puts a VM into the state that it has before its first instruction. */
import { beginRun, changeState } from "./run-state.js";
import { VmState } from "./vm-state.js";
import type { Vm } from "./vm.js";

/** Memory zeroed and the images in it, devices as after a reset. No vCPU may run. The state is the caller's business. */
export function loadVm(vm: Vm): void {
  vm.memory.clear();
  vm.images.load(vm.memory);
  vm.memory.cleanCaches();
  vm.gic.reset();
  vm.uart.reset();
  vm.gpio.reset();
}

/**
 * `from` → Loading → Running, from clean memory, vCPUs and devices. Whoever makes a VM Loading holds `loading` until it is no
 * longer: a VM that is stopped and started meanwhile is loaded by the second one after the first.
 * @returns false when the state was another, or a command stopped the VM while it was loading
 * @throws VmError when an image does not go in; the VM is Stopped then
 */
export function loadAndRun(vm: Vm, from: VmState): boolean {
  vm.loading.take();
  try {
    if (!changeState(vm, from, VmState.Loading)) return false;
    loadVm(vm);
    return beginRun(vm, VmState.Loading);
  } finally {
    changeState(vm, VmState.Loading, VmState.Stopped);
    vm.loading.give();
  }
}
