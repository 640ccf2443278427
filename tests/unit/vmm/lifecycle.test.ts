import { afterEach, expect, test } from "vitest";
import { freePhysicalBytes } from "../../../src/memory/physical-memory.js";
import { CrashReason, guestCrashed, guestPowerOff, guestReset, powerOffVcpu, powerOnVcpu } from "../../../src/vmm/guest-requests.js";
import { patient } from "../../../src/vmm/wait-for-vm.js";
import { createVm, deleteVm, finishStop, startVm, StopOutcome, stopVm } from "../../../src/vmm/lifecycle.js";
import { runningVms } from "../../../src/vmm/running-count.js";
import { VcpuState } from "../../../src/vmm/vm-state.js";
import { getVm, listVms, withVm, withVmAndVcpu } from "../../../src/vmm/vm-list.js";
import type { Vm } from "../../../src/vmm/vm.js";
import { VmState } from "../../../src/vmm/vm.js";
import { kernel } from "./config-text.js";
import { files, guestDoes, parse, ram, ramBase, runTask } from "./simulated-machine.js";

const atStart = freePhysicalBytes();

afterEach(() => {
  for (const vm of listVms()) {
    if (vm.state !== VmState.Stopped) stopVm(vm, true);
    for (const vcpu of vm.vcpus) runTask(vcpu.task);
    deleteVm(vm, true);
  }
  expect(freePhysicalBytes()).toBe(atStart);
  expect(runningVms()).toBe(0);
});

function create(changes: Record<string, string> = {}): Vm {
  return createVm(parse(changes), files);
}

/** Bytes of the guest's memory from `gpa` on. */
function guestBytes(vm: Vm, gpa: bigint, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  expect(vm.memory.read(gpa, bytes)).toBe(true);
  return bytes;
}

test("create loads the images and leaves the VM Loaded, in the list", () => {
  ram.fill(0xee);
  const vm = create();
  expect(vm.state).toBe(VmState.Loaded);
  expect(getVm(1)).toBe(vm);
  expect(vm.vcpus.map((vcpu) => vcpu.state)).toEqual([VcpuState.Created, VcpuState.Free]);
  expect(vm.vcpus[1]!.task.name).toBe("VM[1]-VCpu[1]");
  expect(guestBytes(vm, 0x8000_0000n, kernel.length)).toEqual(kernel);
  expect(guestBytes(vm, 0x8040_0000n, 0x1000).every((byte) => byte === 0)).toBe(true);
  expect(vm.stopReason).toBe("");
  expect(withVm(1, (one) => one.name)).toBe("test");
  expect(withVm(2, (one) => one.name)).toBeNull();
  expect(withVmAndVcpu(1, 1, (_, vcpu) => vcpu.mpidr)).toBe(1n);
  expect(withVmAndVcpu(1, 2, (_, vcpu) => vcpu.mpidr)).toBeNull();
});

test("a guest that powers off leaves its VM Stopped, and it can be started again with clean memory", () => {
  const vm = create({ cpu_num: "1" });
  for (let round = 0; round < 3; round++) {
    startVm(vm);
    expect(vm.state).toBe(VmState.Running);
    expect(runningVms()).toBe(1);
    guestDoes(
      (context) => {
        expect(context.readPc()).toBe(0x8000_0000n);
        expect(context.readX(0)).toBe(vm.images.treeAddress);
        expect(guestBytes(vm, 0x8000_0000n, 4)).toEqual(kernel.slice(0, 4));
        expect(guestBytes(vm, 0x8050_0000n, 1)[0]).toBe(0);
        vm.memory.write(0x8000_0000n, Uint8Array.of(0xff));
        vm.memory.write(0x8050_0000n, Uint8Array.of(0xff));
      },
      () => guestPowerOff(vm),
    );
    expect(runTask(vm.vcpus[0]!.task)).toBe(false);
    expect(vm.state).toBe(VmState.Stopped);
    expect(vm.stopReason).toBe("the guest powered off");
    expect(runningVms()).toBe(0);
  }
});

test("stop passes through Stopping, and the last vCPU to leave makes it Stopped", () => {
  const vm = create();
  startVm(vm);
  guestDoes(() => {
    expect(powerOnVcpu(vm, 1n, 0x8000_1000n, 5n)).toBe(0);
    expect(powerOnVcpu(vm, 1n, 0x8000_1000n, 5n)).toBe(-5);
    stopVm(vm, false);
    expect(vm.state).toBe(VmState.Stopping);
  });
  runTask(vm.vcpus[0]!.task);
  expect(vm.state).toBe(VmState.Stopping);
  expect(finishStop(vm, patient)).toBe(StopOutcome.Late);
  expect(() => stopVm(vm, false)).toThrow("VM[1] is already stopping");
  stopVm(vm, true);
  runTask(vm.vcpus[1]!.task);
  expect(vm.state).toBe(VmState.Stopped);
  expect(finishStop(vm, patient)).toBe(StopOutcome.Stopped);
  expect(vm.stopReason).toBe("stopped by command");
  expect(vm.vcpus.map((vcpu) => vcpu.state)).toEqual([VcpuState.Created, VcpuState.Free]);
});

