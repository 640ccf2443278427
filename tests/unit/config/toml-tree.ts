/** The reader's tree as plain values, to compare with what other TOML readers make. */
import { parseToml } from "../../../src/config/toml/document.js";
import { TomlArray, TomlBoolean, TomlInteger, TomlString } from "../../../src/config/toml/nodes.js";
import type { TomlTable, TomlValue } from "../../../src/config/toml/nodes.js";
import { encodeUtf8 } from "../../../src/std/index.js";

export type Plain = string | bigint | boolean | Plain[] | Map<string, Plain>;

export function parsePlain(text: string): Plain {
  return plainOf(parse(text));
}

export function parse(text: string): TomlTable {
  return parseToml("test.toml", encodeUtf8(text));
}

function plainOf(value: TomlValue): Plain {
  if (value instanceof TomlString || value instanceof TomlBoolean) return value.value;
  if (value instanceof TomlInteger) return value.negative ? -value.magnitude : value.magnitude;
  if (value instanceof TomlArray) return value.items.map(plainOf);
  return sorted([...value.entries.values()].map((entry): [string, Plain] => [entry.key, plainOf(entry.value)]));
}

/** What smol-toml or @iarna/toml made, in the same shape. */
export function plainOfOracle(value: unknown): Plain {
  if (typeof value === "string" || typeof value === "boolean" || typeof value === "bigint") return value;
  if (typeof value === "number") return BigInt(value);
  if (Array.isArray(value)) return value.map(plainOfOracle);
  if (typeof value === "object" && value !== null) {
    return sorted(Object.entries(value).map(([key, one]): [string, Plain] => [key, plainOfOracle(one)]));
  }
  throw new Error(`the oracle made a ${typeof value}`);
}

function sorted(entries: [string, Plain][]): Map<string, Plain> {
  return new Map(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}
