/** `[devices]` of AxVisor's classic guest format. Every guest here has an emulated GICv3 and a PL011; nothing is passed through yet. */
import type { u64 } from "../std/index.js";
import { hex } from "../std/index.js";
import type { KeySpec } from "./key-spec.js";
import { choice, list, textAt, unsignedOf, Verdict } from "./key-spec.js";
import type { Reading } from "./reading.js";
import type { TomlValue } from "./toml/nodes.js";
import { describeValue, TomlArray, TomlTable } from "./toml/nodes.js";

const noPassthrough = "passing devices through is not supported yet; guests have an emulated GICv3, PL011, timer and PSCI";
const emulatedInstead = "is replaced: the guest gets an emulated GICv3, PL011, timer and PSCI instead of the machine's devices";
const nothingToExclude = "has no effect: nothing is passed through";
const ownAddresses = "the guest has this device anyway, at the address in its device tree; the entry has no effect";

export const deviceKeys: readonly KeySpec[] = [
  list("devices.emu_devices", "array of [name, base_gpa, length, irq_id, emu_type, cfg_list]", readEmulated),
  list("devices.passthrough_devices", 'array of ["/path"] or [name, base_gpa, base_hpa, length, irq_id]', readPassthrough),
  list("devices.excluded_devices", "paths that are not passed through", (item, reading) => {
    reading.warn("devices.excluded_devices", item.line, nothingToExclude);
  }),
  list("devices.passthrough_addresses", "array of [gpa, length]", (item, reading) => {
    reading.problem("devices.passthrough_addresses", item.line, noPassthrough);
  }),
  list("devices.passthrough_ports", "array of [base, length], x86", (item, reading) => {
    reading.problem("devices.passthrough_ports", item.line, "I/O ports exist on x86 alone, and are not supported yet");
  }),
  choice("devices.interrupt_mode", "who has the interrupt controller", [
    { value: "no_irq", verdict: Verdict.Accepted, remark: "" },
    { value: "no", verdict: Verdict.Accepted, remark: "" },
    { value: "none", verdict: Verdict.Accepted, remark: "" },
    { value: "emulated", verdict: Verdict.Accepted, remark: "" },
    { value: "emu", verdict: Verdict.Accepted, remark: "" },
    { value: "passthrough", verdict: Verdict.Warned, remark: emulatedInstead },
    { value: "pt", verdict: Verdict.Warned, remark: emulatedInstead },
  ]),
  choice("devices.address_space_policy", "what of the machine's device memory the guest sees", [
    { value: "virtualized", verdict: Verdict.Accepted, remark: "" },
    { value: "virtual", verdict: Verdict.Accepted, remark: "" },
    { value: "passthrough", verdict: Verdict.Warned, remark: emulatedInstead },
    { value: "pt", verdict: Verdict.Warned, remark: emulatedInstead },
  ]),
  list("devices.passthrough", "AxVisor 0.8: array of { path }", (item, reading) => {
    reading.problem("devices.passthrough", item.line, noPassthrough);
  }),
  list("devices.disabled", "AxVisor 0.8: array of { path }", (item, reading) => {
    reading.warn("devices.disabled", item.line, nothingToExclude);
  }),
  list("devices.virtual", "AxVisor 0.8: tables of id and model", readVirtual),
];

/** `["/"]` means all there is: the emulated devices stand in. A device by name is wanted as it is. */
function readPassthrough(item: TomlValue, reading: Reading): void {
  const path = "devices.passthrough_devices";
  const name = item instanceof TomlArray ? textAt(item, 0) : null;
  if (name === null) return reading.expected(path, item, 'an array that begins with a device\'s path or name, such as ["/"]');
  if (name === "/") reading.warn(path, item.line, `"/" ${emulatedInstead}`);
  else reading.problem(path, item.line, `"${name}": ${noPassthrough}`);
}

/** AxVisor's codes of devices that guests here have anyway: interrupt controller, console, GPPT redistributor and distributor. */
const codesOfOwnDevices: readonly u64[] = [0x1n, 0x2n, 0x20n, 0x21n];
const codeOfNothing: u64 = 0x0n;

function readEmulated(item: TomlValue, reading: Reading): void {
  const path = "devices.emu_devices";
  const name = item instanceof TomlArray ? textAt(item, 0) : null;
  const code = item instanceof TomlArray && item.items.length >= 5 ? unsignedOf(item.items[4]!) : null;
  if (name === null || code === null) return reading.expected(path, item, "an array [name, base_gpa, length, irq_id, emu_type, cfg_list]");
  if (code === codeOfNothing) return;
  if (codesOfOwnDevices.includes(code)) reading.warn(path, item.line, `"${name}": ${ownAddresses}`);
  else reading.problem(path, item.line, `"${name}": emulated devices of type ${hex(code)} are not supported here yet`);
}

function readVirtual(item: TomlValue, reading: Reading): void {
  const model = item instanceof TomlTable ? item.get("model") : null;
  const name = model === null ? "a device without a model" : describeValue(model);
  reading.problem("devices.virtual", item.line, `${name} is not supported here yet; guests have an emulated GICv3, PL011, timer and PSCI`);
}
