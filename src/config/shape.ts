/** What a key's value may be, as data: the parser checks it, messages say it, and the JSON schema for editors is made from it. */
import type { u32, u64 } from "../std/index.js";
import type { TomlValue } from "./toml/nodes.js";
import { TomlArray, TomlBoolean, TomlInteger, TomlString, TomlTable } from "./toml/nodes.js";

/** `words` stand behind "expected" in messages. */
export type Shape = AnyShape | BooleanShape | IntegerShape | TextShape | ListShape | TupleShape | TableShape | EitherShape;

export interface AnyShape {
  readonly kind: "any";
  readonly words: string;
}

export interface BooleanShape {
  readonly kind: "boolean";
  readonly words: string;
}

/** From `least` to `greatest`, both allowed; never negative. */
export interface IntegerShape {
  readonly kind: "integer";
  readonly words: string;
  readonly least: u64;
  readonly greatest: u64;
}

export interface TextShape {
  readonly kind: "text";
  readonly words: string;
  /** Characters at least. */
  readonly least: u32;
  /** What it must be; empty: anything. */
  readonly only: readonly string[];
}

/** Any number of items of one shape. */
export interface ListShape {
  readonly kind: "list";
  readonly words: string;
  readonly item: Shape;
}

/** An array of as many items as shapes, in this order. */
export interface TupleShape {
  readonly kind: "tuple";
  readonly words: string;
  readonly items: readonly Shape[];
}

/** A table with these keys, all texts, and others of any kind where `open`. */
export interface TableShape {
  readonly kind: "table";
  readonly words: string;
  readonly texts: readonly string[];
  readonly open: boolean;
}

/** One of two. */
export interface EitherShape {
  readonly kind: "either";
  readonly words: string;
  readonly first: Shape;
  readonly second: Shape;
}

/** Any 64 bits. An integer that may be so large is called an address in messages. */
export const greatestAddress: u64 = 0xffff_ffff_ffff_ffffn;

export function anything(): Shape {
  const shape: AnyShape = { kind: "any", words: "anything" };
  return shape;
}

export function trueOrFalse(): Shape {
  const shape: BooleanShape = { kind: "boolean", words: "true or false" };
  return shape;
}

/** @param least @param greatest both are allowed */
export function integerShape(least: u64, greatest: u64): Shape {
  const words = greatest === greatestAddress ? "an address" : `an integer from ${least} to ${greatest}`;
  const shape: IntegerShape = { kind: "integer", words, least, greatest };
  return shape;
}

/** @param least characters */
export function textShape(least: u32): Shape {
  const words = least > 0 ? "a text in quotes that is not empty" : "a text in quotes";
  const shape: TextShape = { kind: "text", words, least, only: [] };
  return shape;
}

/** A text that is one of `only`. */
export function oneOf(only: readonly string[]): Shape {
  const words = `one of ${only.map((one) => `"${one}"`).join(", ")}`;
  const shape: TextShape = { kind: "text", words, least: 0, only };
  return shape;
}

export function listShape(words: string, item: Shape): Shape {
  const shape: ListShape = { kind: "list", words, item };
  return shape;
}

export function tupleShape(words: string, items: readonly Shape[]): Shape {
  const shape: TupleShape = { kind: "tuple", words, items };
  return shape;
}

export function tableShape(words: string, texts: readonly string[], open: boolean): Shape {
  const shape: TableShape = { kind: "table", words, texts, open };
  return shape;
}

/** @param words for both together: those of `first` and `second` are not shown */
export function eitherShape(words: string, first: Shape, second: Shape): Shape {
  const shape: EitherShape = { kind: "either", words, first, second };
  return shape;
}

/** Looks at everything inside the value too. */
export function matches(shape: Shape, value: TomlValue): boolean {
  switch (shape.kind) {
    case "any":
      return true;
    case "boolean":
      return value instanceof TomlBoolean;
    case "integer":
      return matchesInteger(shape, value);
    case "text":
      return matchesText(shape, value);
    case "list":
      return value instanceof TomlArray && value.items.every((item) => matches(shape.item, item));
    case "tuple":
      return matchesTuple(shape, value);
    case "table":
      return matchesTable(shape, value);
    case "either":
      return matches(shape.first, value) || matches(shape.second, value);
  }
}

function matchesInteger(shape: IntegerShape, value: TomlValue): boolean {
  if (!(value instanceof TomlInteger) || value.negative) return false;
  return value.magnitude >= shape.least && value.magnitude <= shape.greatest;
}

function matchesText(shape: TextShape, value: TomlValue): boolean {
  if (!(value instanceof TomlString) || value.value.length < shape.least) return false;
  return shape.only.length === 0 || shape.only.includes(value.value);
}

function matchesTuple(shape: TupleShape, value: TomlValue): boolean {
  if (!(value instanceof TomlArray) || value.items.length !== shape.items.length) return false;
  for (let i: u32 = 0; i < shape.items.length; i++) if (!matches(shape.items[i]!, value.items[i]!)) return false;
  return true;
}

function matchesTable(shape: TableShape, value: TomlValue): boolean {
  if (!(value instanceof TomlTable)) return false;
  for (const key of shape.texts) if (!(value.get(key) instanceof TomlString)) return false;
  return shape.open || value.entries.size === shape.texts.length;
}
