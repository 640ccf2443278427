import fc from "fast-check";
import { expect, test } from "vitest";
import { ExtentList } from "../../../src/memory/extent-list.js";

function listOf(...ranges: [bigint, bigint][]): ExtentList {
  const list = new ExtentList();
  for (const [base, bytes] of ranges) expect(list.add(base, bytes)).toBe(true);
  return list;
}

test("neighbours become one range, in any order", () => {
  const list = listOf([0x3000n, 0x1000n], [0x1000n, 0x1000n], [0x2000n, 0x1000n]);
  expect(list.list()).toEqual([{ base: 0x1000n, bytes: 0x3000n }]);
});

test("a range that overlaps one that is there is refused and changes nothing", () => {
  const list = listOf([0x1000n, 0x2000n]);
  for (const base of [0x0800n, 0x1000n, 0x2fffn]) expect(list.add(base, 0x1000n)).toBe(false);
  expect(list.bytes).toBe(0x2000n);
});

test("an exact range comes out of the middle", () => {
  const list = listOf([0x1000n, 0x4000n]);
  expect(list.takeAt(0x2000n, 0x1000n)).toBe(true);
  expect(list.takeAt(0x2000n, 0x1000n)).toBe(false);
  expect(list.takeAt(0x4000n, 0x2000n)).toBe(false);
  expect(list.list()).toEqual([
    { base: 0x1000n, bytes: 0x1000n },
    { base: 0x3000n, bytes: 0x2000n },
  ]);
});

test("low and high pieces come from the two ends, aligned", () => {
  const list = listOf([0x1000n, 0xf000n]);
  expect(list.takeLow(0x2000n, 0x4000n)).toBe(0x4000n);
  expect(list.takeHigh(0x1000n, 0x4000n)).toBe(0xc000n);
  expect(list.takeLow(0x10000n, 0x1000n)).toBeNull();
});

test("the largest piece is whole multiples of the alignment, and no longer than asked", () => {
  const list = listOf([0x1000n, 0x1000n], [0x4800n, 0x9000n]);
  expect(list.takeLargest(0x100000n, 0x2000n)).toEqual({ base: 0x6000n, bytes: 0x6000n });
  expect(list.takeLargest(0x100000n, 0x4000n)).toBeNull();
});

test("against a set of pages: random adding and taking keeps ranges apart and bytes exact", () => {
  const step = fc.record({
    verb: fc.constantFrom("add", "takeAt", "remove", "takeLow", "takeHigh"),
    at: fc.nat(63),
    count: fc.integer({ min: 1, max: 8 }),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const list = new ExtentList();
      const pages = new Set<number>();
      for (const { verb, at, count } of steps) applyStep(list, pages, verb, at, count);
    }),
  );
});

function applyStep(list: ExtentList, pages: Set<number>, verb: string, at: number, count: number): void {
  const wanted = Array.from({ length: count }, (_, i) => at + i);
  const base = BigInt(at) * 0x1000n;
  const bytes = BigInt(count) * 0x1000n;
  if (verb === "add") {
    const free = wanted.every((page) => !pages.has(page));
    expect(list.add(base, bytes)).toBe(free);
    if (free) wanted.forEach((page) => pages.add(page));
  } else if (verb === "takeAt") {
    const all = wanted.every((page) => pages.has(page));
    expect(list.takeAt(base, bytes)).toBe(all);
    if (all) wanted.forEach((page) => pages.delete(page));
  } else if (verb === "remove") {
    list.remove(base, bytes);
    wanted.forEach((page) => pages.delete(page));
  } else {
    const taken = verb === "takeLow" ? list.takeLow(bytes, 0x2000n) : list.takeHigh(bytes, 0x2000n);
    if (taken !== null) takePages(pages, taken, count);
  }
  checkSame(list, pages);
}

function takePages(pages: Set<number>, base: bigint, count: number): void {
  expect(base % 0x2000n).toBe(0n);
  for (let i = 0; i < count; i++) expect(pages.delete(Number(base / 0x1000n) + i)).toBe(true);
}

function checkSame(list: ExtentList, pages: Set<number>): void {
  expect(list.bytes).toBe(BigInt(pages.size) * 0x1000n);
  let last = -1n;
  for (const { base, bytes } of list.list()) {
    expect(base).toBeGreaterThan(last);
    for (let page = base; page < base + bytes; page += 0x1000n) expect(pages.has(Number(page / 0x1000n))).toBe(true);
    last = base + bytes;
  }
}
