/**
 * What a guest asks of its own VM. Called by exit handlers: nothing here allocates, makes strings or waits; it is recorded under the
 * VM's lock, the vCPUs concerned are made to leave the guest, and their tasks do the work. The handler answers Leave
 * where the calling vCPU itself must stop.
 */
import type { i32, u32, u64 } from "../std/index.js";
import type { CrashReason } from "./crash-reason.js";
import { Ending } from "./crash-reason.js";
import { beginStopping, isLive } from "./run-state.js";
import type { Vcpu } from "./vcpu.js";
import { VcpuState } from "./vm-state.js";
import type { Vm } from "./vm.js";

export { CrashReason } from "./crash-reason.js";

/** Return codes. Arm DEN 0022D, 5.2.2. */
export const psci = {
  success: 0,
  invalidParameters: -2,
  denied: -3,
  alreadyOn: -4,
  onPending: -5,
  invalidAddress: -9,
  affinityOn: 0,
  affinityOff: 1,
  affinityOnPending: 2,
} as const;

/** PSCI SYSTEM_OFF: the VM stops, as `vm stop` may have asked the guest to. @nothrow @noalloc */
export function guestPowerOff(vm: Vm): void {
  beginStopping(vm, Ending.PowerOff);
}

/** PSCI SYSTEM_RESET: the VM starts again from clean memory, unless `vm stop` wants it off. @nothrow @noalloc */
export function guestReset(vm: Vm): void {
  beginStopping(vm, Ending.Reset);
}

/** The vCPU cannot go on: its VM ends, and nothing else does. @param detail see CrashReason @nothrow @noalloc */
export function guestCrashed(vcpu: Vcpu, reason: CrashReason, detail: u64): void {
  const vm = vcpu.vm;
  const interrupts = vm.lock.lock();
  const first = isLive(vm);
  if (first) {
    vm.crash.set(vcpu.index, reason, detail, vcpu.context.readPc());
    vcpu.state = VcpuState.Invalid;
  }
  vm.lock.unlock(interrupts);
  beginStopping(vm, Ending.Crash);
}

/**
 * PSCI CPU_ON. @param mpidr target's affinity fields @param entry GPA of its first instruction @param argument its x0
 * @returns a PSCI code @nothrow @noalloc
 */
export function powerOnVcpu(vm: Vm, mpidr: u64, entry: u64, argument: u64): i32 {
  const target = findVcpu(vm, mpidr);
  if (target === null) return psci.invalidParameters;
  if (vm.memory.hpaOf(entry, 4n) === null) return psci.invalidAddress;
  const interrupts = vm.lock.lock();
  const answer = switchOn(vm, target, entry, argument);
  vm.lock.unlock(interrupts);
  if (answer === psci.success) target.wakeups.wakeAll();
  return answer;
}

/** Caller holds the VM's lock. */
function switchOn(vm: Vm, target: Vcpu, entry: u64, argument: u64): i32 {
  if (!isLive(vm)) return psci.denied;
  if (target.active) return target.state === VcpuState.Ready ? psci.onPending : psci.alreadyOn;
  target.entry = entry;
  target.argument = argument;
  target.powerOffAsked = false;
  target.active = true;
  target.state = VcpuState.Ready;
  vm.activeVcpus++;
  return psci.success;
}

/** PSCI CPU_OFF of the calling vCPU: once it has left the guest it is off. @nothrow @noalloc */
export function powerOffVcpu(vcpu: Vcpu): void {
  const vm = vcpu.vm;
  const interrupts = vm.lock.lock();
  vcpu.powerOffAsked = true;
  vm.lock.unlock(interrupts);
  vcpu.context.requestLeave();
}

/** PSCI AFFINITY_INFO. @param level lowest affinity level to look at, 0 to 3 @returns a PSCI code or an affinity state @nothrow @noalloc */
export function affinityInfo(vm: Vm, mpidr: u64, level: u32): i32 {
  if (level > 3) return psci.invalidParameters;
  const shift = affinityShift(level);
  let found = false;
  for (const vcpu of vm.vcpus) {
    if (vcpu.mpidr >> shift !== mpidr >> shift) continue;
    found = true;
    if (vcpu.active) return vcpu.state === VcpuState.Ready ? psci.affinityOnPending : psci.affinityOn;
  }
  return found ? psci.affinityOff : psci.invalidParameters;
}

/** First bit of an affinity field in MPIDR_EL1: Aff0 0, Aff1 8, Aff2 16, Aff3 32. */
function affinityShift(level: u32): u64 {
  switch (level) {
    case 0:
      return 0n;
    case 1:
      return 8n;
    case 2:
      return 16n;
    default:
      return 32n;
  }
}

function findVcpu(vm: Vm, mpidr: u64): Vcpu | null {
  for (const vcpu of vm.vcpus) if (vcpu.mpidr === mpidr) return vcpu;
  return null;
}
