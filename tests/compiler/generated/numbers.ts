/** Integers up to 53 bits: each expression comes with bounds, so that most fit where they are stored. */
import { boolean } from "./booleans.js";
import { anyValue } from "./expressions.js";
import { wide } from "./wide.js";
import { small, smallRanges, type OfKind, type SmallName } from "./types.js";
import type { Writer } from "./writer.js";

/** An expression and what it can be. */
export interface Whole {
  readonly text: string;
  readonly least: number;
  readonly greatest: number;
  /** TypeScript takes it for a plain `number`, which goes into every type; others have a flavour of their own. */
  readonly isPlain: boolean;
}

const bit32 = smallRanges.i32;

/** Numbers where something changes. */
const edges = [0, 1, 2, 7, 255, 256, 65535, 65536, 2147483647, 2147483648, 4294967295, 4294967296];

function plain(text: string, least: number, greatest: number): Whole {
  return { text, least, greatest, isPlain: true };
}

function literal(w: Writer): Whole {
  const value = w.choices.chance(60) ? w.choices.below(17) : w.choices.pick(edges);
  const signed = w.choices.chance(20) ? -value : value;
  return plain(signed < 0 ? `(${signed})` : `${value}`, signed, signed);
}

/** A variable, field or length. */
function leaf(w: Writer): Whole {
  const places = w.placesOfKind("small");
  if (places.length > 0 && w.choices.chance(75)) {
    const { text, type } = w.choices.pick(places);
    const [least, greatest] = smallRanges[type.name];
    return { text, least, greatest, isPlain: type.name === "number" };
  }
  const long = w.places(({ type }) => type.kind === "string" || type.kind === "array");
  if (long.length > 0 && w.choices.chance(30)) return plain(`${w.choices.pick(long).text}.length`, 0, 1 << 24);
  const sized = w.places(({ type }) => type.kind === "map" || type.kind === "set");
  if (sized.length > 0 && w.choices.chance(30)) return plain(`${w.choices.pick(sized).text}.size`, 0, 1 << 24);
  return literal(w);
}

/** The same value as a plain `number`. */
function unflavoured(value: Whole): Whole {
  return value.isPlain ? value : { ...value, text: `(${value.text} + 0)`, isPlain: true };
}

/** Bounds of a result from those of the corners; what leaves the safe integers is wrapped. */
function combined(w: Writer, operator: string, a: Whole, b: Whole, corners: readonly number[]): Whole {
  const [least, greatest] = [Math.min(...corners), Math.max(...corners)];
  const text = `${a.text} ${operator} ${b.text}`;
  if (Number.isSafeInteger(least) && Number.isSafeInteger(greatest)) return plain(`(${text})`, least, greatest);
  if (operator === "*") return plain(`Math.imul(${a.text}, ${b.text})`, ...bit32);
  const [left, right] = [halved(a), halved(b)];
  return w.choices.chance(50)
    ? plain(`(${left} ${operator} ${right} | 0)`, ...bit32)
    : plain(`((${left} ${operator} ${right}) >>> 0)`, ...smallRanges.u32);
}

/** Small enough that a sum of two is exact. */
function halved(value: Whole): string {
  const isSmall = value.least >= -(2 ** 52) && value.greatest < 2 ** 52;
  return isSmall ? value.text : `(${value.text} % 4503599627370496)`;
}

function sum(w: Writer, depth: number): Whole {
  const [a, b] = [whole(w, depth), whole(w, depth)];
  return combined(w, "+", a, b, [a.least + b.least, a.greatest + b.greatest]);
}

function difference(w: Writer, depth: number): Whole {
  const [a, b] = [whole(w, depth), whole(w, depth)];
  return combined(w, "-", a, b, [a.least - b.greatest, a.greatest - b.least]);
}

function product(w: Writer, depth: number): Whole {
  const [a, b] = [whole(w, depth), whole(w, depth)];
  return combined(w, "*", a, b, [a.least * b.least, a.least * b.greatest, a.greatest * b.least, a.greatest * b.greatest]);
}

/** A divisor that is not zero, but for the rare one that may be. */
function divisor(w: Writer, depth: number): Whole {
  const value = whole(w, depth);
  if (w.choices.chance(2)) return value;
  const mask = w.choices.pick([1, 7, 255, 65535]);
  return plain(`((${value.text} & ${mask}) + 1)`, 1, mask + 1);
}

function quotient(w: Writer, depth: number): Whole {
  const [a, b] = [whole(w, depth), divisor(w, depth)];
  const most = Math.max(Math.abs(a.least), Math.abs(a.greatest));
  const rounding = w.choices.pick(["trunc", "floor"]);
  if (b.least < 1 && w.profile === "host") return plain(`(Math.${rounding}(${a.text} / ${b.text}) | 0)`, ...bit32);
  return plain(`Math.${rounding}(${a.text} / ${b.text})`, a.least < 0 ? -most : 0, most);
}

function remainder(w: Writer, depth: number): Whole {
  const [a, b] = [whole(w, depth), divisor(w, depth)];
  const most = Math.max(Math.abs(b.least), Math.abs(b.greatest)) - 1;
  if (b.least < 1 && w.profile === "host") return plain(`((${a.text} % ${b.text}) | 0)`, ...bit32);
  return plain(`(${a.text} % ${b.text})`, a.least < 0 ? -most : 0, most);
}

