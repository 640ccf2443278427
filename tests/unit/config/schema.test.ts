/** The JSON schema for editors: it is the committed one, and it agrees with the parser. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv";
import { parse } from "smol-toml";
import { expect, test } from "vitest";
import { configSchema } from "../../../src/cli/config-schema.js";
import { ConfigError } from "../../../src/config/config-error.js";
import { parseVmConfig } from "../../../src/config/parse-vm-config.js";
import { encodeUtf8 } from "../../../src/std/index.js";

const folder = join(import.meta.dirname, "../../../guest-configs");
const files = readdirSync(folder).filter((name) => name.endsWith(".toml"));
const validate = new Ajv({ allErrors: true }).compile(configSchema());

/** Whether an editor with the schema has nothing to say. */
function editorTakes(text: string): boolean {
  return validate(JSON.parse(JSON.stringify(parse(text)))) === true;
}

/** Whether the parser has no problem and knows every key. What is wrong with values that fit each other (addresses, counts) is not the schema's. */
function parserTakes(text: string): boolean {
  try {
    return !parseVmConfig("x.toml", encodeUtf8(text)).warnings.some((warning) => warning.includes("unknown"));
  } catch (error) {
    if (error instanceof ConfigError) return false;
    throw error;
  }
}

test("guest-configs/schema.json is the schema of this version ('npx tsvisor schema --out guest-configs/schema.json')", () => {
  expect(JSON.parse(readFileSync(join(folder, "schema.json"), "utf8"))).toEqual(configSchema());
});

test.each(files)("guest-configs/%s is valid", (name) => {
  const text = readFileSync(join(folder, name), "utf8");
  expect(editorTakes(text), JSON.stringify(validate.errors)).toBe(true);
  expect(parserTakes(text)).toBe(true);
});

const base = 'id = 1\nname = "a"\ncpu_num = 1\n';
const kernel =
  'entry_point = 0x8000_0000\nkernel_path = "k"\nkernel_load_addr = 0x8000_0000\nmemory_regions = [[0x8000_0000, 0x100_0000, 7, 1]]\n';

/** A table, a line in it, and whether both take it. */
const lines: readonly (readonly ["base" | "kernel" | "devices", string, boolean])[] = [
  ["base", "vm_type = 2", true],
  ["base", "vm_type = 3", false],
  ["base", "vm_type = -1", false],
  ["base", 'guest_type = "passthrough"', true],
  ["base", 'guest_type = "paravirtual"', false],
  ["base", "phys_cpu_ids = [0x100]", true],
  ["base", 'phys_cpu_ids = ["0"]', false],
  ["base", "phys_cpu_sets = 1", false],
  ["base", "colour = 1", false],
  ["kernel", 'ramdisk_path = "r"', true],
  ["kernel", "ramdisk_path = 1", false],
  ["kernel", 'dtb_load_addr = "0x0"', false],
  ["kernel", 'boot_protocol = "direct"', true],
  ["kernel", 'boot_protocol = "uefi"', false],
  ["kernel", "enable_bios = false", true],
  ["kernel", "enable_bios = 0", false],
  ["kernel", "disk_path = 7", true],
  ["kernel", 'cmdlin = "x"', false],
  ["devices", 'passthrough_devices = [["/"]]', true],
  ["devices", 'passthrough_devices = [["uart", 0x1000, 0x1000, 0x1000, 40]]', true],
  ["devices", 'passthrough_devices = [["uart", 0x1000, 0x1000]]', false],
  ["devices", 'passthrough_devices = ["/"]', false],
  ["devices", 'excluded_devices = [["/a", "/b"]]', true],
  ["devices", 'excluded_devices = [[""]]', false],
  ["devices", "passthrough_addresses = [[0x1000, 0x1000]]", true],
  ["devices", "passthrough_addresses = [[0x1000, -1]]", false],
  ["devices", 'emu_devices = [["gicd", 0, 0, 0, 0x21, []]]', true],
  ["devices", 'emu_devices = [["gicd", 0, 0, 0, 0x21]]', false],
  ["devices", 'interrupt_mode = "pt"', true],
  ["devices", 'interrupt_mode = "PT"', false],
  ["devices", 'address_space_policy = "virtual"', true],
  ["devices", "address_space_policy = true", false],
  ["devices", 'passthrough = [{ path = "/a" }]', true],
  ["devices", 'passthrough = [{ path = "/a", more = 1 }]', false],
  ["devices", 'virtual = [{ id = "uart", model = "pl011-mmio", clock_hz = 1 }]', true],
  ["devices", 'virtual = [{ id = "uart" }]', false],
];

test.each(lines)("[%s] %s: %s in editor and parser", (table, line, good) => {
  const text = `[base]\n${base}${table === "base" ? line : ""}\n[kernel]\n${kernel}${table === "kernel" ? line : ""}\n[devices]\n${table === "devices" ? line : ""}\n`;
  expect(editorTakes(text)).toBe(good);
  expect(parserTakes(text)).toBe(good);
});

test("a key that must be there is missing for both", () => {
  for (const key of ["id", "name", "cpu_num", "entry_point", "kernel_path", "kernel_load_addr"]) {
    const text = `[base]\n${base}[kernel]\n${kernel}`.replace(new RegExp(`^${key} = .*$`, "m"), "");
    expect([editorTakes(text), parserTakes(text)]).toEqual([false, false]);
  }
});
