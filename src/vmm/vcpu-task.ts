/** The task of a vCPU: sleeps while the vCPU is off, runs the guest while it is on. */
import { Task } from "../std/index.js";
import type { u32, u64, u8 } from "../std/index.js";
import { loadAndRun } from "./load-vm.js";
import { reportRefusedCall } from "./refused-call.js";
import { reportEnding } from "./report-ending.js";
import { Departure, departVcpu, failRestart } from "./run-state.js";
import { nextStep, VcpuStep } from "./suspension.js";
import type { Vcpu } from "./vcpu.js";
import { VmState } from "./vm-state.js";
import type { Vm } from "./vm.js";

/** The same as the shell's, above idle. */
const vcpuPriority: u8 = 8;
/** MPIDR_EL1 bit 31 reads as one. */
const mpidrFixed: u64 = 1n << 31n;

/** @param cpus mask of the physical CPUs that may run it */
export function makeVcpuTask(vm: Vm, index: u32, cpus: u64): Task {
  const owner = new WeakRef(vm);
  return new Task(`VM[${vm.id}]-VCpu[${index}]`, cpus, vcpuPriority, () => runTask(owner, index));
}

/** From now on the task waits for its vCPU to be switched on. False when there is no memory for its stack. */
export function startVcpuTask(vcpu: Vcpu): boolean {
  return vcpu.task.start();
}

/** Waits for the end of all vCPU tasks, as far as they were started, of a VM that is marked as deleted. */
export function joinVcpuTasks(vm: Vm): void {
  for (const vcpu of vm.vcpus) {
    vcpu.wakeups.wakeAll();
    vcpu.task.join();
  }
}

/** The task holds its VM weakly; here it is held only until the task ends, which delete waits for. */
function runTask(owner: WeakRef<Vm>, index: u32): void {
  const vm = owner.deref();
  if (vm === undefined) return;
  const vcpu = vm.vcpus[index]!;
  while (sleepUntilOn(vm, vcpu)) {
    runGuest(vm, vcpu);
    const departure = departVcpu(vcpu);
    if (departure === Departure.Restart) restart(vm);
    if (departure === Departure.Stopped) reportEnding(vm);
  }
}

/** False: the VM is deleted and the task must end. */
function sleepUntilOn(vm: Vm, vcpu: Vcpu): boolean {
  for (;;) {
    const ticket = vcpu.wakeups.prepare();
    if (vm.deleted) return false;
    if (vcpu.active) return true;
    vcpu.wakeups.wait(ticket);
  }
}

function runGuest(vm: Vm, vcpu: Vcpu): void {
  const timeOffset = timeOffsetOf(vm);
  vcpu.context.reset(vcpu.entry, vcpu.argument, vcpu.mpidr | mpidrFixed, vm.stage2.vttbr, vm.stage2.vtcr, timeOffset);
  vcpu.interrupts.forgetListRegisters();
  vcpu.context.requestFlush();
  vcpu.times.begin();
  while (mayRun(vcpu)) {
    vcpu.context.run();
    reportRefusedCall(vm);
  }
  vcpu.interrupts.giveBack();
  vcpu.times.end();
}

/** Once the VM's lock is had, what was written under it for this vCPU's start can be read, also when the task woke by itself. */
function timeOffsetOf(vm: Vm): u64 {
  const interrupts = vm.lock.lock();
  const offset = vm.timeOffset;
  vm.lock.unlock(interrupts);
  return offset;
}

/** Waits while the VM is suspended; false: the vCPU must leave. */
function mayRun(vcpu: Vcpu): boolean {
  for (;;) {
    const ticket = vcpu.wakeups.prepare();
    const step = nextStep(vcpu);
    if (step !== VcpuStep.Park) return step === VcpuStep.Enter;
    vcpu.wakeups.wait(ticket);
  }
}

/** The guest asked for a reset: its last vCPU to leave loads the VM anew and runs it. */
function restart(vm: Vm): void {
  try {
    loadAndRun(vm, VmState.Stopping);
  } catch (error) {
    failRestart(vm, error instanceof Error ? error.message : "unknown error");
    reportEnding(vm);
  }
}
