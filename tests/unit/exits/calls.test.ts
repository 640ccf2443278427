import { expect, test } from "vitest";
import { ExitEvent } from "../../../src/vmm/exit-counters.js";
import { log } from "../../../src/console/log.js";
import { guestExit } from "../../../src/vmm/exits/guest-exit.js";
import { reportRefusedCall } from "../../../src/vmm/refused-call.js";
import { VcpuState, VmState } from "../../../src/vmm/vm-state.js";
import { esr, hypervisorCall, runningVm } from "./vm.js";

const notSupported = 0xffff_ffff_ffff_ffffn;
const code = (value: number): bigint => BigInt.asUintN(64, BigInt(value));

test("versions: PSCI 1.1, SMCCC 1.1", () => {
  const vcpu = runningVm(1).vcpus[0]!;
  expect(hypervisorCall(vcpu, 0x8400_0000n)).toBe(0x1_0001n);
  expect(hypervisorCall(vcpu, 0x8000_0000n)).toBe(0x1_0001n);
  expect(vcpu.exits.of(0x16)).toBe(2n);
});

test("the function is taken from the lower half of x0", () => {
  expect(hypervisorCall(runningVm(1).vcpus[0]!, 0xdead_beef_8400_0000n)).toBe(0x1_0001n);
});

test("SMC is answered as HVC is, and its instruction skipped", () => {
  const vcpu = runningVm(1).vcpus[0]!;
  vcpu.context.writePc(0x4000_0000n);
  vcpu.context.writeX(0, 0x8400_0000n);
  expect(guestExit(vcpu, esr(0x17, 0))).toBe(0);
  expect(vcpu.context.readX(0)).toBe(0x1_0001n);
  expect(vcpu.context.readPc()).toBe(0x4000_0004n);
  vcpu.context.writeX(0, 0x8200_0010n);
  guestExit(vcpu, esr(0x17, 0));
  expect(vcpu.context.readX(0)).toBe(notSupported);
});

test("unknown functions and immediates are not supported, and counted", () => {
  const vcpu = runningVm(1).vcpus[0]!;
  for (const id of [0x8600_ff10n, 0x8400_0005n, 0x8400_0012n, 0xc400_0012n, 0xc400_0000n, 0n, 0xffff_ffffn]) {
    expect(hypervisorCall(vcpu, id)).toBe(notSupported);
  }
  vcpu.context.writeX(0, 0x8400_0000n);
  guestExit(vcpu, esr(0x16, 0xea1));
  expect(vcpu.context.readX(0)).toBe(notSupported);
  expect(vcpu.exits.of(ExitEvent.UnknownCall)).toBe(8n);
});

test("the VM's first call that is not supported leaves the guest, so that the log tells it once", () => {
  const vm = runningVm(2);
  const call = (index: number, id: bigint): number => {
    vm.vcpus[index]!.context.writeX(0, id);
    return guestExit(vm.vcpus[index]!, esr(0x16, 0));
  };
  expect(call(0, 0x8400_0000n)).toBe(0);
  expect(call(0, 0x8600_ff01n)).toBe(1);
  expect(call(0, 0x8600_ff02n)).toBe(0);
  expect(call(1, 0x8600_ff03n)).toBe(0);
  const from = log.next();
  reportRefusedCall(vm);
  reportRefusedCall(vm);
  expect(log.since(from).map((entry) => entry.text)).toEqual([
    "VM[0]  called 0x8600ff01, which is not supported here; later calls of this kind are only counted",
  ]);
});

test("PSCI_FEATURES knows what is answered and nothing else", () => {
  const vcpu = runningVm(1).vcpus[0]!;
  const supported = [0x8400_0000n, 0x8400_0001n, 0xc400_0001n, 0x8400_0002n, 0x8400_0003n, 0xc400_0003n, 0x8400_0004n, 0xc400_0004n];
  for (const id of [...supported, 0x8400_0006n, 0x8400_0008n, 0x8400_0009n, 0x8400_000an, 0x8000_0000n]) {
    expect(hypervisorCall(vcpu, 0x8400_000an, id)).toBe(0n);
  }
  for (const id of [0x8400_0005n, 0x8400_0007n, 0x8400_000bn, 0x8400_000en, 0x8400_0012n, 0xc400_0012n]) {
    expect(hypervisorCall(vcpu, 0x8400_000an, id)).toBe(notSupported);
  }
});

test("ARCH_FEATURES offers no firmware workarounds", () => {
  const vcpu = runningVm(1).vcpus[0]!;
  expect(hypervisorCall(vcpu, 0x8000_0001n, 0x8000_0000n)).toBe(0n);
  for (const id of [0x8000_8000n, 0x8000_7fffn, 0x8000_3fffn, 0x8000_0002n]) {
    expect(hypervisorCall(vcpu, 0x8000_0001n, id)).toBe(notSupported);
  }
});

test("CPU_ON switches a vCPU on once, by its affinity", () => {
  const vm = runningVm(2);
  const vcpu = vm.vcpus[0]!;
  expect(hypervisorCall(vcpu, 0xc400_0004n, 1n, 0n)).toBe(1n);
  expect(hypervisorCall(vcpu, 0xc400_0003n, 1n, 0x4000_1000n, 42n)).toBe(0n);
  expect(vm.vcpus[1]!.state).toBe(VcpuState.Ready);
  expect(vm.vcpus[1]!.entry).toBe(0x4000_1000n);
  expect(vm.vcpus[1]!.argument).toBe(42n);
  expect(hypervisorCall(vcpu, 0xc400_0003n, 1n, 0x4000_1000n, 42n)).toBe(code(-5));
  expect(hypervisorCall(vcpu, 0xc400_0004n, 1n, 0n)).toBe(2n);
  vm.vcpus[1]!.state = VcpuState.Running;
  expect(hypervisorCall(vcpu, 0xc400_0003n, 1n, 0x4000_1000n, 42n)).toBe(code(-4));
  expect(hypervisorCall(vcpu, 0xc400_0003n, 7n, 0x4000_1000n)).toBe(code(-2));
  expect(hypervisorCall(vcpu, 0x8400_0003n, 0xffff_ffff_0000_0000n, 0x4000_1000n)).toBe(code(-4));
  expect(hypervisorCall(vcpu, 0x8400_0006n)).toBe(2n);
});

test("CPU_OFF leaves the guest", () => {
  const vcpu = runningVm(2).vcpus[0]!;
  vcpu.context.writeX(0, 0x8400_0002n);
  expect(guestExit(vcpu, esr(0x16, 0))).toBe(1);
  expect(vcpu.powerOffAsked).toBe(true);
});

test.each([0x8400_0008n, 0x8400_0009n])("SYSTEM_OFF and SYSTEM_RESET stop the VM: %s", (id) => {
  const vm = runningVm(1);
  vm.vcpus[0]!.context.writeX(0, id);
  expect(guestExit(vm.vcpus[0]!, esr(0x16, 0))).toBe(1);
  expect(vm.state).toBe(VmState.Stopping);
});

test("CPU_SUSPEND returns success once an interrupt is pending", () => {
  const vcpu = runningVm(1).vcpus[0]!;
  vcpu.interrupts.attention = true;
  expect(hypervisorCall(vcpu, 0xc400_0001n, 0n)).toBe(0n);
});
