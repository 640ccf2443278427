/** u64 and i64: results wrap, or are small enough by their bounds. */
import { boolean } from "./booleans.js";
import { anyValue } from "./expressions.js";
import { whole } from "./numbers.js";
import type { WideName } from "./types.js";
import type { Writer } from "./writer.js";

const edges = ["0n", "1n", "2n", "63n", "0xffn", "0xffff_ffffn", "0x1_0000_0000n", "0x7fff_ffff_ffff_ffffn", "0x123_4567_89ab_cdefn"];

export function wideLiteral(w: Writer, name: WideName): string {
  const text = w.choices.pick(name === "u64" ? [...edges, "0xffff_ffff_ffff_ffffn", "0x8000_0000_0000_0000n"] : edges);
  return name === "i64" && w.choices.chance(30) ? `(-${text})` : text;
}

function leaf(w: Writer, name: WideName): string {
  const places = w.placesOf({ kind: "wide", name });
  return places.length > 0 && w.choices.chance(75) ? w.choices.pick(places).text : wideLiteral(w, name);
}

/** `BigInt.asUintN(64, …)` */
function wrapped(name: WideName, text: string): string {
  return name === "u64" ? `BigInt.asUintN(64, ${text})` : `BigInt.asIntN(64, ${text})`;
}

/** Something that is surely of the type and no literal alone. */
function flavoured(w: Writer, name: WideName, depth: number): string {
  return wrapped(name, wide(w, name, depth));
}

function sum(w: Writer, name: WideName, depth: number): string {
  return wrapped(name, `${wide(w, name, depth)} ${w.choices.pick(["+", "-", "*"])} ${wide(w, name, depth)}`);
}

/** Not wrapped: may trap. Operands are cut so that most do not. */
function checkedSum(w: Writer, name: WideName, depth: number): string {
  const [a, b] = [wide(w, name, depth), wide(w, name, depth)];
  const operator = w.choices.pick(["+", "*"]);
  if (w.choices.chance(2)) return `(${wrapped(name, a)} - ${b})`;
  return name === "u64"
    ? `((${a} & 0xffff_ffffn) ${operator} (${b} & 0x7fff_ffffn))`
    : `((${a} % 0x7fff_ffffn) ${operator} (${b} % 0x7fff_ffffn))`;
}

function bits(w: Writer, name: WideName, depth: number): string {
  return `(${flavoured(w, name, depth)} ${w.choices.pick(["&", "|", "^"])} ${wide(w, name, depth)})`;
}

/** The value's type is the result's, so that it is no literal alone. */
function shift(w: Writer, name: WideName, depth: number): string {
  const [value, by] = [flavoured(w, name, depth), `(${flavoured(w, name, depth)} & 0x4fn)`];
  return w.choices.chance(50) ? `(${value} >> ${by})` : wrapped(name, `${value} << ${by}`);
}

/** The divisor is odd but for a rare one. */
function quotient(w: Writer, name: WideName, depth: number): string {
  const [a, b] = [flavoured(w, name, depth), flavoured(w, name, depth)];
  if (w.choices.chance(2)) return `(${a} ${w.choices.pick(["/", "%"])} ${b})`;
  const least = name === "i64" ? "0x7fff_ffffn" : "0xffff_ffff_ffffn";
  return `(${a} ${w.choices.pick(["/", "%"])} ((${b} & ${least}) | 1n))`;
}

function conditional(w: Writer, name: WideName, depth: number): string {
  return wrapped(name, `${boolean(w, depth)} ? ${wide(w, name, depth)} : ${wide(w, name, depth)}`);
}

/** From a number. */
function widened(w: Writer, name: WideName, depth: number): string {
  const value = whole(w, depth);
  if (name === "i64") return `i64(${value.text})`;
  return value.least >= 0 ? `u64(${value.text})` : `BigInt(${value.text} >>> 0)`;
}

function narrowed(w: Writer, name: WideName, depth: number): string {
  const width = w.choices.pick([8, 16, 32, 63]);
  return name === "u64" ? `BigInt.asUintN(${width}, ${wide(w, name, depth)})` : `BigInt.asIntN(${width}, ${wide(w, name, depth)})`;
}

function taken(w: Writer, name: WideName, depth: number): string {
  return anyValue(w, { kind: "wide", name }, depth) ?? leaf(w, name);
}

const productions = [sum, checkedSum, bits, shift, quotient, conditional, widened, narrowed, taken] as const;

export function wide(w: Writer, name: WideName, depth: number): string {
  w.budget--;
  if (depth <= 0 || w.budget < 0 || w.choices.chance(30)) return leaf(w, name);
  return w.choices.pick(productions)(w, name, depth - 1);
}

/** As the left side of a comparison. */
export function wideOperand(w: Writer, name: WideName, depth: number): string {
  return flavoured(w, name, depth);
}
