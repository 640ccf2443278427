/** What a key of the configuration is: rows of the tables in `*-keys.ts`, made by the functions below, one a type. */
import type { TomlValue } from "./toml/nodes.js";
import { TomlArray, TomlBoolean, TomlInteger, TomlString } from "./toml/nodes.js";
import type { u32, u64 } from "../std/index.js";
import type { Reading } from "./reading.js";
import { anything, greatestAddress, integerShape, listShape, matches, oneOf, textShape, trueOrFalse } from "./shape.js";
import type { Shape } from "./shape.js";
import type { VmConfig } from "./vm-config.js";

/** Whether a file without the key is refused. */
export enum Need {
  Optional = 0,
  Required = 1,
}

/** One key: where it stands, what it may be, what it means, and what is done with its value. */
export interface KeySpec {
  /** `TABLE.KEY`. */
  readonly path: string;
  readonly shape: Shape;
  readonly need: Need;
  readonly meaning: string;
  /** Puts the value into the configuration, or notes what is wrong with it. */
  readonly read: (value: TomlValue, reading: Reading) => void;
}

/** A key whose value is read once its shape is right. */
function key(path: string, shape: Shape, need: Need, meaning: string, take: (value: TomlValue, reading: Reading) => void): KeySpec {
  return {
    path,
    shape,
    need,
    meaning,
    read: (value, reading) => {
      if (matches(shape, value)) take(value, reading);
      else reading.expected(path, value, shape.words);
    },
  };
}

/** @param least @param greatest both are allowed */
export function integer(
  path: string,
  need: Need,
  least: u64,
  greatest: u64,
  meaning: string,
  set: (config: VmConfig, value: u64) => void,
): KeySpec {
  return key(path, integerShape(least, greatest), need, meaning, (value, reading) => set(reading.config, unsignedOf(value) ?? 0n));
}

/** A GPA or HPA, 64 bits; whether it fits the rest is checked when everything was read. */
export function address(path: string, need: Need, meaning: string, set: (config: VmConfig, value: u64) => void): KeySpec {
  return integer(path, need, 0n, greatestAddress, meaning, set);
}

/** Not empty where it is required. */
export function text(path: string, need: Need, meaning: string, set: (config: VmConfig, value: string) => void): KeySpec {
  return key(path, textShape(need === Need.Required ? 1 : 0), need, meaning, (value, reading) => set(reading.config, textOf(value) ?? ""));
}

/** Optional, from 0 up, in the order of the file. */
export function integers(path: string, meaning: string, set: (config: VmConfig, values: u64[]) => void): KeySpec {
  const shape = listShape("an array of integers from 0 up", integerShape(0n, greatestAddress));
  return key(path, shape, Need.Optional, meaning, (value, reading) => set(reading.config, unsignedListOf(value)));
}

/** A text of a few; each with what is to be said about it ("" for nothing) and done with it. */
export interface Choice {
  readonly value: string;
  readonly verdict: Verdict;
  readonly remark: string;
  readonly set: (config: VmConfig) => void;
}

/** What becomes of the text: taken, taken with a warning, or refused. */
export enum Verdict {
  Accepted = 0,
  Warned = 1,
  Refused = 2,
}

/** Taken without a word. */
export function accepted(value: string, set: (config: VmConfig) => void): Choice {
  return { value, verdict: Verdict.Accepted, remark: "", set };
}

/** A value that AxVisor has and this hypervisor does not. @param remark follows the value in the message */
export function refused(value: string, remark: string): Choice {
  return { value, verdict: Verdict.Refused, remark, set: nothing };
}

/** For a value that is what there is anyway. */
export function nothing(_config: VmConfig): void {}

/** Its shape has the values that can be used; one that is known and refused gets its own message. */
export function choice(path: string, meaning: string, choices: readonly Choice[]): KeySpec {
  const words = oneOf(choices.map((one) => one.value)).words;
  const usable = choices.filter((one) => one.verdict !== Verdict.Refused);
  return {
    path,
    shape: oneOf(usable.map((one) => one.value)),
    need: Need.Optional,
    meaning,
    read: (value, reading) => {
      const chosen = choices.find((one) => one.value === textOf(value)) ?? null;
      if (chosen === null) return reading.expected(path, value, words);
      if (chosen.verdict === Verdict.Refused) return reading.problem(path, value.line, `"${chosen.value}" ${chosen.remark}`);
      if (chosen.verdict === Verdict.Warned) reading.warn(path, value.line, `"${chosen.value}" ${chosen.remark}`);
      chosen.set(reading.config);
    },
  };
}

/** A key whose value changes nothing here. */
export function ignored(path: string, meaning: string, remark: string): KeySpec {
  return key(path, anything(), Need.Optional, meaning, (value, reading) => reading.warn(path, value.line, remark));
}

/** A switch that must be off. */
export function mustBeFalse(path: string, meaning: string, remark: string): KeySpec {
  return key(path, trueOrFalse(), Need.Optional, meaning, (value, reading) => {
    if (value instanceof TomlBoolean && value.value) reading.problem(path, value.line, remark);
  });
}

/** An array whose elements `readItem` deals with, one by one, those that have the shape. */
export function list(path: string, meaning: string, item: Shape, readItem: (item: TomlValue, reading: Reading) => void): KeySpec {
  const shape = listShape("an array", item);
  return {
    path,
    shape,
    need: Need.Optional,
    meaning,
    read: (value, reading) => {
      if (!(value instanceof TomlArray)) return reading.expected(path, value, shape.words);
      for (const one of value.items) {
        if (matches(item, one)) readItem(one, reading);
        else reading.expected(path, one, item.words);
      }
    },
  };
}

/** The value where it is an integer from 0 up. */
export function unsignedOf(value: TomlValue): u64 | null {
  return value instanceof TomlInteger && !value.negative ? value.magnitude : null;
}

/** The value where it is a text. */
export function textOf(value: TomlValue | null): string | null {
  return value instanceof TomlString ? value.value : null;
}

/** The elements that are integers from 0 up. */
export function unsignedListOf(value: TomlValue): u64[] {
  const numbers: u64[] = [];
  if (!(value instanceof TomlArray)) return numbers;
  for (const item of value.items) numbers.push(unsignedOf(item) ?? 0n);
  return numbers;
}

/** The elements that are texts. */
export function textsOf(value: TomlValue): string[] {
  const texts: string[] = [];
  if (!(value instanceof TomlArray)) return texts;
  for (const item of value.items) {
    const text = textOf(item);
    if (text !== null) texts.push(text);
  }
  return texts;
}

/** The element `index` of an array whose shape was checked, where it is a text. */
export function textAt(value: TomlValue, index: u32): string {
  return value instanceof TomlArray ? (textOf(value.items.at(index) ?? null) ?? "") : "";
}

/** The element `index` of an array whose shape was checked, where it is an integer. */
export function unsignedAt(value: TomlValue, index: u32): u64 {
  const item = value instanceof TomlArray ? value.items.at(index) : undefined;
  return item === undefined ? 0n : (unsignedOf(item) ?? 0n);
}
