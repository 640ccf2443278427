import { expect, test } from "vitest";
import { GuestRegister } from "../../../src/arch/aarch64/guest-register.js";
import type { MmioDevice } from "../../../src/devices/mmio-bus.js";
import { simulatedRegisters } from "../../../src/std/node/simulated-registers.js";
import { CrashReason } from "../../../src/vmm/crash-reason.js";
import { ExitEvent } from "../../../src/vmm/exit-counters.js";
import { guestExit } from "../../../src/vmm/exits/guest-exit.js";
import type { Vcpu } from "../../../src/vmm/vcpu.js";
import { VmState } from "../../../src/vmm/vm-state.js";
import { access, esr, runningVm } from "./vm.js";

const base = 0x0a00_0000n;

class Probe implements MmioDevice {
  readonly name = "probe";
  value = 0n;
  log: string[] = [];

  read(offset: bigint, bytes: number): bigint {
    this.log.push(`r${bytes}@${offset}`);
    return this.value;
  }

  write(offset: bigint, bytes: number, value: bigint): void {
    this.log.push(`w${bytes}@${offset}=${value.toString(16)}`);
  }
}

function withProbe(): { vcpu: Vcpu; probe: Probe } {
  const vm = runningVm(1);
  const probe = new Probe();
  vm.mmio.attach(base, 0x1000n, probe);
  vm.vcpus[0]!.context.writePc(0x4000_0000n);
  return { vcpu: vm.vcpus[0]!, probe };
}

test("loads and stores of every width reach the device, and the PC moves on", () => {
  const { vcpu, probe } = withProbe();
  vcpu.context.writeX(3, 0x1122_3344_5566_7788n);
  for (const bytes of [1, 2, 4, 8] as const) {
    expect(access(vcpu, base + 8n, { bytes, register: 3, write: true })).toBe(0);
    access(vcpu, base + 16n, { bytes, register: 5 });
  }
  expect(probe.log).toEqual([..."w1@8=88 r1@16 w2@8=7788 r2@16 w4@8=55667788 r4@16 w8@8=1122334455667788 r8@16".split(" ")]);
  expect(vcpu.context.readPc()).toBe(0x4000_0020n);
});

test("register 31 is zero", () => {
  const { vcpu, probe } = withProbe();
  probe.value = 7n;
  access(vcpu, base, { bytes: 4, register: 31 });
  access(vcpu, base, { bytes: 4, register: 31, write: true });
  expect(probe.log).toEqual(["r4@0", "w4@0=0"]);
});

test("signed loads extend to 32 or 64 bits", () => {
  const { vcpu, probe } = withProbe();
  const load = (value: bigint, bytes: 1 | 2 | 4, wide: boolean): bigint => {
    probe.value = value;
    access(vcpu, base, { bytes, register: 2, signExtend: true, wide });
    return vcpu.context.readX(2);
  };
  expect(load(0x80n, 1, false)).toBe(0xffff_ff80n);
  expect(load(0x80n, 1, true)).toBe(0xffff_ffff_ffff_ff80n);
  expect(load(0x7fn, 1, true)).toBe(0x7fn);
  expect(load(0x8000n, 2, true)).toBe(0xffff_ffff_ffff_8000n);
  expect(load(0x8000_0000n, 4, true)).toBe(0xffff_ffff_8000_0000n);
});

test("an access to nothing, across, or without a description is answered with an external abort", () => {
  const { vcpu } = withProbe();
  vcpu.context.writeRegister(GuestRegister.VbarEl1, 0x4000_8000n);
  const refused = (): void => {
    expect(vcpu.context.readPc()).toBe(0x4000_8200n);
    expect(vcpu.context.readRegister(GuestRegister.ElrEl1)).toBe(0x4000_0000n);
    vcpu.context.writePc(0x4000_0000n);
  };
  expect(access(vcpu, 0x7000_0000n, { bytes: 4, register: 0 })).toBe(0);
  refused();
  expect(vcpu.context.readRegister(GuestRegister.EsrEl1)).toBe(0x9600_0010n);
  expect(vcpu.context.readRegister(GuestRegister.FarEl1)).toBe(0x7000_0000n);
  access(vcpu, 0x7000_0000n, { bytes: 4, register: 0, write: true });
  refused();
  expect(vcpu.context.readRegister(GuestRegister.EsrEl1)).toBe(0x9600_0050n);
  access(vcpu, base + 2n, { bytes: 4, register: 0 });
  refused();
  guestExit(vcpu, esr(0x24, 0x07));
  refused();
  guestExit(vcpu, esr(0x24, 0x100_0087));
  refused();
  guestExit(vcpu, esr(0x24, 0x100_000f));
  refused();
  expect(vcpu.exits.of(ExitEvent.UnmappedAccess)).toBe(6n);
});

