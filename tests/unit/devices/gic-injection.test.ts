import { expect, test } from "vitest";
import { sendSoftwareInterrupt } from "../../../src/devices/gic/software-interrupts.js";
import { simulatedRegisters } from "../../../src/std/node/simulated-registers.js";
import { acknowledge, enableSpi, endOfInterrupt, machine, pending, quiet, readRedistributor, redistributor, sgi } from "./guest-cpu.js";

const timer = 27;

test("the virtual timer is delivered with the physical interrupt tied to it", () => {
  const { interrupts } = machine(1);
  interrupts[0]!.raise(timer);
  expect(pending()).toEqual([timer]);
  const value = simulatedRegisters.listRegisters.find((v) => v !== 0n)!;
  expect((value >> 61n) & 1n).toBe(1n);
  expect((value >> 32n) & 0x3ffn).toBe(27n);
  expect((value >> 60n) & 1n).toBe(1n);
});

test("the timer uses its list register again, and is not pended while it is active", () => {
  const { interrupts } = machine(1);
  for (let round = 0; round < 3; round++) {
    interrupts[0]!.raise(timer);
    expect(acknowledge()).toBe(timer);
    interrupts[0]!.raise(timer);
    expect(pending()).toEqual([]);
    expect(endOfInterrupt(timer)).toBe(false);
  }
  expect(simulatedRegisters.listRegisters.filter((v) => v !== 0n).length).toBe(1);
});

test("a timer that the guest has disabled waits until it is enabled", () => {
  const { gic, interrupts, targets } = machine(1);
  redistributor(gic, 0, 0x1_0180, 1n << 27n);
  interrupts[0]!.raise(timer);
  expect(pending()).toEqual([]);
  expect(readRedistributor(gic, 0, 0x1_0200)).toBe(1n << 27n);
  quiet(targets[0]!);
  redistributor(gic, 0, 0x1_0100, 1n << 27n);
  expect(targets[0]!.context.flushes).toBe(1);
  interrupts[0]!.flush();
  expect(pending()).toEqual([timer]);
});

test("a timer that passes while no CPU has the vCPU wakes it", () => {
  const { interrupts, targets } = machine(1);
  targets[0]!.context.resident = false;
  interrupts[0]!.raiseFromAfar(timer);
  expect(pending()).toEqual([]);
  expect(targets[0]!.wakes).toBe(1);
  expect(interrupts[0]!.hasPending()).toBe(true);
  interrupts[0]!.flush();
  expect(pending()).toEqual([timer]);
});

test("an SGI to self arrives at once, in each round", () => {
  const { gic, interrupts, targets } = machine(2);
  for (let round = 0; round < 4; round++) {
    sendSoftwareInterrupt(gic, interrupts[0]!, sgi(1, 0), true);
    expect(acknowledge()).toBe(1);
    endOfInterrupt(1);
  }
  expect(targets[1]!.wakes).toBe(0);
});

test("an SGI that is active becomes pending again behind it", () => {
  const { gic, interrupts } = machine(1);
  sendSoftwareInterrupt(gic, interrupts[0]!, sgi(3, 0), true);
  expect(acknowledge()).toBe(3);
  sendSoftwareInterrupt(gic, interrupts[0]!, sgi(3, 0), true);
  expect(pending()).toEqual([3]);
  endOfInterrupt(3);
  expect(acknowledge()).toBe(3);
});

test("an SGI to another vCPU is latched there and wakes it", () => {
  const { gic, interrupts, targets } = machine(3);
  sendSoftwareInterrupt(gic, interrupts[0]!, sgi(2, 1, 2), true);
  expect(targets.map((t) => t.wakes)).toEqual([0, 1, 1]);
  expect(interrupts[1]!.hasPending()).toBe(true);
  expect(readRedistributor(gic, 2, 0x1_0200)).toBe(4n);
});

test("broadcast reaches all but the sender, beyond sixteen vCPUs too", () => {
  const { gic, interrupts, targets } = machine(18);
  sendSoftwareInterrupt(gic, interrupts[0]!, (1n << 40n) | (5n << 24n), true);
  expect(targets.map((t) => t.wakes)).toEqual([0, ...new Array<number>(17).fill(1)]);
});

