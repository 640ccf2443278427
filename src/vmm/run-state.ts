/**
 * How a VM's run begins and ends. Every change of `Vm.state` and `Vm.activeVcpus` is here, in suspension.ts or in guest-requests.ts, under
 * the VM's lock.
 */
import { now } from "../std/index.js";
import { Ending } from "./crash-reason.js";
import { addRunning, removeRunning } from "./running-count.js";
import type { Vcpu } from "./vcpu.js";
import { VcpuState, VmState } from "./vm-state.js";
import type { Vm } from "./vm.js";

/** The guest may be executing, also in the moments between a suspension's begin and its last vCPU's leaving. Caller holds the VM's lock. @nothrow @noalloc */
export function isLive(vm: Vm): boolean {
  return vm.guestMayRun() || vm.state === VmState.Suspended;
}

/** Running (or Suspended, or shutting down) → Stopping: all vCPUs leave the guest. In any other state nothing happens. @nothrow @noalloc */
export function beginStopping(vm: Vm, ending: Ending): boolean {
  const interrupts = vm.lock.lock();
  const begins = isLive(vm);
  if (begins) {
    vm.ending = vm.shuttingDown && isWish(ending) ? Ending.ShutDown : ending;
    vm.shuttingDown = false;
    vm.state = VmState.Stopping;
  }
  vm.lock.unlock(interrupts);
  if (!begins) return false;
  vm.changed.wakeAll();
  expelVcpus(vm);
  return true;
}

/** What the guest itself ends its run with: off or reset, it follows the command that asked it to power off. */
function isWish(ending: Ending): boolean {
  return ending === Ending.PowerOff || ending === Ending.Reset;
}

/** Running → Stopping with the guest running on, so that it can power itself off; whoever calls this presses its power key. @nothrow @noalloc */
export function beginShutdown(vm: Vm): boolean {
  const interrupts = vm.lock.lock();
  const begins = vm.state === VmState.Running;
  if (begins) {
    vm.state = VmState.Stopping;
    vm.shuttingDown = true;
  }
  vm.lock.unlock(interrupts);
  if (begins) vm.changed.wakeAll();
  return begins;
}

/** A stop by command takes away the restart that the guest asked for. @nothrow @noalloc */
export function cancelRestart(vm: Vm): void {
  const interrupts = vm.lock.lock();
  if (vm.ending === Ending.Reset) vm.ending = Ending.Stopped;
  vm.lock.unlock(interrupts);
}

/** Makes every vCPU leave the guest and its task look at the VM's state. @nothrow @noalloc */
export function expelVcpus(vm: Vm): void {
  for (const vcpu of vm.vcpus) vcpu.leaveGuest();
}

/** Changes the state when it is `from`; false when it is another. @nothrow @noalloc */
export function changeState(vm: Vm, from: VmState, to: VmState): boolean {
  const interrupts = vm.lock.lock();
  const changes = vm.state === from && !vm.deleted;
  if (changes) vm.state = to;
  vm.lock.unlock(interrupts);
  if (changes) vm.changed.wakeAll();
  return changes;
}

/** From now on the VM cannot be started and its tasks end; false when it is not Stopped, or deleted already. @nothrow @noalloc */
export function markDeleted(vm: Vm): boolean {
  const interrupts = vm.lock.lock();
  const marks = vm.state === VmState.Stopped && !vm.deleted;
  if (marks) vm.deleted = true;
  vm.lock.unlock(interrupts);
  return marks;
}

/** `from` → Running with the primary vCPU switched on. False when the state is another by now. @nothrow @noalloc */
export function beginRun(vm: Vm, from: VmState): boolean {
  const primary = vm.vcpus[0]!;
  const interrupts = vm.lock.lock();
  const begins = vm.state === from && !vm.deleted;
  if (begins) {
    vm.state = VmState.Running;
    vm.starts++;
    vm.timeOffset = now();
    vm.activeVcpus = 1;
    primary.entry = vm.images.entry;
    primary.argument = vm.images.treeAddress;
    primary.active = true;
    primary.state = VcpuState.Ready;
    vm.passed.handOut(vm.gic);
    for (const vcpu of vm.vcpus) vcpu.resetStatistics();
    addRunning();
  }
  vm.lock.unlock(interrupts);
  if (!begins) return false;
  vm.changed.wakeAll();
  primary.wakeups.wakeAll();
  return true;
}

/** The restart that the guest asked for did not work, and the VM is Stopped. */
export function failRestart(vm: Vm, why: string): void {
  vm.failure.with((failure) => {
    failure.text = why;
  });
  const interrupts = vm.lock.lock();
  vm.ending = Ending.Failure;
  vm.lock.unlock(interrupts);
}

/** What is left to do for the vCPU that has left the guest. */
export enum Departure {
  /** Others still run. */
  Nothing = 0,
  /** It was the last one: the VM is Stopped now. */
  Stopped = 1,
  /** It was the last one, and the guest asked for a restart: the VM is still Stopping. */
  Restart = 2,
}

/** The vCPU has left the guest and counts no more. The last one ends the VM's run. @nothrow @noalloc */
export function departVcpu(vcpu: Vcpu): Departure {
  const vm = vcpu.vm;
  const interrupts = vm.lock.lock();
  vcpu.active = false;
  vcpu.powerOffAsked = false;
  if (vcpu.state !== VcpuState.Invalid) vcpu.state = VcpuState.Free;
  vm.activeVcpus--;
  const departure = vm.activeVcpus === 0 ? lastDeparture(vm) : Departure.Nothing;
  vm.lock.unlock(interrupts);
  if (departure !== Departure.Nothing) vm.changed.wakeAll();
  return departure;
}

/** Caller holds the VM's lock. */
function lastDeparture(vm: Vm): Departure {
  if (vm.guestMayRun()) {
    vm.ending = vm.shuttingDown ? Ending.ShutDown : Ending.AllCpusOff;
    vm.shuttingDown = false;
    vm.state = VmState.Stopping;
  }
  vm.passed.takeBack();
  removeRunning();
  const primary = vm.vcpus[0]!;
  if (primary.state !== VcpuState.Invalid) primary.state = VcpuState.Created;
  if (vm.ending === Ending.Reset) return Departure.Restart;
  vm.state = VmState.Stopped;
  return Departure.Stopped;
}
