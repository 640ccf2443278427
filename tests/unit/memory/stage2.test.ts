import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createStage2 } from "../../../src/arch/aarch64/stage2.js";
import type { Stage2, TablePages } from "../../../src/arch/aarch64/stage2.js";
import { stage2Format } from "../../../src/arch/aarch64/stage2-format.js";
import { simulated } from "../../../src/std/node/simulated-memory.js";

const tableBase = 0x1000_0000n;
const tableArea = 4 << 20;

/** Hands out pages one after the other, and keeps the books. */
class CountedPages implements TablePages {
  private next = tableBase;
  used = 0n;
  constructor(private readonly limit = BigInt(tableArea)) {}
  allocate(bytes: bigint): bigint | null {
    const at = ((this.next + bytes - 1n) / bytes) * bytes;
    if (at + bytes > tableBase + this.limit) return null;
    this.next = at + bytes;
    this.used += bytes;
    return at;
  }
  free(_hpa: bigint, bytes: bigint): void {
    this.used -= bytes;
  }
}

/** Those of the running test: each has a VMID, of which there are 255. */
const made: Stage2[] = [];

function create(addressBits: number, physicalBits: number, pages: TablePages = new CountedPages()): Stage2 {
  const stage2 = createStage2(stage2Format(addressBits, physicalBits), pages)!;
  made.push(stage2);
  return stage2;
}

afterEach(() => {
  for (const stage2 of made) stage2.release();
  made.length = 0;
});

beforeEach(() => {
  simulated.reset();
  simulated.addRam(tableBase, tableArea).fill(0xff);
});

/** What the hardware's walk finds: the Arm ARM's pseudocode, read anew. */
function walk(stage2: Stage2, addressBits: number, gpa: bigint): { hpa: bigint; leaf: bigint; level: number } | null {
  let level = 2 - Number((stage2.vtcr >> 6n) & 3n);
  let table = stage2.vttbr & 0x0000_ffff_ffff_fffen;
  if (gpa >> BigInt(addressBits) !== 0n) return null;
  let indexBits = BigInt(addressBits - (39 - 9 * level));
  for (;;) {
    const shift = BigInt(39 - 9 * level);
    const entry = simulated.read(table + ((gpa >> shift) & ((1n << indexBits) - 1n)) * 8n, 8);
    if ((entry & 1n) === 0n) return null;
    const address = entry & 0x0000_ffff_ffff_f000n;
    const isTable = (entry & 2n) !== 0n;
    if (level === 3 || !isTable) {
      if (level === 3) expect(isTable).toBe(true);
      else expect(address & ((1n << shift) - 1n)).toBe(0n);
      return { hpa: address + (gpa & ((1n << shift) - 1n)), leaf: entry, level };
    }
    table = address;
    indexBits = 9n;
    level++;
  }
}

test("the format follows the address size", () => {
  expect(stage2Format(40, 40)).toMatchObject({ addressBits: 40, startLevel: 1, rootTables: 2, vtcr: 0x8002_3558n });
  expect(stage2Format(40, 36)).toMatchObject({ addressBits: 36, startLevel: 1, rootTables: 1 });
  expect(stage2Format(39, 48)).toMatchObject({ addressBits: 39, startLevel: 1, rootTables: 1 });
  expect(stage2Format(43, 44)).toMatchObject({ addressBits: 43, startLevel: 1, rootTables: 16 });
  expect(stage2Format(44, 48)).toMatchObject({ addressBits: 44, startLevel: 0, rootTables: 1 });
  expect(stage2Format(60, 52)).toMatchObject({ addressBits: 48, startLevel: 0, rootTables: 1 });
});

test("aligned memory becomes blocks, the rest pages", () => {
  const pages = new CountedPages();
  const stage2 = create(40, 40, pages);
  expect(stage2.map(0x4000_0000n, 0x8000_0000n, 0x4000_0000n, 7n)).toBe(true);
  expect(stage2.map(0x8000_0000n, 0x4020_0000n, 0x20_1000n, 7n)).toBe(true);
  expect(walk(stage2, 40, 0x4123_4567n)).toMatchObject({ hpa: 0x8123_4567n, level: 1 });
  expect(walk(stage2, 40, 0x8000_0008n)).toMatchObject({ hpa: 0x4020_0008n, level: 2 });
  expect(walk(stage2, 40, 0x8020_0ffcn)).toMatchObject({ hpa: 0x4040_0ffcn, level: 3 });
  expect(walk(stage2, 40, 0x8020_1000n)).toBeNull();
  expect(stage2.tableBytes).toBe(0x4000n);
  expect(pages.used).toBe(stage2.tableBytes);
});

