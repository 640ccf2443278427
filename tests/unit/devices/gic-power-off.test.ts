/** What becomes of the interrupts in a vCPU's list registers when the guest switches the vCPU off. */
import { expect, test } from "vitest";
import { sendSoftwareInterrupt } from "../../../src/devices/gic/software-interrupts.js";
import { simulatedRegisters } from "../../../src/std/node/simulated-registers.js";
import { acknowledge, enableSpi, endOfInterrupt, machine, pending, quiet, readRedistributor, sgi } from "./guest-cpu.js";
import type { Machine } from "./guest-cpu.js";

const spi = 34;
const route = BigInt(0x6000 + 8 * spi);

/** vCPU 0 leaves its CPU for good, and vCPU 1 gets it, with empty list registers. */
function switchOff(one: Machine): void {
  one.targets[0]!.context.resident = false;
  one.interrupts[0]!.giveBack();
  simulatedRegisters.listRegisters.fill(0n);
  one.targets[1]!.context.resident = true;
  one.interrupts[1]!.flush();
}

function withSpiTaken(edge: boolean): Machine {
  const one = machine(2);
  if (edge) one.gic.distributor.write(0xc08n, 4, 0xffff_ffffn);
  enableSpi(one.gic, spi);
  one.gic.setLine(spi, true);
  one.interrupts[0]!.flush();
  expect(pending()).toEqual([spi]);
  return one;
}

test.each([false, true])("a pending SPI that was routed away reaches its new vCPU (edge-triggered: %s)", (edge) => {
  const one = withSpiTaken(edge);
  one.gic.distributor.write(route, 8, 1n);
  switchOff(one);
  expect(acknowledge()).toBe(spi);
});

test("an SPI that is routed away after the vCPU went off reaches its new vCPU", () => {
  const one = withSpiTaken(true);
  switchOff(one);
  expect(pending()).toEqual([]);
  one.gic.distributor.write(route, 8, 1n);
  one.interrupts[1]!.flush();
  expect(pending()).toEqual([spi]);
});

test("a pending SPI leaves the list register of a vCPU that runs on, when it is routed away", () => {
  const one = withSpiTaken(true);
  one.gic.distributor.write(route, 8, 1n);
  one.targets.forEach(quiet);
  one.interrupts[0]!.flush();
  expect(pending()).toEqual([]);
  expect(one.targets[1]!.wakes).toBe(1);
});

test("an active SPI stays active, as the hardware has it, until somebody deactivates it", () => {
  const one = withSpiTaken(false);
  acknowledge();
  one.gic.distributor.write(route, 8, 1n);
  switchOff(one);
  expect(pending()).toEqual([]);
  expect(one.gic.distributor.read(0x304n, 4)).toBe(1n << BigInt(spi - 32));
  one.gic.distributor.write(0x384n, 4, 1n << BigInt(spi - 32));
  one.interrupts[1]!.flush();
  expect(pending()).toEqual([spi]);
});

test("a pending SGI waits for the vCPU to be on again", () => {
  const one = machine(2);
  sendSoftwareInterrupt(one.gic, one.interrupts[0]!, sgi(3, 0), true);
  switchOff(one);
  expect(readRedistributor(one.gic, 0, 0x1_0200)).toBe(1n << 3n);
  one.interrupts[0]!.forgetListRegisters();
  one.targets[1]!.context.resident = false;
  one.targets[0]!.context.resident = true;
  one.interrupts[0]!.flush();
  expect(acknowledge()).toBe(3);
  endOfInterrupt(3);
});

test("the timer's interrupt goes with the vCPU's timer", () => {
  const one = machine(2);
  one.interrupts[0]!.raise(27);
  switchOff(one);
  expect(readRedistributor(one.gic, 0, 0x1_0200)).toBe(0n);
  expect(one.interrupts[0]!.hasPending()).toBe(false);
});