function bits(w: Writer, depth: number): Whole {
  const [a, b] = [whole(w, depth), whole(w, depth)];
  const operator = w.choices.pick(["&", "|", "^", "<<", ">>", ">>>"]);
  const [least, greatest] = operator === ">>>" ? smallRanges.u32 : bit32;
  return plain(`(${a.text} ${operator} ${b.text})`, least, greatest);
}

function masked(w: Writer, depth: number): Whole {
  const mask = w.choices.pick([1, 7, 15, 255, 4095, 65535]);
  return plain(`(${whole(w, depth).text} & ${mask})`, 0, mask);
}

function complement(w: Writer, depth: number): Whole {
  return plain(`(~${whole(w, depth).text})`, ...bit32);
}

function negative(w: Writer, depth: number): Whole {
  const value = whole(w, depth);
  return plain(`(0 - ${value.text})`, -value.greatest, -value.least);
}

function smallest(w: Writer, depth: number): Whole {
  const [a, b] = [whole(w, depth), whole(w, depth)];
  const name = w.choices.pick(["min", "max"] as const);
  return plain(`Math.${name}(${a.text}, ${b.text})`, Math[name](a.least, b.least), Math[name](a.greatest, b.greatest));
}

function absolute(w: Writer, depth: number): Whole {
  const value = whole(w, depth);
  return plain(`Math.abs(${value.text})`, 0, Math.max(Math.abs(value.least), Math.abs(value.greatest)));
}

function conditional(w: Writer, depth: number): Whole {
  const [test, a, b] = [boolean(w, depth), unflavoured(whole(w, depth)), unflavoured(whole(w, depth))];
  return plain(`(${test} ? ${a.text} : ${b.text})`, Math.min(a.least, b.least), Math.max(a.greatest, b.greatest));
}

function truncated(w: Writer, depth: number): Whole {
  const [name, most] = w.choices.pick([
    ["lowU8", 0xff],
    ["lowU16", 0xffff],
    ["lowU32", 0xffff_ffff],
  ] as const);
  return { text: `${name}(${wide(w, "u64", depth)})`, least: 0, greatest: most, isPlain: false };
}

function leadingZeros(w: Writer, depth: number): Whole {
  return plain(`Math.clz32(${whole(w, depth).text})`, 0, 32);
}

/** An assignment as a value: what stands beside it may read the variable before or after. */
function assigned(w: Writer, depth: number): Whole {
  const places = w.placesOfKind("small").filter(({ isMutable }) => isMutable);
  if (places.length === 0) return leaf(w);
  const { text, type } = w.choices.pick(places);
  return plain(`(${text} = ${smallValue(w, type.name, depth)})`, ...smallRanges[type.name]);
}

/** Where anything of the type will do: a call, an element, a field. */
function taken(w: Writer, depth: number): Whole {
  const names: readonly SmallName[] = w.profile === "host" ? ["u8", "u32", "i32"] : ["u8", "u32", "i32", "number"];
  const type = small(w.choices.pick(names));
  const text = anyValue(w, type, depth);
  const [least, greatest] = smallRanges[type.name];
  return text === null ? leaf(w) : { text, least, greatest, isPlain: type.name === "number" };
}

const productions = [
  sum,
  difference,
  product,
  quotient,
  remainder,
  bits,
  masked,
  complement,
  negative,
  smallest,
  absolute,
  conditional,
  truncated,
  leadingZeros,
  assigned,
  taken,
  taken,
] as const;

/** Any integer of at most 53 bits. */
export function whole(w: Writer, depth: number): Whole {
  w.budget--;
  if (depth <= 0 || w.budget < 0 || w.choices.chance(25)) return leaf(w);
  return w.choices.pick(productions)(w, depth - 1);
}

/** As an operand in comparisons: a plain number that is no literal. */
export function operand(w: Writer, depth: number): string {
  const value = whole(w, depth);
  return `(${value.text} + 0)`;
}

const wrapping: Readonly<Record<Exclude<SmallName, "number">, readonly ((text: string) => string)[]>> = {
  u8: [(text) => `(${text} & 0xff)`, (text) => `(${text} >>> 24)`],
  u16: [(text) => `(${text} & 0xffff)`, (text) => `(${text} >>> 16)`],
  u32: [(text) => `(${text} >>> 0)`],
  i8: [(text) => `(${text} << 24 >> 24)`, (text) => `((${text} & 0xff) - 128)`],
  i16: [(text) => `(${text} << 16 >> 16)`],
  i32: [(text) => `(${text} | 0)`, (text) => `Math.imul(${text}, 1)`],
};

/** What can be stored as `name`; rarely something that may not fit. */
export function smallValue(w: Writer, name: SmallName, depth: number): string {
  return fitted(w, name, whole(w, depth));
}

export function fitted(w: Writer, name: SmallName, value: Whole): string {
  const [least, greatest] = smallRanges[name];
  if (name === "number" || (value.least >= least && value.greatest <= greatest)) return unflavoured(value).text;
  if (w.choices.chance(1)) return unflavoured(value).text;
  return w.choices.pick(wrapping[name])(value.text);
}

/** Zero or a small number. */
export function smallLiteral(w: Writer, { name }: OfKind<"small">): string {
  const [least] = smallRanges[name];
  const value = w.choices.below(100);
  return least < 0 && w.choices.chance(25) ? `(-${value})` : `${value}`;
}
