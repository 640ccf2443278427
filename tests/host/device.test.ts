/** The hypervisor's own code does the same in Node, where the unit tests run, and as C, whatever it is fed. */
import fc from "fast-check";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { document } from "../unit/config/toml-documents.js";
import { archive, directoryMode, fileMode } from "../unit/fs/cpio-archive.js";
import { sameInBothLanes } from "./device/two-lanes.js";

const guestConfigs = join(import.meta.dirname, "../../guest-configs");

/** The same inputs at every run. */
const seed = 2026;

/** `text` with a few characters taken out, put in or doubled. */
function damaged(text: string): fc.Arbitrary<string> {
  const wound = fc.tuple(
    fc.nat(text.length),
    fc.nat(3),
    fc.constantFrom("", "=", '"', "[", "]", "\n", "0x", "#", "ä", "😀", "\\u00", "1e5", "\u0000"),
  );
  return fc
    .array(wound, { minLength: 1, maxLength: 3 })
    .map((wounds) => wounds.reduce((t, [at, cut, put]) => t.slice(0, at) + put + t.slice(at + cut), text));
}

function literal(texts: readonly string[]): string {
  return `[\n${texts.map((text) => `  ${JSON.stringify(text)},\n`).join("")}]`;
}

/** Rows of numbers as text, and the program's function that reads it: a literal of thousands of numbers would be as many statements. */
function rowsText(rows: readonly (readonly number[])[]): string {
  return JSON.stringify(rows.map((row) => row.join(" ")).join(";"));
}

const readRows = `
    function readRows(text: string): number[][] {
      return text.split(";").map((row) => row.split(" ").map((digits) => Number(parseInteger(digits) ?? 0n)));
    }
`;

const guestTexts = readdirSync(guestConfigs)
  .filter((name) => name.endsWith(".toml"))
  .map((name) => readFileSync(join(guestConfigs, name), "utf8"));

test("guest configurations, whole and damaged", async () => {
  const texts = [
    ...guestTexts,
    ...guestTexts.flatMap((text) => fc.sample(damaged(text), { seed, numRuns: 60 })),
    ...fc.sample(document, { seed, numRuns: 60 }),
  ];
  const output = await sameInBothLanes(`
    import { encodeUtf8, print } from "../../../src/std/index.js";
    import { ConfigError } from "../../../src/config/config-error.js";
    import { parseVmConfig } from "../../../src/config/parse-vm-config.js";

    function show(text: string): void {
      const config = parseVmConfig("guest.toml", encodeUtf8(text));
      print(\`\${config.id} \${config.name} \${config.cpuNum} \${config.entryPoint} \${config.kernelPath} \${config.kernelLoadAddress}\`);
      print(\`\${config.ramdiskPath ?? "-"} \${config.ramdiskLoadAddress ?? 0n} \${config.dtbPath ?? "-"} \${config.cmdline}\`);
      for (const region of config.memoryRegions) print(\`\${region.gpa} \${region.size} \${region.flags} \${region.mapType}\`);
      for (const warning of config.warnings) print(warning);
    }

    const texts: string[] = ${literal(texts)};
    for (const text of texts) {
      try {
        show(text);
      } catch (error) {
        if (!(error instanceof ConfigError)) throw error;
        print(error.message);
      }
    }
  `);
  expect(output).toContain("guest.toml:");
});

test("command lines split into words", async () => {
  const lines = fc.sample(fc.array(fc.constantFrom("vm", " ", "'", '"', "\\", "--", "ä", "=", "\t", "x", "#", "|"), { maxLength: 9 }), {
    seed,
    numRuns: 300,
  });
  await sameInBothLanes(`
    import { print } from "../../../src/std/index.js";
    import { quoteWord, splitWords } from "../../../src/shell/language/words.js";

    const lines: string[] = ${literal(lines.map((parts) => parts.join("")))};
    for (const line of lines) {
      const list = splitWords(line);
      print(list.words.map((word) => \`\${quoteWord(word.text)} \${word.start} \${word.end}\`).join(" / ") + (list.problem ?? ""));
    }
  `);
});

