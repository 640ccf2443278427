import { afterEach, expect, test } from "vitest";
import { affinityInfo, powerOffVcpu, powerOnVcpu } from "../../../src/vmm/guest-requests.js";
import { createVm, deleteVm, startVm, stopVm } from "../../../src/vmm/lifecycle.js";
import { listVms } from "../../../src/vmm/vm-list.js";
import { VcpuState } from "../../../src/vmm/vm-state.js";
import type { Vm } from "../../../src/vmm/vm.js";
import { files, guestDoes, parse, runTask } from "./simulated-machine.js";

afterEach(() => {
  guestDoes();
  for (const vm of listVms()) {
    stopVm(vm, true);
    for (const vcpu of vm.vcpus) runTask(vcpu.task);
    deleteVm(vm, true);
  }
});

function started(): Vm {
  const vm = createVm(parse({ cpu_num: "3" }), files);
  startVm(vm);
  return vm;
}

test("CPU_ON answers as PSCI says", () => {
  const vm = started();
  expect(powerOnVcpu(vm, 9n, 0x8000_0000n, 0n)).toBe(-2);
  expect(powerOnVcpu(vm, 1n, 0x4000_0000n, 0n)).toBe(-9);
  expect(powerOnVcpu(vm, 1n, 0x8000_0100n, 0x55n)).toBe(0);
  expect(powerOnVcpu(vm, 1n, 0x8000_0100n, 0x55n)).toBe(-5);
  guestDoes(() => {
    expect(powerOnVcpu(vm, 1n, 0x8000_0100n, 0x55n)).toBe(-4);
    powerOffVcpu(vm.vcpus[1]!);
    expect(powerOnVcpu(vm, 1n, 0x8000_0100n, 0x55n)).toBe(-4);
  });
  runTask(vm.vcpus[1]!.task);
  expect(powerOnVcpu(vm, 1n, 0x8000_0100n, 0x55n)).toBe(0);
});

test("a vCPU that is switched on starts where the caller said, and can be switched off and on again", () => {
  const vm = started();
  const second = vm.vcpus[1]!;
  for (let round = 0; round < 2; round++) {
    expect(powerOnVcpu(vm, 1n, 0x8000_0100n, 0x55n)).toBe(0);
    expect(affinityInfo(vm, 1n, 0)).toBe(2);
    guestDoes((context) => {
      expect([context.readPc(), context.readX(0)]).toEqual([0x8000_0100n, 0x55n]);
      expect(affinityInfo(vm, 1n, 0)).toBe(0);
      powerOffVcpu(second);
    });
    runTask(second.task);
    expect(affinityInfo(vm, 1n, 0)).toBe(1);
    expect(second.state).toBe(VcpuState.Free);
    expect(vm.activeVcpus).toBe(1);
  }
});

test("AFFINITY_INFO looks at the levels that it is asked about", () => {
  const vm = started();
  expect(affinityInfo(vm, 0n, 0)).toBe(2);
  expect(affinityInfo(vm, 2n, 0)).toBe(1);
  expect(affinityInfo(vm, 5n, 0)).toBe(-2);
  expect(affinityInfo(vm, 5n, 1)).toBe(2);
  expect(affinityInfo(vm, 0x100n, 1)).toBe(-2);
  expect(affinityInfo(vm, 0n, 4)).toBe(-2);
});
