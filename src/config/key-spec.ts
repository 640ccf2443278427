/** What a key of the configuration is: rows of the tables in `keys-*.ts`, made by the functions below, one a type. */
import type { TomlValue } from "./toml/nodes.js";
import { TomlArray, TomlBoolean, TomlInteger, TomlString } from "./toml/nodes.js";
import type { u32, u64 } from "../std/index.js";
import type { Reading } from "./reading.js";
import type { VmConfig } from "./vm-config.js";

export enum Need {
  Optional = 0,
  Required = 1,
}

/** One key: where it stands, what it means, and what is done with its value. */
export interface KeySpec {
  /** `TABLE.KEY`. */
  readonly path: string;
  /** In words, for messages and help. */
  readonly type: string;
  readonly need: Need;
  readonly meaning: string;
  /** Puts the value into the configuration, or notes what is wrong with it. */
  readonly read: (value: TomlValue, reading: Reading) => void;
}

export function integer(
  path: string,
  need: Need,
  least: u64,
  greatest: u64,
  meaning: string,
  set: (config: VmConfig, value: u64) => void,
): KeySpec {
  const type = greatest === 0xffff_ffff_ffff_ffffn ? "an address" : `an integer from ${least} to ${greatest}`;
  return {
    path,
    type,
    need,
    meaning,
    read: (value, reading) => {
      const number = unsignedOf(value);
      if (number === null || number < least || number > greatest) reading.expected(path, value, type);
      else set(reading.config, number);
    },
  };
}

export function address(path: string, need: Need, meaning: string, set: (config: VmConfig, value: u64) => void): KeySpec {
  return integer(path, need, 0n, 0xffff_ffff_ffff_ffffn, meaning, set);
}

export function text(path: string, need: Need, meaning: string, set: (config: VmConfig, value: string) => void): KeySpec {
  const type = need === Need.Required ? "a text in quotes that is not empty" : "a text in quotes";
  return {
    path,
    type,
    need,
    meaning,
    read: (value, reading) => {
      if (!(value instanceof TomlString) || (need === Need.Required && value.value === "")) reading.expected(path, value, type);
      else set(reading.config, value.value);
    },
  };
}

export function integers(path: string, meaning: string, set: (config: VmConfig, values: u64[]) => void): KeySpec {
  const type = "an array of integers from 0 up";
  return {
    path,
    type,
    need: Need.Optional,
    meaning,
    read: (value, reading) => {
      const numbers = unsignedListOf(value);
      if (numbers === null) reading.expected(path, value, type);
      else set(reading.config, numbers);
    },
  };
}

/** A text of a few; each with what is to be said about it ("" for nothing). */
export interface Choice {
  readonly value: string;
  readonly verdict: Verdict;
  readonly remark: string;
}

export enum Verdict {
  Accepted = 0,
  Warned = 1,
  Refused = 2,
}

export function choice(path: string, meaning: string, choices: readonly Choice[]): KeySpec {
  const type = `one of ${choices.map((one) => `"${one.value}"`).join(", ")}`;
  return {
    path,
    type,
    need: Need.Optional,
    meaning,
    read: (value, reading) => {
      const chosen = value instanceof TomlString ? (choices.find((one) => one.value === value.value) ?? null) : null;
      if (chosen === null) return reading.expected(path, value, type);
      if (chosen.verdict === Verdict.Refused) reading.problem(path, value.line, `"${chosen.value}" ${chosen.remark}`);
      if (chosen.verdict === Verdict.Warned) reading.warn(path, value.line, `"${chosen.value}" ${chosen.remark}`);
    },
  };
}

/** A key whose value changes nothing here. */
export function ignored(path: string, meaning: string, remark: string): KeySpec {
  return { path, type: "anything", need: Need.Optional, meaning, read: (value, reading) => reading.warn(path, value.line, remark) };
}

/** A switch that must be off. */
export function mustBeFalse(path: string, meaning: string, remark: string): KeySpec {
  const type = "true or false";
  return {
    path,
    type,
    need: Need.Optional,
    meaning,
    read: (value, reading) => {
      if (!(value instanceof TomlBoolean)) reading.expected(path, value, type);
      else if (value.value) reading.problem(path, value.line, remark);
    },
  };
}

/** An array whose elements `readItem` deals with, one by one. */
export function list(path: string, meaning: string, readItem: (item: TomlValue, reading: Reading) => void): KeySpec {
  const type = "an array";
  return {
    path,
    type,
    need: Need.Optional,
    meaning,
    read: (value, reading) => {
      if (!(value instanceof TomlArray)) return reading.expected(path, value, type);
      for (const item of value.items) readItem(item, reading);
    },
  };
}

/** The value where it is an integer from 0 up. */
export function unsignedOf(value: TomlValue): u64 | null {
  return value instanceof TomlInteger && !value.negative ? value.magnitude : null;
}

/** The elements where they all are integers from 0 up. */
export function unsignedListOf(value: TomlValue): u64[] | null {
  if (!(value instanceof TomlArray)) return null;
  const numbers: u64[] = [];
  for (const item of value.items) {
    const number = unsignedOf(item);
    if (number === null) return null;
    numbers.push(number);
  }
  return numbers;
}

/** The element `index` where it is a text. */
export function textAt(array: TomlArray, index: u32): string | null {
  const item = array.items.at(index);
  return item instanceof TomlString ? item.value : null;
}