test("flags become permissions of normal, write-back, inner shareable memory", () => {
  const stage2 = create(40, 40);
  for (let flags = 0n; flags < 8n; flags++) stage2.map(flags << 12n, 0x8000_0000n, 0x1000n, flags);
  for (let flags = 0n; flags < 8n; flags++) {
    const leaf = walk(stage2, 40, flags << 12n)!.leaf;
    expect((leaf >> 6n) & 3n).toBe(flags & 3n);
    expect((leaf >> 54n) & 1n).toBe((flags & 4n) === 0n ? 1n : 0n);
    expect(leaf & 0x73cn).toBe(0x73cn);
  }
});

test("tables side by side at the start: addresses of 40 bits reach both", () => {
  const stage2 = create(40, 44);
  expect(stage2.map(0xff_c000_0000n, 0x4000_0000n, 0x4000_0000n, 7n)).toBe(true);
  expect(walk(stage2, 40, 0xff_ffff_fff8n)).toMatchObject({ hpa: 0x7fff_fff8n, level: 1 });
  expect(walk(stage2, 40, 0x7f_ffff_fff8n)).toBeNull();
  expect(stage2.map(0xff_ffff_f000n, 0x4000_0000n, 0x2000n, 7n)).toBe(false);
});

test("four levels for more than 43 bits", () => {
  const stage2 = create(48, 48);
  expect(stage2.map(0x8000_0000_0000n, 0x4000_0000n, 0x4000_1000n, 7n)).toBe(true);
  expect(walk(stage2, 48, 0x8000_0000_1234n)).toMatchObject({ hpa: 0x4000_1234n, level: 1 });
  expect(walk(stage2, 48, 0x8000_4000_0234n)).toMatchObject({ hpa: 0x8000_0234n, level: 3 });
});

test("without memory for tables the answer is no, and everything can be given back", () => {
  const pages = new CountedPages(0x3000n);
  const stage2 = createStage2(stage2Format(40, 40), pages)!;
  expect(stage2.map(0n, 0x8000_1000n, 0x20_0000n, 7n)).toBe(false);
  stage2.release();
  expect(pages.used).toBe(0n);
  expect(createStage2(stage2Format(40, 40), new CountedPages(0n))).toBeNull();
});

test("VMIDs are unique, run out after 255, and come back", () => {
  for (let n = 0; n < 255; n++) create(32, 40);
  expect(new Set(made.map((one) => one.vttbr >> 48n)).size).toBe(255);
  expect(made.every((one) => one.vttbr >> 48n !== 0n)).toBe(true);
  expect(createStage2(stage2Format(32, 40), new CountedPages())).toBeNull();
  made.pop()!.release();
  create(32, 40);
});

test("whatever is mapped is found, and its neighbours are not", () => {
  const part = fc.record({ page: fc.nat(0x3ff), pages: fc.integer({ min: 1, max: 0x500 }), hpa: fc.nat(0xfffff) });
  fc.assert(
    fc.property(fc.constantFrom(32, 39, 40, 42, 44, 48), part, (bits, { page, pages, hpa }) => {
      simulated.reset();
      simulated.addRam(tableBase, tableArea).fill(0xff);
      const stage2 = create(bits, 48);
      const gpa = BigInt(page) << 12n;
      const bytes = BigInt(pages) << 12n;
      expect(stage2.map(gpa, BigInt(hpa) << 12n, bytes, 7n)).toBe(true);
      expect(walk(stage2, bits, gpa)!.hpa).toBe(BigInt(hpa) << 12n);
      expect(walk(stage2, bits, gpa + bytes - 1n)!.hpa).toBe((BigInt(hpa) << 12n) + bytes - 1n);
      expect(walk(stage2, bits, gpa + bytes)).toBeNull();
      if (gpa > 0n) expect(walk(stage2, bits, gpa - 1n)).toBeNull();
    }),
    { numRuns: 60 },
  );
});
