/** What a TOML document is made of. Every node knows where it began: line and column from 1, columns in characters. */
import type { u32, u64 } from "../../std/index.js";

export class TomlString {
  constructor(
    readonly line: u32,
    readonly column: u32,
    readonly value: string,
  ) {}
}

/** -2^63 to 2^64-1: TOML's integers, and addresses with bit 63 set. */
export class TomlInteger {
  /** @param magnitude the value without its sign */
  constructor(
    readonly line: u32,
    readonly column: u32,
    readonly magnitude: u64,
    readonly negative: boolean,
  ) {}
}

export class TomlBoolean {
  constructor(
    readonly line: u32,
    readonly column: u32,
    readonly value: boolean,
  ) {}
}

export class TomlArray {
  readonly items: TomlValue[] = [];

  /** @param ofTables made by `[[name]]` headers, so that more of them may follow */
  constructor(
    readonly line: u32,
    readonly column: u32,
    readonly ofTables: boolean,
  ) {}
}

/** How a table came to be: it decides what may still be added. TOML 1.0, "Table" and "Inline Table". */
export enum TableOrigin {
  /** By a header of a table in it; its own header may still follow. */
  Implicit = 0,
  /** By its own header. */
  Header = 1,
  /** By a dotted key; more dotted keys of the same section may follow. */
  DottedKey = 2,
  /** `{ … }`: complete. */
  Inline = 3,
}

export class TomlTable {
  /** In the order of the file. */
  readonly entries = new Map<string, TomlEntry>();

  constructor(
    readonly line: u32,
    readonly column: u32,
    public origin: TableOrigin,
  ) {}

  /** Null: it has no such key. */
  get(key: string): TomlValue | null {
    const entry = this.entries.get(key);
    return entry === undefined ? null : entry.value;
  }
}

/** All values that there are here: the reader refuses floats, dates and times. */
export type TomlValue = TomlString | TomlInteger | TomlBoolean | TomlArray | TomlTable;

/** A key where it was first written, and what it stands for. */
export interface TomlEntry {
  readonly key: string;
  readonly line: u32;
  readonly column: u32;
  readonly value: TomlValue;
}

/** For messages: "a string", "the integer 5". */
export function describeValue(value: TomlValue): string {
  if (value instanceof TomlString) return `the string "${value.value}"`;
  if (value instanceof TomlInteger) return `the integer ${value.negative ? "-" : ""}${value.magnitude}`;
  if (value instanceof TomlBoolean) return value.value ? "true" : "false";
  if (value instanceof TomlArray) return "an array";
  return "a table";
}
