/** `[devices]`: AxVisor's classic format, and the keys of its format from 0.8 on. Every guest here has an emulated GICv3, PL011 and timer. */
import { u32 } from "../std/index.js";
import type { u64 } from "../std/index.js";
import { hex } from "../std/index.js";
import type { KeySpec } from "./key-spec.js";
import { accepted, choice, list, textAt, textOf, textsOf, unsignedAt } from "./key-spec.js";
import type { Reading } from "./reading.js";
import { anything, eitherShape, greatestAddress, integerShape, listShape, tableShape, textShape, tupleShape } from "./shape.js";
import type { TomlValue } from "./toml/nodes.js";
import { describeValue, TomlArray, TomlTable } from "./toml/nodes.js";
import { InterruptMode } from "./vm-config.js";
import type { VmConfig } from "./vm-config.js";

const anyAddress = integerShape(0n, greatestAddress);
const anyNumber = integerShape(0n, 0xffff_ffffn);
const pathTuple = tupleShape('an array ["/path"]', [textShape(1)]);
const windowTuple = tupleShape("an array [name, base_gpa, base_hpa, length, irq_id]", [
  textShape(0),
  anyAddress,
  anyAddress,
  anyAddress,
  anyNumber,
]);
const passthroughItem = eitherShape(
  'an array ["/path"] such as ["/"], or [name, base_gpa, base_hpa, length, irq_id]',
  pathTuple,
  windowTuple,
);
const emulatedItem = tupleShape("an array [name, base_gpa, length, irq_id, emu_type, cfg_list]", [
  textShape(0),
  anyAddress,
  anyAddress,
  anyNumber,
  anyNumber,
  listShape("an array", anyAddress),
]);
const pathTable = tableShape('a table { path = "/path" }', ["path"], false);

export const deviceKeys: readonly KeySpec[] = [
  list("devices.emu_devices", "array of [name, base_gpa, length, irq_id, emu_type, cfg_list]", emulatedItem, readEmulated),
  list(
    "devices.passthrough_devices",
    'devices that the guest gets: array of ["/path in the machine\'s device tree"], "/" for all, or [name, base_gpa, base_hpa, length, irq_id]',
    passthroughItem,
    readPassthrough,
  ),
  list(
    "devices.excluded_devices",
    'paths that are not passed through with the others: array of ["/path", ...]',
    listShape('an array ["/path", ...]', textShape(1)),
    readExcluded,
  ),
  list(
    "devices.passthrough_addresses",
    "device memory that the guest gets at the machine's address: array of [gpa, length]",
    tupleShape("an array [gpa, length]", [anyAddress, anyAddress]),
    readAddresses,
  ),
  list("devices.passthrough_ports", "array of [base, length], x86", anything(), (item, reading) => {
    reading.problem("devices.passthrough_ports", item.line, "I/O ports exist on x86 alone; this hypervisor's guests are aarch64");
  }),
  choice("devices.interrupt_mode", "passthrough: the guest gets the interrupts of its devices; the GIC is emulated in each mode", [
    accepted("no_irq", (config) => setMode(config, InterruptMode.NoIrq)),
    accepted("no", (config) => setMode(config, InterruptMode.NoIrq)),
    accepted("none", (config) => setMode(config, InterruptMode.NoIrq)),
    accepted("emulated", (config) => setMode(config, InterruptMode.Emulated)),
    accepted("emu", (config) => setMode(config, InterruptMode.Emulated)),
    accepted("passthrough", (config) => setMode(config, InterruptMode.Passthrough)),
    accepted("pt", (config) => setMode(config, InterruptMode.Passthrough)),
  ]),
  choice("devices.address_space_policy", "passthrough: the device memory of all devices that can be passed through is the guest's", [
    accepted("virtualized", (config) => setPolicy(config, false)),
    accepted("virtual", (config) => setPolicy(config, false)),
    accepted("passthrough", (config) => setPolicy(config, true)),
    accepted("pt", (config) => setPolicy(config, true)),
  ]),
  list("devices.passthrough", 'AxVisor 0.8: devices that the guest gets, array of { path = "/path" }', pathTable, readPassed),
  list("devices.disabled", 'AxVisor 0.8: devices that it does not get, array of { path = "/path" }', pathTable, readDisabled),
  list(
    "devices.virtual",
    "AxVisor 0.8: emulated devices, tables of id, model and the model's own keys",
    tableShape("a table with the texts id and model", ["id", "model"], true),
    readVirtual,
  ),
];

function setMode(config: VmConfig, mode: InterruptMode): void {
  config.interruptMode = mode;
}

function setPolicy(config: VmConfig, wholeMachine: boolean): void {
  config.mapsAllDevices = wholeMachine;
}

