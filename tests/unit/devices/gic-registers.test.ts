import { expect, test } from "vitest";
import { machine, readRedistributor, redistributor } from "./guest-cpu.js";

const read = (at: number, bytes = 4): bigint => machine1.gic.distributor.read(BigInt(at), bytes);
const write = (at: number, value: bigint, bytes = 4): void => machine1.gic.distributor.write(BigInt(at), bytes, value);
let machine1 = machine(2);

test("the distributor says GICv3, 256 interrupts, one security state, affinity routing", () => {
  machine1 = machine(2);
  expect(read(0xffe8) & 0xf0n).toBe(0x30n);
  expect(read(4) & 0x1fn).toBe(7n);
  expect(((read(4) >> 19n) & 0x1fn) + 1n).toBe(10n);
  expect(read(0)).toBe(0x53n);
  write(0, 0n);
  expect(read(0)).toBe(0x50n);
});

test("enable bits are set and cleared by their own registers, and word 0 is not the distributor's", () => {
  machine1 = machine(1);
  write(0x104, 0xf0n);
  write(0x184, 0x30n);
  expect(read(0x104)).toBe(0xc0n);
  expect(read(0x184)).toBe(0xc0n);
  write(0x100, 0xffn);
  expect(read(0x100)).toBe(0n);
});

test("priorities are written in words and bytes and keep five bits", () => {
  machine1 = machine(1);
  write(0x420, 0xa0b0_c0d7n);
  expect(read(0x420)).toBe(0xa0b0_c0d0n);
  write(0x421, 0x18n, 1);
  expect(read(0x420)).toBe(0xa0b0_18d0n);
  expect(read(0x421, 1)).toBe(0x18n);
  write(0x422, 0x4050n, 2);
  expect(read(0x420)).toBe(0x4050_18d0n);
  expect(read(0x4fe, 2)).toBe(0n);
});

test("configuration has two bits an interrupt, of which the upper one counts", () => {
  machine1 = machine(1);
  write(0xc08, 0xffff_0001n);
  expect(read(0xc08)).toBe(0xaaaa_0000n);
  expect(readRedistributor(machine1.gic, 0, 0x1_0c00)).toBe(0xaaaa_aaaan);
  redistributor(machine1.gic, 0, 0x1_0c00, 0n);
  expect(readRedistributor(machine1.gic, 0, 0x1_0c00)).toBe(0xaaaa_aaaan);
});

test("IROUTER is 64 bits wide and can be accessed in halves", () => {
  machine1 = machine(2);
  write(0x6000 + 8 * 40, 0x0000_0000_0000_0001n, 8);
  expect(read(0x6000 + 8 * 40, 8)).toBe(1n);
  expect(machine1.gic.routes[40]).toBe(1);
  write(0x6000 + 8 * 40 + 4, 5n);
  expect(read(0x6000 + 8 * 40 + 4)).toBe(0n);
  write(0x6000 + 8 * 40, 0x8000_0001n);
  expect(machine1.gic.routes[40]).toBe(0);
  write(0x6000 + 8 * 40, 7n);
  expect(machine1.gic.routes[40]).toBe(0xff);
});

test("redistributors name their vCPU and the last of them", () => {
  const { gic } = machine(2);
  expect(readRedistributor(gic, 0, 8, 8)).toBe(0n);
  expect(readRedistributor(gic, 1, 8, 8)).toBe(0x0000_0001_0000_0110n);
  expect(readRedistributor(gic, 1, 0xc)).toBe(1n);
  expect(readRedistributor(gic, 1, 0xffe8) & 0xf0n).toBe(0x30n);
});

test("vCPU 17 has affinity 1.1", () => {
  const { gic } = machine(18);
  expect(readRedistributor(gic, 17, 0xc)).toBe(0x101n);
});

test("a redistributor wakes when it is told to", () => {
  const { gic } = machine(1);
  expect(readRedistributor(gic, 0, 0x14)).toBe(6n);
  redistributor(gic, 0, 0x14, 0n);
  expect(readRedistributor(gic, 0, 0x14)).toBe(0n);
});

test("every aligned offset of both windows can be read and written in any width", () => {
  const { gic } = machine(2);
  for (const bytes of [1, 2, 4, 8]) {
    for (let at = 0n; at < 0x1_0000n; at += BigInt(bytes)) {
      gic.distributor.write(at, bytes, gic.distributor.read(at, bytes));
    }
    for (let at = 0n; at < 0x4_0000n; at += BigInt(bytes)) {
      gic.redistributors.write(at, bytes, gic.redistributors.read(at, bytes));
    }
  }
  expect(gic.distributor.read(0xfffcn, 4)).toBe(0xb1n);
});

test("reset puts everything back", () => {
  machine1 = machine(2);
  write(0x104, 0xffn);
  machine1.gic.reset();
  expect(read(0x104)).toBe(0n);
  expect(read(0)).toBe(0x50n);
  expect(readRedistributor(machine1.gic, 1, 0x1_0100)).toBe(0n);
});
