/** Puts a VM into the state that it has before its first instruction. */
import type { Vm } from "./vm.js";

/** Memory zeroed and the images in it, devices as after a reset. No vCPU may run. The state is the caller's business. */
export function loadVm(vm: Vm): void {
  vm.loading.take();
  try {
    vm.memory.clear();
    vm.images.load(vm.memory);
    vm.memory.cleanCaches();
    vm.gic.reset();
    vm.uart.reset();
  } finally {
    vm.loading.give();
  }
}