test("EL0's abort says that it comes from a lower level", () => {
  const { vcpu } = withProbe();
  vcpu.context.writeRegister(GuestRegister.VbarEl1, 0x4000_8000n);
  vcpu.context.writePstate(0n);
  access(vcpu, 0x7000_0000n, { bytes: 4, register: 0 });
  expect(vcpu.context.readRegister(GuestRegister.EsrEl1)).toBe(0x9200_0010n);
  expect(vcpu.context.readPc()).toBe(0x4000_8400n);
});

test("cache maintenance by address of a device does nothing", () => {
  const { vcpu, probe } = withProbe();
  expect(guestExit(vcpu, esr(0x24, 0x147))).toBe(0);
  expect(vcpu.context.readPc()).toBe(0x4000_0004n);
  expect(probe.log).toEqual([]);
});

test("a jump into nowhere is told no, and ends the VM when its vectors are nowhere too", () => {
  const { vcpu } = withProbe();
  vcpu.context.writePc(0x7000_0000n);
  simulatedRegisters.far = 0x7000_0000n;
  simulatedRegisters.hpfar = 0x7000_000n;
  expect(guestExit(vcpu, esr(0x20, 7))).toBe(0);
  expect(vcpu.context.readRegister(GuestRegister.EsrEl1)).toBe(0x8600_0010n);
  expect(vcpu.context.readPc()).toBe(0x200n);
  simulatedRegisters.far = 0x200n;
  simulatedRegisters.hpfar = 0n;
  expect(guestExit(vcpu, esr(0x20, 7))).toBe(1);
  expect(vcpu.vm.state).toBe(VmState.Stopping);
  expect(vcpu.vm.crash.reason).toBe(CrashReason.UnmappedFetch);
  expect(vcpu.vm.crash.detail).toBe(0x200n);
});

test("system registers: SGIs are sent, debug and performance monitors are off, others are undefined", () => {
  const { vcpu } = withProbe();
  const name = (op0: number, op1: number, crn: number, crm: number, op2: number): number =>
    (op0 << 20) | (op2 << 17) | (op1 << 14) | (crn << 10) | (crm << 1);
  const access1 = (register: number, isRead: boolean): number => guestExit(vcpu, esr(0x18, register | (2 << 5) | (isRead ? 1 : 0)));
  vcpu.context.writeX(2, (1n << 24n) | 1n);
  expect(access1(name(3, 0, 12, 11, 5), false)).toBe(0);
  expect(vcpu.interrupts.bank.latched[0]).toBe(2);
  for (const register of [name(2, 0, 0, 2, 2), name(3, 3, 9, 12, 0), name(3, 0, 9, 14, 1), name(3, 3, 14, 8, 0), name(3, 0, 1, 0, 1)]) {
    vcpu.context.writeX(2, 99n);
    access1(register, true);
    expect(vcpu.context.readX(2)).toBe(0n);
    access1(register, false);
  }
  access1(name(3, 0, 12, 11, 6), false);
  expect(vcpu.context.readPc()).toBe(0x4000_0000n + 48n);
  vcpu.context.writeRegister(GuestRegister.VbarEl1, 0x4000_8000n);
  access1(name(3, 0, 10, 4, 0), true);
  expect(vcpu.context.readPc()).toBe(0x4000_8200n);
  expect(vcpu.context.readRegister(GuestRegister.EsrEl1)).toBe(0x200_0000n);
  expect(vcpu.exits.of(ExitEvent.DeniedRegister)).toBe(1n);
});

test("WFI does not sleep with an interrupt pending, WFE never does", () => {
  const { vcpu } = withProbe();
  expect(() => guestExit(vcpu, esr(0x01, 0))).toThrow("deadlock");
  expect(guestExit(vcpu, esr(0x01, 1))).toBe(0);
  vcpu.interrupts.attention = true;
  expect(guestExit(vcpu, esr(0x01, 0))).toBe(0);
  expect(vcpu.context.readPc()).toBe(0x4000_000cn);
});

test.each([0x2f, 0x0e, 0x3c, 0x3f, 0x22])("exception class 0x%s ends the VM", (exceptionClass) => {
  const vm = runningVm(1);
  expect(guestExit(vm.vcpus[0]!, esr(exceptionClass, 0))).toBe(1);
  expect(vm.state).toBe(VmState.Stopping);
});

test.each([0x07, 0x19, 0x1d, 0x00])("exception class 0x%s is undefined for the guest", (exceptionClass) => {
  const { vcpu } = withProbe();
  vcpu.context.writeRegister(GuestRegister.VbarEl1, 0x4000_8000n);
  expect(guestExit(vcpu, esr(exceptionClass, 0))).toBe(0);
  expect(vcpu.context.readPc()).toBe(0x4000_8200n);
});
