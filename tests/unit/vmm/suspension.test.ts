import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { guestCrashed, guestPowerOff, powerOnVcpu, CrashReason } from "../../../src/vmm/guest-requests.js";
import { createVm, deleteVm, resumeVm, startVm, stopVm } from "../../../src/vmm/lifecycle.js";
import { departVcpu } from "../../../src/vmm/run-state.js";
import { beginSuspension, isFrozen, lateVcpus, nextStep, VcpuStep } from "../../../src/vmm/suspension.js";
import type { Vcpu } from "../../../src/vmm/vcpu.js";
import { VcpuState, VmState } from "../../../src/vmm/vm-state.js";
import type { Vm } from "../../../src/vmm/vm.js";
import { files, parse } from "./simulated-machine.js";

/** Ticks. */
let clock = 0n;
let vm: Vm;
let first: Vcpu;
let second: Vcpu;

beforeEach(() => {
  vi.spyOn(process.hrtime, "bigint").mockImplementation(() => clock);
  clock = 1000n;
  vm = createVm(parse(), files);
  [first, second] = vm.vcpus as [Vcpu, Vcpu];
  startVm(vm);
  powerOnVcpu(vm, 1n, 0x8000_1000n, 0n);
});

afterEach(() => {
  vi.restoreAllMocks();
  if (vm.state !== VmState.Stopped) stopVm(vm, true);
  for (const vcpu of vm.vcpus) if (vcpu.active) departVcpu(vcpu);
  deleteVm(vm, true);
});

function suspendAt(time: bigint, ...parked: readonly [vcpu: Vcpu, time: bigint][]): void {
  clock = time;
  expect(beginSuspension(vm)).toBe(true);
  for (const [vcpu, at] of parked) {
    clock = at;
    expect(nextStep(vcpu)).toBe(VcpuStep.Park);
  }
}

test("a VM is frozen once its last vCPU is parked, and the others are named until then", () => {
  suspendAt(5000n, [second, 5100n]);
  expect(isFrozen(vm)).toBe(false);
  expect(lateVcpus(vm)).toEqual([0]);
  nextStep(first);
  expect(isFrozen(vm)).toBe(true);
  expect(vm.vcpus.map((vcpu) => vcpu.state)).toEqual([VcpuState.Blocked, VcpuState.Blocked]);
});

test("resume shifts the time of all vCPUs by what passed since the last one was parked", () => {
  suspendAt(5000n, [first, 5100n], [second, 5200n]);
  clock = 9200n;
  resumeVm(vm);
  expect(vm.timeOffset).toBe(5000n);
  expect(vm.vcpus.map((vcpu) => vcpu.context["timeOffset"])).toEqual([5000n, 5000n]);
  expect(vm.vcpus.map(nextStep)).toEqual([VcpuStep.Enter, VcpuStep.Enter]);
  expect(first.state).toBe(VcpuState.Running);
});

test("two suspensions in a row, the second before a vCPU has entered the guest again, add up", () => {
  suspendAt(5000n, [first, 5100n], [second, 5200n]);
  clock = 6200n;
  resumeVm(vm);
  nextStep(first);
  suspendAt(7000n, [first, 7000n]);
  expect(isFrozen(vm)).toBe(true);
  clock = 7500n;
  resumeVm(vm);
  expect(vm.timeOffset).toBe(1000n + 1000n + 500n);
});

test("while a vCPU is still in the guest its time cannot be shifted, so nobody's is", () => {
  suspendAt(5000n, [first, 5100n]);
  clock = 9000n;
  resumeVm(vm);
  expect(vm.timeOffset).toBe(1000n);
});

test("a vCPU that is switched on as the suspension begins is parked before its first instruction", () => {
  departVcpu(second);
  suspendAt(5000n);
  expect(powerOnVcpu(vm, 1n, 0x8000_1000n, 0n)).toBe(0);
  expect(lateVcpus(vm)).toEqual([0, 1]);
  expect(nextStep(second)).toBe(VcpuStep.Park);
});

test("a guest that powers off or crashes as the suspension begins stops with its reason", () => {
  suspendAt(5000n);
  guestPowerOff(vm);
  expect(vm.state).toBe(VmState.Stopping);
  expect(vm.vcpus.map(nextStep)).toEqual([VcpuStep.Leave, VcpuStep.Leave]);
  vm.vcpus.forEach(departVcpu);
  expect(vm.stopReason).toBe("the guest powered off");

  startVm(vm);
  suspendAt(6000n);
  guestCrashed(first, CrashReason.UnmappedRead, 0xdead_0000n);
  departVcpu(first);
  expect(vm.stopReason).toContain("read from unmapped address 0xdead0000");
});

test("a suspended VM that is started again begins at time 0", () => {
  suspendAt(5000n, [first, 5000n], [second, 5000n]);
  stopVm(vm, false);
  expect(vm.vcpus.map(nextStep)).toEqual([VcpuStep.Leave, VcpuStep.Leave]);
  vm.vcpus.forEach(departVcpu);
  clock = 8000n;
  startVm(vm);
  expect(vm.timeOffset).toBe(8000n);
});
