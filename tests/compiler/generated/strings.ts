/** Strings. What is stored is cut, so that no loop makes a long one. */
import { boolean } from "./booleans.js";
import { double } from "./doubles.js";
import { anyValue, value } from "./expressions.js";
import { operand, whole } from "./numbers.js";
import { shown } from "./show.js";
import { wideOperand } from "./wide.js";
import { arrayOf, stringType } from "./types.js";
import type { Writer } from "./writer.js";

const longest = 24;

const units = ["a", "b", "B", "0", "7", " ", "-", "ä", "ß", "€", "😀", '"', "\\", "$&", ","];

export function stringLiteral(w: Writer): string {
  let text = "";
  for (let n = w.choices.below(5); n > 0; n--) text += w.choices.pick(units);
  return JSON.stringify(text);
}

function leaf(w: Writer): string {
  const places = w.placesOf(stringType);
  return places.length > 0 && w.choices.chance(70) ? w.choices.pick(places).text : stringLiteral(w);
}

function concatenation(w: Writer, depth: number): string {
  return `(${string(w, depth)} + ${string(w, depth)})`;
}

/** Any value as text between two others. */
function template(w: Writer, depth: number): string {
  const places = w.places();
  const inner = places.length > 0 ? w.choices.pick(places) : null;
  const shownValue = inner === null ? string(w, depth) : shown(w, inner.type, inner.text);
  return `\`${w.choices.pick(["", "<", "é "])}\${${string(w, depth)}}${w.choices.pick(["", "|", "😀"])}\${${shownValue}}\``;
}

function numberText(w: Writer, depth: number): string {
  const [text, radix] = [operand(w, depth), w.choices.pick([2, 10, 16, 36])];
  return w.choices.pick([`String(${text})`, `${text}.toString()`, `${text}.toString(${radix})`, `\`\${${text}}\``, `("" + ${text})`]);
}

function wideText(w: Writer, depth: number): string {
  const text = wideOperand(w, w.choices.pick(["u64", "i64"] as const), depth);
  return w.choices.pick([`${text}.toString(${w.choices.pick([2, 10, 16])})`, `\`\${${text}}\``]);
}

function doubleText(w: Writer, depth: number): string {
  if (w.profile !== "host") return numberText(w, depth);
  const text = double(w, depth);
  return w.choices.pick([
    `\`\${${text}}\``,
    `(${text}).toFixed(${w.choices.below(6)})`,
    `(${text}).toPrecision(${w.choices.between(1, 8)})`,
  ]);
}

/** A position near the ends, rarely far out. */
function position(w: Writer): string {
  return w.choices.chance(70) ? `${w.choices.between(-5, 5)}` : operand(w, 1);
}

function part(w: Writer, depth: number): string {
  const [of, a, b] = [string(w, depth), position(w), position(w)];
  return w.choices.pick([
    `${of}.slice(${a})`,
    `${of}.slice(${a}, ${b})`,
    `${of}.substring(${a}, ${b})`,
    `${of}.charAt(${a})`,
    `(${of}.at(${a}) ?? ${leaf(w)})`,
  ]);
}

function changed(w: Writer, depth: number): string {
  const of = string(w, depth);
  return `${of}.${w.choices.pick(["toUpperCase", "toLowerCase", "trim", "trimStart", "trimEnd"])}()`;
}

function padded(w: Writer, depth: number): string {
  const of = string(w, depth);
  const width = w.choices.below(9);
  return w.choices.pick([`${of}.padStart(${width}, ${leaf(w)})`, `${of}.padEnd(${width})`, `${of}.repeat(${w.choices.below(4)})`]);
}

function replaced(w: Writer, depth: number): string {
  return `${string(w, depth)}.${w.choices.pick(["replace", "replaceAll"])}(${string(w, 0)}, ${string(w, 0)})`;
}

function joined(w: Writer, depth: number): string {
  const from = w.choices.chance(50) ? `${string(w, depth)}.split(${stringLiteral(w)})` : value(w, arrayOf(stringType), depth);
  return `${from}.join(${stringLiteral(w)})`;
}

function fromUnit(w: Writer, depth: number): string {
  return `String.fromCharCode((${whole(w, depth).text} & 0x3ff) + 32)`;
}

function conditional(w: Writer, depth: number): string {
  return `(${boolean(w, depth)} ? ${string(w, depth)} : ${string(w, depth)})`;
}

function assigned(w: Writer, depth: number): string {
  const places = w.placesOf(stringType).filter(({ isMutable }) => isMutable);
  return places.length === 0 ? leaf(w) : `(${w.choices.pick(places).text} = ${storedString(w, depth)})`;
}

function taken(w: Writer, depth: number): string {
  return anyValue(w, stringType, depth) ?? leaf(w);
}

const productions = [
  concatenation,
  template,
  numberText,
  wideText,
  doubleText,
  part,
  changed,
  padded,
  replaced,
  joined,
  fromUnit,
  conditional,
  assigned,
  taken,
  taken,
] as const;

/** May be as long as its parts together. */
export function string(w: Writer, depth: number): string {
  w.budget--;
  if (depth <= 0 || w.budget < 0 || w.choices.chance(20)) return leaf(w);
  return w.choices.pick(productions)(w, depth - 1);
}

/** A string that may be stored anywhere. */
export function storedString(w: Writer, depth: number): string {
  const text = string(w, depth);
  return /^("[^"]*"|\w+)$/.test(text) ? text : `${text}.slice(0, ${longest})`;
}