test("bundles, whole and damaged", async () => {
  const whole = archive([
    { path: "guests", mode: directoryMode },
    { path: "guests/linux.toml", mode: fileMode, data: guestTexts[0]!.slice(0, 300) },
    { path: "empty", mode: fileMode },
  ]);
  const wound = fc.tuple(fc.nat(whole.length - 1), fc.nat(255));
  const broken = fc.sample(fc.tuple(fc.array(wound, { maxLength: 3 }), fc.integer({ min: 0, max: whole.length })), { seed, numRuns: 100 });
  const archives = broken.map(([wounds, length]) => {
    const bytes = Buffer.from(whole);
    for (const [at, value] of wounds) bytes[at] = value;
    return bytes.subarray(0, wounds.length === 0 ? length : bytes.length).toString("hex");
  });
  await sameInBothLanes(`
    import { parseInteger, print } from "../../../src/std/index.js";
    import { BundleError, readCpioEntries } from "../../../src/fs/cpio-entries.js";

    function bytesOf(hex: string): Uint8Array {
      const bytes = new Uint8Array(Math.trunc(hex.length / 2));
      for (let i = 0; i < bytes.length; i++) bytes[i] = Number(parseInteger("0x" + hex.slice(2 * i, 2 * i + 2)) ?? 0n);
      return bytes;
    }

    const archives: string[] = ${literal([Buffer.from(whole).toString("hex"), ...archives])};
    for (const archive of archives) {
      try {
        for (const entry of readCpioEntries(bytesOf(archive))) {
          print(\`\${entry.path} \${entry.type} \${entry.identity} \${entry.dataOffset} \${entry.dataBytes}\`);
        }
      } catch (error) {
        if (!(error instanceof BundleError)) throw error;
        print(error.message);
      }
    }
  `);
});

test("device trees that we make are read again, whole and damaged", async () => {
  const wounds = fc.sample(fc.array(fc.tuple(fc.nat(0xffff), fc.nat(255)), { minLength: 1, maxLength: 3 }), { seed, numRuns: 150 });
  await sameInBothLanes(`
    import { encodeUtf8, parseInteger, print } from "../../../src/std/index.js";
    import { parseVmConfig } from "../../../src/config/parse-vm-config.js";
    import { makeGuestTree } from "../../../src/vmm/guest-tree/guest-tree.js";
    import { planDevices } from "../../../src/vmm/passthrough/device-plan.js";
    import { FdtError } from "../../../src/boot/fdt/error.js";
    import type { FdtNode } from "../../../src/boot/fdt/node.js";
    import { openFdt } from "../../../src/boot/fdt/reader.js";

    function show(node: FdtNode, indent: string): void {
      print(\`\${indent}\${node.name} \${node.phandle()} \${node.enabled()} \${node.property("compatible")?.texts().join() ?? "-"}\`);
      for (const range of node.localRegisters()) print(\`\${indent} \${range.base} \${range.bytes}\`);
      for (const child of node.children()) show(child, indent + "  ");
    }

    ${readRows}
    const config = parseVmConfig("guest.toml", encodeUtf8(${JSON.stringify(guestTexts[0])}));
    const tree = makeGuestTree(config, { address: 0x4800_0000n, bytes: 12345n }, planDevices(config));
    print(\`\${tree.length} bytes\`);
    const wounds = readRows(${rowsText(wounds.map((places) => places.flat()))});
    for (const wound of [[0, tree[0]!], ...wounds]) {
      const bytes = tree.slice();
      for (let i = 0; i < wound.length; i += 2) bytes[wound[i]! % bytes.length] = wound[i + 1]!;
      try {
        show(openFdt(bytes).root(), "");
      } catch (error) {
        if (!(error instanceof FdtError)) throw error;
        print(error.message);
      }
    }
  `);
});