test("an SGI to an affinity that nobody has goes nowhere", () => {
  const { gic, interrupts, targets } = machine(2);
  for (const value of [sgi(1, 5), sgi(1, 16), sgi(1, 1) | (1n << 32n), sgi(1, 1) | (1n << 44n), sgi(1, 1) | (1n << 48n)]) {
    sendSoftwareInterrupt(gic, interrupts[0]!, value, true);
  }
  expect(targets.map((t) => t.wakes)).toEqual([0, 0]);
  expect(pending()).toEqual([]);
});

test("SGI0R sends Group 0 interrupts alone", () => {
  const { gic, interrupts } = machine(1);
  sendSoftwareInterrupt(gic, interrupts[0]!, sgi(1, 0), false);
  expect(pending()).toEqual([]);
  redistributor(gic, 0, 0x1_0080, 0xffff_fffdn);
  sendSoftwareInterrupt(gic, interrupts[0]!, sgi(1, 0), false);
  expect(pending()).toEqual([1]);
  expect((simulatedRegisters.listRegisters.find((v) => v !== 0n)! >> 60n) & 1n).toBe(0n);
});

test("a disabled SGI waits, and one whose group is off does too", () => {
  const { gic, interrupts } = machine(1);
  gic.distributor.write(0n, 4, 0n);
  sendSoftwareInterrupt(gic, interrupts[0]!, sgi(1, 0), true);
  expect(pending()).toEqual([]);
  gic.distributor.write(0n, 4, 2n);
  interrupts[0]!.flush();
  expect(pending()).toEqual([1]);
});

test("a level SPI comes again after its end while the line is high", () => {
  const { gic, interrupts, targets } = machine(1);
  enableSpi(gic, 33);
  gic.setLine(33, true);
  expect(targets[0]!.wakes).toBeGreaterThan(0);
  interrupts[0]!.flush();
  expect(acknowledge()).toBe(33);
  interrupts[0]!.flush();
  expect(pending()).toEqual([]);
  expect(endOfInterrupt(33)).toBe(true);
  interrupts[0]!.flush();
  expect(acknowledge()).toBe(33);
  gic.setLine(33, false);
  endOfInterrupt(33);
  interrupts[0]!.flush();
  expect(pending()).toEqual([]);
  expect(interrupts[0]!.hasPending()).toBe(false);
});

test("a level SPI whose line falls before the guest takes it is withdrawn", () => {
  const { gic, interrupts } = machine(1);
  enableSpi(gic, 33);
  gic.setLine(33, true);
  interrupts[0]!.flush();
  gic.setLine(33, false);
  interrupts[0]!.flush();
  expect(pending()).toEqual([]);
});

test("an edge SPI is delivered once for each rising edge", () => {
  const { gic, interrupts } = machine(1);
  gic.distributor.write(0xc08n, 4, 0xffff_ffffn);
  enableSpi(gic, 34);
  gic.setLine(34, true);
  gic.setLine(34, false);
  interrupts[0]!.flush();
  expect(acknowledge()).toBe(34);
  gic.setLine(34, true);
  interrupts[0]!.flush();
  expect(pending()).toEqual([34]);
  endOfInterrupt(34);
  expect(acknowledge()).toBe(34);
  endOfInterrupt(34);
  interrupts[0]!.flush();
  expect(pending()).toEqual([]);
});

test("disabling an SPI takes it out of the list register, enabling brings it back", () => {
  const { gic, interrupts } = machine(1);
  enableSpi(gic, 33);
  gic.setLine(33, true);
  interrupts[0]!.flush();
  gic.distributor.write(0x184n, 4, 2n);
  interrupts[0]!.flush();
  expect(pending()).toEqual([]);
  enableSpi(gic, 33);
  interrupts[0]!.flush();
  expect(pending()).toEqual([33]);
});

test("an SPI goes to the vCPU that IROUTER names", () => {
  const { gic, interrupts, targets } = machine(2);
  enableSpi(gic, 33);
  gic.distributor.write(BigInt(0x6000 + 8 * 33), 8, 1n);
  targets.forEach(quiet);
  gic.setLine(33, true);
  expect(targets.map((t) => t.wakes)).toEqual([0, 1]);
  interrupts[0]!.flush();
  expect(pending()).toEqual([]);
  gic.distributor.write(BigInt(0x6000 + 8 * 33), 8, 0n);
  interrupts[0]!.flush();
  expect(pending()).toEqual([33]);
});

