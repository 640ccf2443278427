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
        for (const entry of readCpioEntries(bytesOf(archive))) print(\`\${entry.path} \${entry.type} \${entry.identity} \${entry.dataOffset} \${entry.dataBytes}\`);
      } catch (error) {
        if (!(error instanceof BundleError)) throw error;
        print(error.message);
      }
    }
  `);
});
