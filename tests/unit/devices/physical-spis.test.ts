/** Interrupts of devices that were passed through: the guest ends them, and that deactivates the machine's. */
import { beforeEach, expect, test } from "vitest";
import { simulatedRegisters } from "../../../src/std/node/simulated-registers.js";
import { simulatedSpis } from "../../../src/std/node/simulated-spis.js";
import { acknowledge, enableSpi, endOfInterrupt, machine, pending, quiet } from "./guest-cpu.js";
import type { Machine } from "./guest-cpu.js";

const disk = 48;

beforeEach(() => simulatedSpis.reset());

/** A machine whose SPI 48 is the guest's, enabled by it. */
function withDisk(vcpus: number): Machine {
  const made = machine(vcpus);
  made.gic.spis.setPhysical(disk);
  enableSpi(made.gic, disk);
  return made;
}

test("it reaches the guest with the physical interrupt tied to it, and tells nobody when it ends", () => {
  const { gic, interrupts } = withDisk(1);
  gic.raisePhysical(disk);
  interrupts[0]!.flush();
  expect(pending()).toEqual([disk]);
  const value = simulatedRegisters.listRegisters.find((v) => v !== 0n)!;
  expect((value >> 61n) & 1n).toBe(1n);
  expect((value >> 32n) & 0x3ffn).toBe(BigInt(disk));
  expect(acknowledge()).toBe(disk);
  expect(endOfInterrupt(disk)).toBe(false);
});

test("it comes again as often as the machine raises it, in one list register", () => {
  const { gic, interrupts } = withDisk(1);
  for (let round = 0; round < 5; round++) {
    gic.raisePhysical(disk);
    interrupts[0]!.flush();
    expect(acknowledge()).toBe(disk);
    endOfInterrupt(disk);
  }
  expect(simulatedSpis.log).toEqual([]);
});

test("the machine's distributor follows the guest's: enabled, disabled, edge and level", () => {
  const { gic } = withDisk(1);
  expect(simulatedSpis.enabled).toEqual(new Set([disk]));
  gic.distributor.write(0x184n, 4, 1n << 16n);
  expect(simulatedSpis.enabled.size).toBe(0);
  gic.distributor.write(0xc0cn, 4, 2n);
  expect(simulatedSpis.edges).toEqual(new Set([disk]));
  gic.distributor.write(0xc0cn, 4, 0n);
  expect(simulatedSpis.edges.size).toBe(0);
});

test("interrupts of the other devices in the same register stay the emulation's", () => {
  const { gic } = withDisk(1);
  gic.distributor.write(0x104n, 4, 0xffff_ffffn);
  expect(simulatedSpis.enabled).toEqual(new Set([disk]));
});

test("pending by the guest's own word is made by the machine", () => {
  const { gic } = withDisk(1);
  gic.distributor.write(0x204n, 4, 1n << 16n);
  expect(simulatedSpis.log).toEqual([`pend ${disk}`]);
  expect(gic.spis.candidates(1)).toBe(0);
});

test("one that the guest clears before it takes it can come again", () => {
  const { gic, interrupts } = withDisk(1);
  gic.raisePhysical(disk);
  gic.distributor.write(0x284n, 4, 1n << 16n);
  expect(simulatedSpis.log).toEqual([`deactivate ${disk}`]);
  gic.raisePhysical(disk);
  interrupts[0]!.flush();
  gic.distributor.write(0x284n, 4, 1n << 16n);
  interrupts[0]!.flush();
  expect(pending()).toEqual([]);
  expect(simulatedSpis.log).toEqual([`deactivate ${disk}`, `deactivate ${disk}`]);
});

test("active that the guest clears is cleared in the machine", () => {
  const { gic, interrupts } = withDisk(1);
  gic.raisePhysical(disk);
  interrupts[0]!.flush();
  expect(acknowledge()).toBe(disk);
  gic.distributor.write(0x384n, 4, 1n << 16n);
  interrupts[0]!.flush();
  expect(simulatedSpis.log).toEqual([`deactivate ${disk}`]);
});

test("one that is disabled waits, and comes when it is enabled", () => {
  const { gic, interrupts } = withDisk(1);
  gic.distributor.write(0x184n, 4, 1n << 16n);
  gic.raisePhysical(disk);
  interrupts[0]!.flush();
  expect(pending()).toEqual([]);
  enableSpi(gic, disk);
  interrupts[0]!.flush();
  expect(pending()).toEqual([disk]);
});

test("it comes on the CPU of the vCPU that it is routed to", () => {
  const made = withDisk(2);
  made.gic.distributor.write(0x6180n, 8, 1n);
  expect(simulatedSpis.routes.get(disk)).toBe(made.targets[1]!.homeCpu);
  made.targets.forEach(quiet);
  made.gic.raisePhysical(disk);
  expect(made.targets.map((target) => target.wakes)).toEqual([0, 1]);
});

test("one that moved to another vCPU while the guest ended it is not lost", () => {
  const { gic, targets, interrupts } = withDisk(2);
  gic.raisePhysical(disk);
  interrupts[0]!.flush();
  expect(acknowledge()).toBe(disk);
  gic.distributor.write(0x6180n, 8, 1n);
  interrupts[0]!.flush();
  endOfInterrupt(disk);
  targets.forEach(quiet);
  gic.raisePhysical(disk);
  expect(targets.map((target) => target.wakes > 0)).toEqual([true, true]);
  interrupts[0]!.flush();
  expect(interrupts[1]!.hasPending()).toBe(true);
  expect(gic.spis.candidates(1)).toBe(1 << 16);
});
