/**
 * Suspended VMs: their vCPUs are outside the guest, and the guest's time stands still. The vCPUs' tasks park themselves one after the
 * other; the guest's time stops when the last one has, so that its counter never goes back, and goes on for all of them by the same
 * shift of CNTVOFF_EL2.
 */
import { now } from "../std/index.js";
import type { u32 } from "../std/index.js";
import { expelVcpus } from "./run-state.js";
import type { Vcpu } from "./vcpu.js";
import { VcpuState, VmState } from "./vm-state.js";
import type { Vm } from "./vm.js";

/** What the task of a vCPU that is outside the guest does next. */
export enum VcpuStep {
  /** Runs the guest. */
  Enter = 0,
  /** Sleeps until somebody wakes it, then asks again. */
  Park = 1,
  /** Ends the vCPU's run. */
  Leave = 2,
}

/** By the vCPU's own task, outside the guest; notes that the vCPU does so. @nothrow @noalloc */
export function nextStep(vcpu: Vcpu): VcpuStep {
  const vm = vcpu.vm;
  const interrupts = vm.lock.lock();
  const step = stepOf(vcpu);
  if (step === VcpuStep.Enter) vcpu.state = VcpuState.Running;
  if (step !== VcpuStep.Park) vcpu.parked = false;
  const parks = step === VcpuStep.Park && !vcpu.parked;
  if (parks) park(vcpu);
  vm.lock.unlock(interrupts);
  if (parks) vm.changed.wakeAll();
  return step;
}

/** Caller holds the VM's lock. */
function stepOf(vcpu: Vcpu): VcpuStep {
  if (vcpu.vm.state === VmState.Suspended) return VcpuStep.Park;
  return vcpu.vm.guestMayRun() && !vcpu.powerOffAsked ? VcpuStep.Enter : VcpuStep.Leave;
}

/** Caller holds the VM's lock. */
function park(vcpu: Vcpu): void {
  vcpu.parked = true;
  vcpu.state = VcpuState.Blocked;
  vcpu.vm.frozenAt = now();
}

/** Running → Suspended: all vCPUs leave the guest and park. False in any other state. @nothrow @noalloc */
export function beginSuspension(vm: Vm): boolean {
  const interrupts = vm.lock.lock();
  const begins = vm.state === VmState.Running;
  if (begins) {
    vm.state = VmState.Suspended;
    vm.frozenAt = now();
  }
  vm.lock.unlock(interrupts);
  if (!begins) return false;
  vm.changed.wakeAll();
  expelVcpus(vm);
  return true;
}

/**
 * Suspended → Running, the guest's time as it was. Where a vCPU has not left the guest yet, the guest was never still and its time
 * is not shifted. False in any other state. @nothrow @noalloc
 */
export function endSuspension(vm: Vm): boolean {
  const interrupts = vm.lock.lock();
  const ends = vm.state === VmState.Suspended;
  if (ends) {
    if (isFrozen(vm)) skipSuspendedTime(vm);
    vm.state = VmState.Running;
  }
  vm.lock.unlock(interrupts);
  if (!ends) return false;
  vm.changed.wakeAll();
  for (const vcpu of vm.vcpus) vcpu.wakeups.wakeAll();
  return true;
}

/** Caller holds the VM's lock; every vCPU is outside the guest. */
function skipSuspendedTime(vm: Vm): void {
  vm.timeOffset = BigInt.asUintN(64, vm.timeOffset + (now() - vm.frozenAt));
  for (const vcpu of vm.vcpus) vcpu.context.setTimeOffset(vm.timeOffset);
}

/** Every vCPU that is on is parked. @nothrow @noalloc */
export function isFrozen(vm: Vm): boolean {
  for (const vcpu of vm.vcpus) if (vcpu.active && !vcpu.parked) return false;
  return true;
}

/** Those that are not. */
export function lateVcpus(vm: Vm): u32[] {
  return vm.vcpus.filter((vcpu) => vcpu.active && !vcpu.parked).map((vcpu) => vcpu.index);
}
