/** Reads a guest's TOML file in AxVisor's classic format. The same code runs on the device and in `tsvisor check`. */
import { baseKeys } from "./base-keys.js";
import { checkVmConfig } from "./check-vm-config.js";
import { ConfigError } from "./config-error.js";
import { deviceKeys } from "./device-keys.js";
import { kernelKeys } from "./kernel-keys.js";
import type { KeySpec } from "./key-spec.js";
import { Need } from "./key-spec.js";
import { nearest } from "./nearest.js";
import { Reading } from "./reading.js";
import { parseToml } from "./toml/document.js";
import type { TomlEntry, TomlTable } from "./toml/nodes.js";
import { TomlTable as Table } from "./toml/nodes.js";
import { TomlError } from "./toml/toml-error.js";
import { VmConfig } from "./vm-config.js";

/** A table of the file and the keys that it may have. */
interface Section {
  readonly name: string;
  readonly keys: readonly KeySpec[];
}

/** All tables and keys of the format. */
export const sections: readonly Section[] = [
  { name: "base", keys: baseKeys },
  { name: "kernel", keys: kernelKeys },
  { name: "devices", keys: deviceKeys },
];

/**
 * Reads and checks a configuration; what needs the machine or the images (CPUs, free memory, sizes) is checked when the VM is made.
 * @param source file name: begins every message, and is the base of relative paths
 * @throws ConfigError with every problem found, each as `FILE:LINE: KEY: what was expected`
 */
export function parseVmConfig(source: string, text: Uint8Array): VmConfig {
  const reading = new Reading(new VmConfig(source));
  const root = parseDocument(source, text);
  warnOfUnknownTables(root, reading);
  for (const section of sections) readSection(root, section, reading);
  if (reading.problems.length > 0) throw new ConfigError(reading.problems);
  const problems = checkVmConfig(reading.config);
  if (problems.length > 0) throw new ConfigError(problems);
  return reading.config;
}

function parseDocument(source: string, text: Uint8Array): TomlTable {
  try {
    return parseToml(source, text);
  } catch (error) {
    if (error instanceof TomlError) throw new ConfigError([error.message]);
    throw error;
  }
}

function warnOfUnknownTables(root: TomlTable, reading: Reading): void {
  const names = sections.map((section) => section.name);
  for (const entry of root.entries.values()) {
    if (!names.includes(entry.key)) reading.warn(entry.key, entry.line, `unknown table or key, ignored${didYouMean(entry.key, names)}`);
  }
}

function readSection(root: TomlTable, section: Section, reading: Reading): void {
  const table = root.get(section.name);
  if (table !== null && !(table instanceof Table)) return reading.expected(section.name, table, `a table [${section.name}]`);
  const entries = table === null ? [] : [...table.entries.values()];
  for (const entry of entries) readKey(entry, section, reading);
  for (const spec of section.keys) {
    if (spec.need === Need.Required && reading.config.lineOf(spec.path) === 0) reportMissing(spec, section, table, reading);
  }
}

function readKey(entry: TomlEntry, section: Section, reading: Reading): void {
  const path = `${section.name}.${entry.key}`;
  const spec = section.keys.find((one) => one.path === path) ?? null;
  if (spec === null) {
    const known = section.keys.map((one) => one.path.slice(section.name.length + 1));
    return reading.warn(path, entry.line, `unknown key, ignored${didYouMean(entry.key, known)}`);
  }
  reading.config.setLine(path, entry.line);
  spec.read(entry.value, reading);
}

/** Said at the line of the table; at line 1 where that is missing too. */
function reportMissing(spec: KeySpec, section: Section, table: TomlTable | null, reading: Reading): void {
  const line = table === null ? 1 : table.line;
  reading.problem(spec.path, line, `is missing in [${section.name}]: expected ${spec.shape.words} (${spec.meaning})`);
}

function didYouMean(word: string, known: readonly string[]): string {
  const near = nearest(word, known);
  return near === null ? "" : `; did you mean "${near}"?`;
}