test("a reset runs the guest again from clean memory", () => {
  const vm = create({ cpu_num: "1" });
  startVm(vm);
  guestDoes(
    () => {
      vm.memory.write(0x8000_0000n, Uint8Array.of(0xff));
      guestReset(vm);
    },
    (context) => {
      expect(context.readPc()).toBe(0x8000_0000n);
      expect(guestBytes(vm, 0x8000_0000n, 1)[0]).toBe(kernel[0]);
      expect(vm.state).toBe(VmState.Running);
      expect(runningVms()).toBe(1);
      guestPowerOff(vm);
    },
  );
  runTask(vm.vcpus[0]!.task);
  expect(vm.stopReason).toBe("the guest powered off");
});

test("a stop by command takes the guest's restart away", () => {
  const vm = create({ cpu_num: "1" });
  startVm(vm);
  guestDoes(() => {
    guestReset(vm);
    stopVm(vm, true);
  });
  runTask(vm.vcpus[0]!.task);
  expect(vm.state).toBe(VmState.Stopped);
  expect(vm.stopReason).toBe("stopped by command");
});

test("a crash ends the VM with its reason, and the vCPU shows it", () => {
  const vm = create({ cpu_num: "1" });
  startVm(vm);
  guestDoes((context) => {
    context.writePc(0x8000_0040n);
    guestCrashed(vm.vcpus[0]!, CrashReason.UnmappedRead, 0xdead_0000n);
  });
  runTask(vm.vcpus[0]!.task);
  expect(vm.state).toBe(VmState.Stopped);
  expect(vm.stopReason).toBe("the guest crashed: vCPU 0: read from unmapped address 0xdead0000 at pc 0x80000040");
  expect(vm.vcpus[0]!.state).toBe(VcpuState.Invalid);
});

test("when the guest switches its last vCPU off, the VM stops", () => {
  const vm = create({ cpu_num: "1" });
  startVm(vm);
  guestDoes(() => powerOffVcpu(vm.vcpus[0]!));
  runTask(vm.vcpus[0]!.task);
  expect(vm.stopReason).toBe("the guest switched all its vCPUs off");
});

test("deleting gives everything back, fifty times", () => {
  for (let round = 0; round < 50; round++) {
    const vm = create();
    startVm(vm);
    guestDoes(() => stopVm(vm, false));
    runTask(vm.vcpus[0]!.task);
    const tasks = vm.vcpus.map((vcpu) => vcpu.task);
    deleteVm(vm, false);
    expect(tasks.every(runTask)).toBe(true);
    expect(getVm(1)).toBeNull();
    expect(freePhysicalBytes()).toBe(atStart);
  }
});

test("a VM that runs is not deleted without force, and one that was deleted cannot be started", () => {
  const vm = create({ cpu_num: "1" });
  startVm(vm);
  expect(() => deleteVm(vm, false)).toThrow("VM[1] is running, stop it first");
  expect(() => startVm(vm)).toThrow("VM[1] is already running");
  stopVm(vm, false);
  runTask(vm.vcpus[0]!.task);
  deleteVm(vm, false);
  expect(() => startVm(vm)).toThrow("VM[1]");
  expect(() => deleteVm(vm, false)).toThrow("VM[1]");
});

test("a loaded VM can be stopped, and then started", () => {
  const vm = create({ cpu_num: "1" });
  stopVm(vm, false);
  expect(vm.state).toBe(VmState.Stopped);
  expect(() => stopVm(vm, false)).toThrow("VM[1] is already stopped");
  startVm(vm);
  expect(vm.state).toBe(VmState.Running);
});

test("memory that a VM had is zero for the next one", () => {
  const first = create({ cpu_num: "1" });
  first.memory.write(0x8080_0000n, Uint8Array.of(0x5e, 0xc7, 0xe7));
  const secret = first.memory.hpaOf(0x8080_0000n, 3n)!;
  deleteVm(first, true);
  const second = create({ cpu_num: "1" });
  expect(second.memory.parts.some((part) => secret >= part.hpa && secret < part.hpa + part.bytes)).toBe(true);
  expect([...ram.subarray(Number(secret - ramBase), Number(secret - ramBase) + 3)]).toEqual([0, 0, 0]);
});
