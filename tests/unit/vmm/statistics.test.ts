/** What is counted of a vCPU, over the runs of its VM. */
import { afterEach, expect, test, vi } from "vitest";
import { sendSoftwareInterrupt } from "../../../src/devices/gic/software-interrupts.js";
import { callOnCpu } from "../../../src/std/index.js";
import { ExitEvent } from "../../../src/vmm/exit-counters.js";
import { sumOf } from "../../../src/vmm/exit-reasons.js";
import { powerOffVcpu, powerOnVcpu } from "../../../src/vmm/guest-requests.js";
import { createVm, deleteVm, startVm, stopVm } from "../../../src/vmm/lifecycle.js";
import { vcpuStatistics, vmStatistics } from "../../../src/vmm/statistics.js";
import { VcpuTimes } from "../../../src/vmm/vcpu-times.js";
import { listVms, withVmAndVcpuOnPcpu } from "../../../src/vmm/vm-list.js";
import { VmState } from "../../../src/vmm/vm-state.js";
import type { Vm } from "../../../src/vmm/vm.js";
import { FakeTask } from "./fake-task.js";
import { files, guestDoes, parse, runTask } from "./simulated-machine.js";

afterEach(() => {
  guestDoes();
  for (const vm of listVms()) {
    if (vm.state !== VmState.Stopped) stopVm(vm, true);
    for (const vcpu of vm.vcpus) runTask(vcpu.task);
    deleteVm(vm, true);
  }
});

function create(): Vm {
  return createVm(parse({ cpu_num: "2" }), files);
}

test("a vCPU's times are those of its task while the vCPU is on", () => {
  const task = new FakeTask();
  const times = new VcpuTimes(task);
  task.pass(1n, 100n, 2n);
  expect(times.use()).toEqual({ run: 0n, wait: 0n, steal: 0n });
  times.begin();
  task.pass(10n, 20n, 30n);
  expect(times.use()).toEqual({ run: 10n, wait: 20n, steal: 30n });
  times.end();
  task.pass(0n, 1000n, 0n);
  expect(times.use()).toEqual({ run: 10n, wait: 20n, steal: 30n });
  times.begin();
  task.pass(1n, 2n, 3n);
  expect(times.use()).toEqual({ run: 11n, wait: 22n, steal: 33n });
  times.end();
  times.reset();
  expect(times.use()).toEqual({ run: 0n, wait: 0n, steal: 0n });
});

test("exits are told by reason and add up, whatever class they have", () => {
  const vcpu = create().vcpus[0]!;
  for (const [exceptionClass, times] of [
    [0x01, 3],
    [0x16, 2],
    [0x24, 4],
    [0x20, 1],
    [0x3c, 1],
  ] as const) {
    for (let n = 0; n < times; n++) vcpu.exits.count(exceptionClass);
  }
  vcpu.exits.count(ExitEvent.UnknownCall);
  const { exits, refusals } = vcpuStatistics(vcpu);
  const told = Object.fromEntries(exits.map((one) => [one.key, one.count]));
  expect(told).toEqual({ interrupt: 0n, wfi: 3n, hvc: 2n, smc: 0n, system_register: 0n, device_access: 4n, other: 2n });
  expect(sumOf(exits)).toBe(11n);
  expect(refusals[0]).toEqual({ name: "unknown call", key: "unknown_call", count: 1n });
});

test("interrupts are counted for the vCPU that gets them", () => {
  const vm = create();
  const [first, second] = vm.vcpus;
  const sgi = (targets: bigint): void => sendSoftwareInterrupt(vm.gic, first!.interrupts, (1n << 24n) | targets, true);
  sgi(1n);
  sgi(2n);
  sgi(3n);
  first!.exits.count(ExitEvent.VirtualTimer);
  expect(vcpuStatistics(first!).injections).toEqual({ timer: 1n, softwareInterrupts: 2n, sharedInterrupts: 0n });
  expect(vcpuStatistics(second!).injections).toEqual({ timer: 0n, softwareInterrupts: 2n, sharedInterrupts: 0n });
});

test("a new run counts from 0, and a vCPU that is switched off and on goes on counting", () => {
  const vm = create();
  const second = vm.vcpus[1]!;
  for (let run = 0; run < 2; run++) {
    startVm(vm);
    for (let round = 1n; round <= 2n; round++) {
      powerOnVcpu(vm, 1n, 0x8000_0000n, 0n);
      guestDoes(() => {
        second.exits.count(0x16);
        powerOffVcpu(second);
      });
      runTask(second.task);
      expect(sumOf(vcpuStatistics(second).exits)).toBe(round);
    }
    stopVm(vm, true);
    runTask(vm.vcpus[0]!.task);
    expect(sumOf(vmStatistics(vm).vcpus[1]!.exits)).toBe(2n);
  }
});

test("withVmAndVcpuOnPcpu calls on the vCPU's CPU, again where it has moved before the call came", () => {
  const vcpu = create().vcpus[1]!;
  const cpus = [3, 2, 2, 2];
  const spy = vi.spyOn(vcpu.task, "cpu").mockImplementation(() => cpus.shift()!);
  let calls = 0;
  const result = withVmAndVcpuOnPcpu(1, 1, (vm, one) => {
    calls++;
    return `${vm.id} ${one.index}`;
  });
  spy.mockRestore();
  expect([result, calls, cpus.length]).toEqual(["1 1", 1, 0]);
  expect(withVmAndVcpuOnPcpu(1, 2, () => 0)).toBeNull();
  expect(withVmAndVcpuOnPcpu(9, 0, () => 0)).toBeNull();
  expect(callOnCpu(0, () => undefined)).toBe(true);
});