test("an SPI moved to another vCPU while it is listed reaches that one after its end", () => {
  const { gic, interrupts, targets } = machine(2);
  enableSpi(gic, 33);
  gic.setLine(33, true);
  interrupts[0]!.flush();
  acknowledge();
  gic.distributor.write(BigInt(0x6000 + 8 * 33), 8, 1n);
  targets.forEach(quiet);
  expect(endOfInterrupt(33)).toBe(true);
  interrupts[0]!.flush();
  expect(targets[1]!.wakes).toBe(1);
  interrupts[1]!.flush();
  expect(pending()).toEqual([33]);
});

test("with more pending than list registers the most urgent come first and the rest follow", () => {
  const { gic, interrupts } = machine(1);
  for (let n = 0; n < 6; n++) gic.redistributors.write(BigInt(0x1_0400 + n), 1, BigInt(0xa0 - 8 * n));
  for (let n = 0; n < 4; n++) sendSoftwareInterrupt(gic, interrupts[0]!, sgi(n, 0), true);
  expect(simulatedRegisters.underflowInterrupt).toBe(false);
  sendSoftwareInterrupt(gic, interrupts[0]!, sgi(5, 0), true);
  sendSoftwareInterrupt(gic, interrupts[0]!, sgi(4, 0), true);
  expect(pending()).toEqual([5, 4, 3, 2]);
  expect(simulatedRegisters.underflowInterrupt).toBe(true);
  const taken: number[] = [];
  for (let intid = acknowledge(); intid !== 1023; intid = acknowledge()) {
    taken.push(intid);
    endOfInterrupt(intid);
    interrupts[0]!.flush();
  }
  expect(taken).toEqual([5, 4, 3, 2, 1, 0]);
  expect(simulatedRegisters.underflowInterrupt).toBe(false);
});

test("active and pending bits show what the guest did with its list registers", () => {
  const { gic, interrupts } = machine(1);
  enableSpi(gic, 33);
  gic.setLine(33, true);
  interrupts[0]!.flush();
  expect(gic.distributor.read(0x304n, 4)).toBe(0n);
  acknowledge();
  expect(gic.distributor.read(0x304n, 4)).toBe(2n);
  gic.setLine(33, false);
  endOfInterrupt(33);
  expect(gic.distributor.read(0x304n, 4)).toBe(0n);
  expect(gic.distributor.read(0x204n, 4)).toBe(0n);
});

test("active bits of another vCPU are asked for and right at the next look", () => {
  const { gic, interrupts, targets } = machine(2);
  targets[0]!.context.resident = false;
  targets[1]!.context.resident = true;
  enableSpi(gic, 33);
  gic.distributor.write(BigInt(0x6000 + 8 * 33), 8, 1n);
  gic.setLine(33, true);
  interrupts[1]!.flush();
  acknowledge();
  targets[1]!.context.resident = false;
  targets.forEach(quiet);
  gic.distributor.read(0x304n, 4);
  expect(targets[1]!.wakes).toBe(1);
  interrupts[1]!.flush();
  expect(gic.distributor.read(0x304n, 4)).toBe(2n);
});

test("ICPENDR and ICACTIVER reach into list registers", () => {
  const { gic, interrupts } = machine(1);
  sendSoftwareInterrupt(gic, interrupts[0]!, sgi(4, 0), true);
  redistributor(gic, 0, 0x1_0280, 1n << 4n);
  interrupts[0]!.flush();
  expect(pending()).toEqual([]);
  sendSoftwareInterrupt(gic, interrupts[0]!, sgi(4, 0), true);
  acknowledge();
  redistributor(gic, 0, 0x1_0380, 1n << 4n);
  interrupts[0]!.flush();
  expect(readRedistributor(gic, 0, 0x1_0300)).toBe(0n);
});

test("WFI ends for what is pending and not for what is only active", () => {
  const { gic, interrupts } = machine(1);
  expect(interrupts[0]!.hasPending()).toBe(false);
  sendSoftwareInterrupt(gic, interrupts[0]!, sgi(1, 0), true);
  expect(interrupts[0]!.hasPending()).toBe(true);
  acknowledge();
  expect(interrupts[0]!.hasPending()).toBe(false);
});

test("a vCPU that was reset has forgotten its list registers", () => {
  const { gic, interrupts } = machine(1);
  sendSoftwareInterrupt(gic, interrupts[0]!, sgi(1, 0), true);
  simulatedRegisters.reset();
  interrupts[0]!.forgetListRegisters();
  sendSoftwareInterrupt(gic, interrupts[0]!, sgi(1, 0), true);
  expect(pending()).toEqual([1]);
});
