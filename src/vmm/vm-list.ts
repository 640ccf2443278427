/** Every VM on this machine, in order of id. */
import { callOnCpu, Mutex, SortedMap } from "../std/index.js";
import type { u32 } from "../std/index.js";
import { DuplicateVmId } from "./errors.js";
import type { Vcpu } from "./vcpu.js";
import type { Vm, VmId } from "./vm.js";

/** Guards the membership alone; a VM's own state has its own lock. Taken before any VM's lock. */
const registry = new Mutex(new SortedMap<VmId, Vm>());

/** Adds `vm`. A VM that already has the id stays untouched. @throws DuplicateVmId */
export function addVm(vm: Vm): void {
  registry.with((vms) => {
    if (vms.has(vm.id)) throw new DuplicateVmId(vm.id);
    vms.set(vm.id, vm);
  });
}

/** Takes the VM out of the list; false when it was not in it. */
export function removeVm(id: VmId): boolean {
  return registry.with((vms) => vms.delete(id));
}

/** Null: none has the id. Who holds the result keeps the VM alive, also after it was deleted. */
export function getVm(id: VmId): Vm | null {
  return registry.with((vms) => vms.get(id) ?? null);
}

/** All VMs as they are now; later changes do not show in the result. */
export function listVms(): Vm[] {
  return registry.with((vms) => [...vms.values()]);
}

/** Calls `body` with the VM and keeps the VM alive meanwhile; null where there is none. */
export function withVm<T>(id: VmId, body: (vm: Vm) => T): T | null {
  const vm = getVm(id);
  return vm === null ? null : body(vm);
}

/** As `withVm`, with one of its vCPUs; null where there is no such VM or vCPU. */
export function withVmAndVcpu<T>(id: VmId, index: u32, body: (vm: Vm, vcpu: Vcpu) => T): T | null {
  const vm = getVm(id);
  if (vm === null) return null;
  const vcpu = vm.vcpus.at(index);
  return vcpu === undefined ? null : body(vm, vcpu);
}

/**
 * As `withVmAndVcpu`, on the CPU that the vCPU runs on (or ran on last), with interrupts off: directly when this is it, by an interrupt
 * there otherwise. The vCPU is outside the guest meanwhile, and stays there unless it sleeps and may wake on another CPU.
 * @param body as an interrupt handler: it waits for nothing and throws nothing
 */
export function withVmAndVcpuOnPcpu<T>(id: VmId, index: u32, body: (vm: Vm, vcpu: Vcpu) => T): T | null {
  const results = withVmAndVcpu(id, index, (vm, vcpu) => onCpuOf(vcpu, () => body(vm, vcpu)));
  return results === null || results.length === 0 ? null : results[0]!;
}

/** What an interrupt on another CPU found out for a task that waits for it meanwhile. */
class Outcome<T> {
  /** @owned the interrupt's handler, then the task that waited for it */
  isDone = false;
  /** @owned as `isDone` */
  readonly results: T[] = [];
}

/** One result; none when `body` threw. */
function onCpuOf<T>(vcpu: Vcpu, body: () => T): T[] {
  const outcome = new Outcome<T>();
  // A vCPU that may run on several CPUs can have moved before the interrupt comes.
  while (!outcome.isDone) {
    const cpu = vcpu.task.cpu();
    const isUp = callOnCpu(cpu, () => {
      outcome.isDone = vcpu.task.cpu() === cpu;
      if (outcome.isDone) outcome.results.push(body());
    });
    if (!isUp) break;
  }
  return outcome.results;
}
