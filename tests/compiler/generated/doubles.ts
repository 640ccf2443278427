/** Numbers of host programs: what JavaScript and C compute to the last bit, so no `sin`, no `**`. */
import { boolean } from "./booleans.js";
import { anyValue } from "./expressions.js";
import { whole } from "./numbers.js";
import { string } from "./strings.js";
import { doubleType } from "./types.js";
import type { Writer } from "./writer.js";

const literals = [
  "0",
  "1",
  "0.5",
  "-1.5",
  "0.1",
  "3",
  "1e21",
  "1e-7",
  "-0",
  "(0 / 0)",
  "Infinity",
  "2147483648",
  "9007199254740993",
  "5e-324",
  "255.75",
];

function leaf(w: Writer): string {
  const places = w.placesOf(doubleType);
  if (places.length > 0 && w.choices.chance(75)) return w.choices.pick(places).text;
  return doubleLiteral(w);
}

export function doubleLiteral(w: Writer): string {
  const text = w.choices.pick(literals);
  return text.startsWith("-") ? `(${text})` : text;
}

function arithmetic(w: Writer, depth: number): string {
  return `(${double(w, depth)} ${w.choices.pick(["+", "-", "*", "/", "%"])} ${double(w, depth)})`;
}

function ofOne(w: Writer, depth: number): string {
  return `Math.${w.choices.pick(["sqrt", "abs", "floor", "ceil", "round", "trunc", "sign", "fround"])}(${double(w, depth)})`;
}

function ofTwo(w: Writer, depth: number): string {
  return `Math.${w.choices.pick(["min", "max", "hypot"])}(${double(w, depth)}, ${double(w, depth)})`;
}

/** An integer, whose zero has no sign. */
function fromWhole(w: Writer, depth: number): string {
  return `(${whole(w, depth).text} + 0)`;
}

function bits(w: Writer, depth: number): string {
  return `(${double(w, depth)} ${w.choices.pick(["&", "|", "^", "<<", ">>", ">>>"])} ${double(w, depth)})`;
}

function conditional(w: Writer, depth: number): string {
  return `(${boolean(w, depth)} ? ${double(w, depth)} : ${double(w, depth)})`;
}

function negative(w: Writer, depth: number): string {
  return `(-${double(w, depth)})`;
}

function parsed(w: Writer, depth: number): string {
  return `${w.choices.pick(["Number", "parseFloat", "parseInt"])}(${string(w, depth)})`;
}

function taken(w: Writer, depth: number): string {
  return anyValue(w, doubleType, depth) ?? leaf(w);
}

function assigned(w: Writer, depth: number): string {
  const places = w.placesOf(doubleType).filter(({ isMutable }) => isMutable);
  if (places.length === 0) return leaf(w);
  return `(${w.choices.pick(places).text} ${w.choices.pick(["=", "+=", "*="])} ${double(w, depth)})`;
}

const productions = [arithmetic, arithmetic, ofOne, ofTwo, fromWhole, bits, conditional, negative, parsed, taken, taken, assigned] as const;

export function double(w: Writer, depth: number): string {
  w.budget--;
  if (depth <= 0 || w.budget < 0 || w.choices.chance(25)) return leaf(w);
  return w.choices.pick(productions)(w, depth - 1);
}