test("a GIC under random accesses, lines and guests", async () => {
  const step = fc.tuple(fc.nat(6), fc.nat(0x3ff), fc.nat(0xffff_ffff), fc.nat(255));
  const steps = fc.sample(step, { seed, numRuns: 1500 });
  await sameInBothLanes(`
    import { parseInteger, print, type u32, type u64 } from "../../../src/std/index.js";
    import { VcpuContext } from "../../../src/arch/aarch64/vcpu-context.js";
    import { listRegisterCount, readListRegister, writeListRegister } from "../../../src/arch/aarch64/registers.js";
    import { VcpuInterrupts, type InterruptTarget } from "../../../src/devices/gic/vcpu-interrupts.js";
    import { VirtualGic } from "../../../src/devices/gic/virtual-gic.js";

    class Target implements InterruptTarget {
      readonly context = new VcpuContext();
      readonly homeCpu: u32 = 0;
      alerts: u32 = 0;
      interrupt(): void {
        this.alerts++;
      }
    }

    ${readRows}
    const gic = new VirtualGic(1);
    const target = new Target();
    const interrupts = new VcpuInterrupts(target, gic, 0);

    /** The guest takes what is pending in a list register, or ends what is active there. */
    function guestTurn(slot: u32): void {
      const value = readListRegister(slot);
      const state = value >> 62n;
      if (state === 1n) writeListRegister(slot, (value & 0x3fff_ffff_ffff_ffffn) | (2n << 62n));
      if (state === 2n) writeListRegister(slot, value & 0x3fff_ffff_ffff_ffffn);
      if (state === 3n) writeListRegister(slot, (value & 0x3fff_ffff_ffff_ffffn) | (1n << 62n));
    }

    function take(kind: number, place: number, value: u64, small: number): void {
      switch (kind) {
        case 0:
          return gic.distributor.write(BigInt(place * 4), 4, value);
        case 1:
          return gic.redistributors.write(BigInt(0x1_0000 + place * 4), 4, value);
        case 2:
          return gic.setLine(32 + (small % 224), (value & 1n) === 0n);
        case 3:
          return gic.distributor.write(BigInt(0x400 + small), 1, value & 0xffn);
        case 4:
          return gic.redistributors.write(BigInt(small * 8), 8, value);
        case 5:
          return interrupts.flush();
        default:
          return guestTurn(small % listRegisterCount());
      }
    }

    gic.distributor.write(0n, 4, 0x13n);
    for (let n = 0; n < 32; n++) gic.distributor.write(BigInt(0x80 + n * 4), 4, 0xffff_ffffn);
    for (const step of readRows(${rowsText(steps)})) {
      take(step[0]!, step[1]!, BigInt(step[2]!), step[3]!);
      const seen = gic.distributor.read(BigInt(step[1]! * 4), 4) ^ gic.redistributors.read(BigInt(0x1_0000 + step[1]! * 4), 4);
      let listed = "";
      for (let n: u32 = 0; n < listRegisterCount(); n++) listed += \`\${readListRegister(n).toString(16)} \`;
      print(\`\${seen} \${target.alerts} \${interrupts.hasPending()} \${listed}\`);
    }
  `);
});

test("stage-2 tables", async () => {
  const region = fc.tuple(fc.nat(0xfff), fc.nat(0xfff), fc.integer({ min: 1, max: 0x8ff }), fc.nat(7));
  const regions = fc.sample(fc.array(region, { minLength: 1, maxLength: 4 }), { seed, numRuns: 20 });
  await sameInBothLanes(`
    import { parseInteger, print, type u64 } from "../../../src/std/index.js";
    import { createStage2, type TablePages } from "../../../src/arch/aarch64/stage2.js";
    import { stage2Format } from "../../../src/arch/aarch64/stage2-format.js";
    import { fillMemory, read64 } from "../../../src/std/unsafe/memory.js";

    const base: u64 = 0x4000_0000n;
    const bytes: u64 = 0x10_0000n;

    class Pages implements TablePages {
      next: u64 = base;
      freed: u64 = 0n;
      allocate(size: u64): u64 | null {
        const at = ((this.next + size - 1n) / size) * size;
        if (at + size > base + bytes) return null;
        this.next = at + size;
        return at;
      }
      free(_hpa: u64, size: u64): void {
        this.freed += size;
      }
    }

    ${readRows}
    const all: string[] = [${regions.map(rowsText).join(", ")}];
    for (const text of all) {
      const regions = readRows(text);
      fillMemory(base, 0xa5, bytes);
      const pages = new Pages();
      const stage2 = createStage2(stage2Format(36 + (regions.length % 3) * 4, 44), pages);
      if (stage2 === null) throw new Error("no tables");
      let start: u64 = 0n;
      for (const region of regions) {
        const gpa = start + BigInt(region[0]!) * 0x20_0000n;
        const length = BigInt(region[2]!) * 0x1000n;
        print(\`\${stage2.map(gpa, BigInt(region[1]!) * 0x20_0000n, length, BigInt(region[3]!))}\`);
        start = gpa + length;
      }
      let sum: u64 = 0n;
      for (let at = base; at < pages.next; at += 8n) sum = BigInt.asUintN(64, sum * 31n + read64(at));
      print(\`\${stage2.vttbr} \${stage2.vtcr} \${stage2.tableBytes} \${sum}\`);
      stage2.release();
      print(\`\${pages.freed} \${pages.next}\`);
    }
  `);
});
