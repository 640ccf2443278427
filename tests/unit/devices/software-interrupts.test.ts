/** Every way in which a guest can name the targets of an SGI. Arm IHI 0069H, 12.2.19: ICC_SGI1R_EL1. */
import { expect, test } from "vitest";
import { sendSoftwareInterrupt } from "../../../src/devices/gic/software-interrupts.js";
import { acknowledge, machine, pending, readRedistributor, redistributor, sgi } from "./guest-cpu.js";

const toAllOthers = 1n << 40n;
const intid = 5;
const number = BigInt(intid) << 24n;
/** GICR_ISPENDR0. */
const pendingRegister = 0x1_0200;

/** vCPUs that have SGI `intid` pending after vCPU 0 of `vcpus` wrote `value`. */
function reached(vcpus: number, value: bigint): number[] {
  const { gic, interrupts, targets } = machine(vcpus);
  sendSoftwareInterrupt(gic, interrupts[0]!, value, true);
  const others = targets.flatMap((target, n) => (n > 0 && target.wakes > 0 ? [n] : []));
  for (const n of others) expect(readRedistributor(gic, n, pendingRegister)).toBe(1n << BigInt(intid));
  return pending().includes(intid) ? [0, ...others] : others;
}

test.each<[string, number, bigint, number[]]>([
  ["one target", 4, sgi(intid, 2), [2]],
  ["a list", 4, sgi(intid, 1, 3), [1, 3]],
  ["a list with the sender in it", 4, sgi(intid, 0, 2), [0, 2]],
  ["the sender alone", 4, sgi(intid, 0), [0]],
  ["the whole list", 4, number | 0xffffn, [0, 1, 2, 3]],
  ["an empty list", 4, number, []],
  ["all but the sender", 4, toAllOthers | number, [1, 2, 3]],
  ["all but the sender, whose list then says nothing", 4, toAllOthers | number | 1n, [1, 2, 3]],
  ["all but the sender of a VM with one vCPU", 1, toAllOthers | number, []],
  ["the first of the next sixteen", 18, sgi(intid, 16), [16]],
  ["a list in the next sixteen", 18, sgi(intid, 16, 17), [16, 17]],
  ["all but the sender, beyond sixteen", 18, toAllOthers | number, Array.from({ length: 17 }, (_, n) => n + 1)],
  ["a vCPU that is not there, beside one that is", 2, sgi(intid, 1, 9), [1]],
  ["range selector 1: values of Aff0 that no vCPU has", 4, sgi(intid, 1) | (1n << 44n), []],
  ["range selector 15", 4, sgi(intid, 1) | (15n << 44n), []],
  ["another Aff1", 4, sgi(intid, 1) | (3n << 16n), []],
  ["another Aff2", 4, sgi(intid, 1) | (1n << 32n), []],
  ["another Aff3", 4, sgi(intid, 1) | (1n << 48n), []],
])("%s", (_, vcpus, value, expected) => {
  expect(reached(vcpus, value)).toEqual(expected);
});

test.each([0, 7, 8, 15])("SGI %i keeps its number", (id) => {
  const { gic, interrupts } = machine(2);
  sendSoftwareInterrupt(gic, interrupts[0]!, sgi(id, 0, 1), true);
  expect(acknowledge()).toBe(id);
  expect(readRedistributor(gic, 1, pendingRegister)).toBe(1n << BigInt(id));
});

test("SGI0R reaches only the targets that have the SGI in Group 0, SGI1R all", () => {
  const { gic, interrupts, targets } = machine(3);
  redistributor(gic, 2, 0x1_0080, 0n);
  const woken = (group1: boolean): number[] => {
    targets.forEach((target) => (target.wakes = 0));
    gic.distributor.write(0n, 4, 0x13n);
    targets.forEach((target) => (target.wakes = 0));
    sendSoftwareInterrupt(gic, interrupts[0]!, sgi(intid, 1, 2), group1);
    return targets.flatMap((target, n) => (target.wakes > 0 ? [n] : []));
  };
  expect(woken(false)).toEqual([2]);
  expect(woken(true)).toEqual([1, 2]);
});

test("a vCPU that has the SGI disabled is not woken, and gets it when it enables it", () => {
  const { gic, interrupts, targets } = machine(2);
  redistributor(gic, 1, 0x1_0180, 1n << BigInt(intid));
  interrupts[1]!.flush();
  targets[1]!.wakes = 0;
  sendSoftwareInterrupt(gic, interrupts[0]!, sgi(intid, 1), true);
  expect(targets[1]!.wakes).toBe(0);
  expect(interrupts[1]!.hasPending()).toBe(false);
  redistributor(gic, 1, 0x1_0100, 1n << BigInt(intid));
  expect(targets[1]!.wakes).toBe(1);
  expect(interrupts[1]!.hasPending()).toBe(true);
});