function readPassthrough(item: TomlValue, reading: Reading): void {
  const key = "devices.passthrough_devices";
  const name = textAt(item, 0);
  if (item instanceof TomlArray && item.items.length > 1) return addWindow(item, reading);
  if (!name.startsWith("/")) return reading.problem(key, item.line, `"${name}": ${notAbsolute}`);
  reading.config.passedPaths.push({ key, line: item.line, path: name });
}

const notAbsolute = "expected a path of the machine's device tree that begins with /";

function addWindow(item: TomlValue, reading: Reading): void {
  reading.config.passedWindows.push({
    key: "devices.passthrough_devices",
    line: item.line,
    name: textAt(item, 0),
    gpa: unsignedAt(item, 1),
    hpa: unsignedAt(item, 2),
    bytes: unsignedAt(item, 3),
    interrupt: u32(unsignedAt(item, 4)),
  });
}

function readExcluded(item: TomlValue, reading: Reading): void {
  for (const path of textsOf(item)) reading.config.excludedPaths.push({ key: "devices.excluded_devices", line: item.line, path });
}

function readAddresses(item: TomlValue, reading: Reading): void {
  const base = unsignedAt(item, 0);
  const bytes = unsignedAt(item, 1);
  const key = "devices.passthrough_addresses";
  reading.config.passedWindows.push({ key, line: item.line, name: "", gpa: base, hpa: base, bytes, interrupt: 0 });
}

/** AxVisor's codes of emulated devices. */
interface EmulatedCode {
  readonly code: u64;
  readonly name: string;
  /** Every guest has it. */
  readonly own: boolean;
}

const codeOfNothing: u64 = 0x0n;
const emulatedCodes: readonly EmulatedCode[] = [
  { code: 0x1n, name: "interrupt controller", own: true },
  { code: 0x2n, name: "console", own: true },
  { code: 0x3n, name: "fw_cfg", own: false },
  { code: 0xan, name: "IVC channel", own: false },
  { code: 0x20n, name: "GICv3 redistributor", own: true },
  { code: 0x21n, name: "GICv3 distributor", own: true },
  { code: 0x22n, name: "GICv3 ITS", own: false },
  { code: 0x23n, name: "x86 I/O APIC", own: false },
  { code: 0x24n, name: "x86 PIT", own: false },
  { code: 0x25n, name: "LoongArch PCH-PIC", own: false },
  { code: 0x30n, name: "RISC-V PLIC", own: false },
  { code: 0xe1n, name: "virtio block device", own: false },
  { code: 0xe2n, name: "virtio network device", own: false },
  { code: 0xe3n, name: "virtio console", own: false },
];
const ownAddresses = "the guest has this device anyway, at the address in its device tree; the entry has no effect";

function readEmulated(item: TomlValue, reading: Reading): void {
  const key = "devices.emu_devices";
  const name = textAt(item, 0);
  const code = unsignedAt(item, 4);
  if (code === codeOfNothing) return;
  const known = emulatedCodes.find((one) => one.code === code) ?? null;
  if (known?.own === true) return reading.warn(key, item.line, `"${name}": ${ownAddresses}`);
  const what = known === null ? "which AxVisor does not have either" : known.name;
  reading.problem(key, item.line, `"${name}": emulated devices of type ${hex(code)} (${what}) are not supported here`);
}

function readPassed(item: TomlValue, reading: Reading): void {
  const key = "devices.passthrough";
  const path = pathOf(item);
  if (path === "/") return reading.problem(key, item.line, '"/": all devices are passed through by guest_type = "passthrough" in [base]');
  if (!path.startsWith("/")) return reading.problem(key, item.line, `"${path}": ${notAbsolute}`);
  reading.config.passedPaths.push({ key, line: item.line, path });
}

function readDisabled(item: TomlValue, reading: Reading): void {
  reading.config.excludedPaths.push({ key: "devices.disabled", line: item.line, path: pathOf(item) });
}

function pathOf(item: TomlValue): string {
  return item instanceof TomlTable ? (textOf(item.get("path")) ?? "") : "";
}

/** Models of AxVisor 0.8 that stand for what every guest has. */
const ownModels: readonly string[] = ["pl011-mmio"];

function readVirtual(item: TomlValue, reading: Reading): void {
  const key = "devices.virtual";
  const model = item instanceof TomlTable ? item.get("model") : null;
  const name = textOf(model) ?? "";
  if (ownModels.includes(name)) return reading.warn(key, item.line, `"${name}": ${ownAddresses}`);
  const what = model === null ? "a device without a model" : describeValue(model);
  reading.problem(key, item.line, `model: ${what} is not supported here; guests have an emulated GICv3, PL011, timer and PSCI`);
}
