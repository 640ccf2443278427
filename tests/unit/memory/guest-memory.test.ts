import { beforeEach, expect, test } from "vitest";
import { GuestMemory } from "../../../src/memory/guest-memory.js";
import { addPhysicalMemory, allocateAt, allocateExtents, freePhysical, freePhysicalBytes } from "../../../src/memory/physical-memory.js";
import { simulated } from "../../../src/std/node/simulated-memory.js";

const ramBase = 0x4000_0000n;
const ramBytes = 16 << 20;
let ram: Uint8Array;

beforeEach(() => {
  simulated.reset();
  ram = simulated.addRam(ramBase, ramBytes);
});

/** GPA 0x80000000 in two parts that lie the other way round in physical memory, and a hole behind them. */
function twoParts(): GuestMemory {
  return new GuestMemory([
    { gpa: 0x8000_0000n, hpa: ramBase + 0x2000n, bytes: 0x1000n, flags: 7n, owned: true },
    { gpa: 0x8000_1000n, hpa: ramBase, bytes: 0x1000n, flags: 7n, owned: true },
  ]);
}

test("hpaOf answers for ranges inside one part", () => {
  const memory = twoParts();
  expect(memory.hpaOf(0x8000_0010n, 0x10n)).toBe(ramBase + 0x2010n);
  expect(memory.hpaOf(0x8000_1000n, 0x1000n)).toBe(ramBase);
  expect(memory.hpaOf(0x8000_0ff8n, 0x10n)).toBeNull();
  expect(memory.hpaOf(0x8000_2000n, 1n)).toBeNull();
  expect(memory.hpaOf(0x7fff_ffffn, 1n)).toBeNull();
  expect(memory.hpaOf(0xffff_ffff_ffff_ffffn, 0xffff_ffff_ffff_ffffn)).toBeNull();
});

test("copies go through several parts, and come back", () => {
  const memory = twoParts();
  const bytes = Uint8Array.from({ length: 0x800 }, (_, i) => i & 0xff);
  expect(memory.write(0x8000_0c00n, bytes)).toBe(true);
  expect(ram[0x2c00]).toBe(0);
  expect(ram[0x2c05]).toBe(5);
  expect([...ram.subarray(0, 4)]).toEqual([0, 1, 2, 3]);
  const back = new Uint8Array(0x800);
  expect(memory.read(0x8000_0c00n, back)).toBe(true);
  expect(back).toEqual(bytes);
});

test("a copy that leaves the memory copies nothing", () => {
  const memory = twoParts();
  expect(memory.write(0x8000_1ff0n, new Uint8Array(0x20).fill(0xaa))).toBe(false);
  expect(ram[0xff0]).toBe(0);
  expect(memory.read(0x7fff_fff0n, new Uint8Array(0x20))).toBe(false);
});

test("clear zeroes what was there", () => {
  const memory = twoParts();
  ram.fill(0x55, 0, 0x4000);
  memory.clear();
  expect(ram[0]).toBe(0);
  expect(ram[0x2fff]).toBe(0);
  expect(ram[0x1000]).toBe(0x55);
});

test("the allocator prefers one aligned range, takes pieces where there is none, and counts every byte", () => {
  addPhysicalMemory(ramBase + 0x1000n, 0xa0_0000n);
  const total = freePhysicalBytes();
  const whole = allocateExtents(0x40_0000n)!;
  expect(whole).toEqual([{ base: ramBase + 0x20_0000n, bytes: 0x40_0000n }]);
  expect(allocateAt(ramBase + 0x80_0000n, 0x1000n)).toBe(true);
  expect(freePhysicalBytes()).toBe(total - 0x40_1000n);
  freePhysical(whole[0]!.base, whole[0]!.bytes);
  const pieces = allocateExtents(0x70_0000n);
  expect(pieces).toEqual([
    { base: ramBase + 0x20_0000n, bytes: 0x60_0000n },
    { base: ramBase + 0x80_1000n, bytes: 0x10_0000n },
  ]);
  expect(pieces!.reduce((sum, piece) => sum + piece.bytes, 0n)).toBe(0x70_0000n);
  for (const { base, bytes } of pieces!) freePhysical(base, bytes);
  freePhysical(ramBase + 0x80_0000n, 0x1000n);
  expect(freePhysicalBytes()).toBe(total);
  expect(allocateExtents(total + 0x1000n)).toBeNull();
  expect(freePhysicalBytes()).toBe(total);
});
