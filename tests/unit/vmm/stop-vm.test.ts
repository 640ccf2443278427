import { afterEach, beforeEach, expect, test } from "vitest";
import { waiting } from "../../../src/std/node/waiting.js";
import { guestPowerOff, guestReset, powerOffVcpu, powerOnVcpu } from "../../../src/vmm/guest-requests.js";
import { createVm, deleteVm, finishStop, startVm, StopOutcome, stopVm } from "../../../src/vmm/lifecycle.js";
import { departVcpu } from "../../../src/vmm/run-state.js";
import { nextStep, VcpuStep } from "../../../src/vmm/suspension.js";
import type { Vcpu } from "../../../src/vmm/vcpu.js";
import { VmState } from "../../../src/vmm/vm-state.js";
import type { Vm } from "../../../src/vmm/vm.js";
import { patient } from "../../../src/vmm/wait-for-vm.js";
import { files, parse } from "./simulated-machine.js";

const gpioData = 0x3fcn;
const gpioInterruptMask = 0x410n;
const powerKey = 0x08n;

let vm: Vm;
let first: Vcpu;
/** What the guest does at each look of the command that waits; the looks are counted from 1. */
let guest: (look: number) => void;
let looks: number;

beforeEach(() => {
  vm = createVm(parse(), files);
  first = vm.vcpus[0]!;
  startVm(vm);
  vm.gpio.write(gpioInterruptMask, 4, powerKey);
  guest = () => {};
  looks = 0;
  waiting.body = () => {
    guest(++looks);
    for (const vcpu of vm.vcpus) if (vcpu.active && nextStep(vcpu) === VcpuStep.Leave) departVcpu(vcpu);
  };
});

afterEach(() => {
  if (vm.state !== VmState.Stopped) stopVm(vm, true);
  deleteVm(vm, true);
  waiting.body = null;
});

function keyIsPressed(): boolean {
  return vm.gpio.read(gpioData, 4) === powerKey;
}

test("a guest that listens finds its power key pressed and runs on, Stopping", () => {
  stopVm(vm, false);
  expect([vm.state, vm.shuttingDown, keyIsPressed()]).toEqual([VmState.Stopping, true, true]);
  expect(nextStep(first)).toBe(VcpuStep.Enter);
  expect(powerOnVcpu(vm, 1n, 0x8000_1000n, 0n)).toBe(0);
  expect(() => stopVm(vm, false)).toThrow("VM[1] is already stopping");
});

test("a guest that does not listen is stopped at once", () => {
  vm.gpio.write(gpioInterruptMask, 4, 0n);
  stopVm(vm, false);
  expect([vm.state, vm.shuttingDown, keyIsPressed()]).toEqual([VmState.Stopping, false, false]);
  expect(nextStep(first)).toBe(VcpuStep.Leave);
});

test("force asks no guest, and takes the time from one that was asked", () => {
  stopVm(vm, false);
  stopVm(vm, true);
  expect(vm.shuttingDown).toBe(false);
  expect(finishStop(vm, patient)).toBe(StopOutcome.Stopped);
  expect(vm.stopReason).toBe("stopped by command");
  startVm(vm);
  vm.gpio.write(gpioInterruptMask, 4, powerKey);
  stopVm(vm, true);
  expect([vm.shuttingDown, keyIsPressed()]).toEqual([false, false]);
});

test("a guest that powers off in its time was shut down by command", () => {
  guest = (look) => look === 50 && guestPowerOff(vm);
  stopVm(vm, false);
  expect(finishStop(vm, patient)).toBe(StopOutcome.Stopped);
  expect([vm.state, vm.stopReason]).toEqual([VmState.Stopped, "shut down by command"]);
});

test("a reset, or the last vCPU switched off, ends a shutdown as a power-off does: the VM stays off", () => {
  guest = (look) => look === 2 && guestReset(vm);
  stopVm(vm, false);
  expect(finishStop(vm, patient)).toBe(StopOutcome.Stopped);
  expect([vm.state, vm.stopReason]).toEqual([VmState.Stopped, "shut down by command"]);

  startVm(vm);
  vm.gpio.write(gpioInterruptMask, 4, powerKey);
  looks = 0;
  guest = (look) => look === 2 && powerOffVcpu(first);
  stopVm(vm, false);
  expect(finishStop(vm, patient)).toBe(StopOutcome.Stopped);
  expect(vm.stopReason).toBe("shut down by command");
});

test("the key is held for 3 s, and a guest that does not obey is stopped after 10 s", () => {
  const held: boolean[] = [];
  guest = () => held.push(keyIsPressed());
  stopVm(vm, false);
  expect(finishStop(vm, patient)).toBe(StopOutcome.StoppedUnasked);
  expect(held.filter((pressed) => pressed).length).toBe(30);
  expect(held.length).toBe(101);
  expect(vm.stopReason).toBe("stopped by command");
});

test("whoever waits may give up: the guest goes on shutting down, the key is up", () => {
  stopVm(vm, false);
  expect(finishStop(vm, () => looks < 3)).toBe(StopOutcome.LeftAlone);
  expect([looks, vm.state, vm.shuttingDown, keyIsPressed()]).toEqual([3, VmState.Stopping, true, false]);
});
