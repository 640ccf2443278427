/** Arrays: literals, copies, and what their methods make. */
import { boolean } from "./booleans.js";
import { value } from "./expressions.js";
import { textOf, type OfKind, type Type } from "./types.js";
import type { Place, Writer } from "./writer.js";

/** What is stored is at most so long, as in the program's own `cut`, or a loop would double it over and over. */
const longest = 12;

type ArrayType = OfKind<"array">;

function literal(w: Writer, type: ArrayType, depth: number): string {
  const others = w.placesOf(type);
  const elements = Array.from({ length: w.choices.below(5) }, () =>
    others.length > 0 && w.choices.chance(15) ? `...${w.choices.pick(others).text}` : value(w, type.of, depth - 1),
  );
  const text = `[${elements.join(", ")}]`;
  return text.includes("...") ? `cut<${textOf(type.of)}>(${text})` : elements.length === 0 ? `listOf<${textOf(type.of)}>()` : text;
}

/** @returns null where there is no array of the type to start from */
function derived(w: Writer, type: ArrayType, depth: number): string | null {
  const others = w.placesOf(type);
  if (others.length === 0) return null;
  const { text } = w.choices.pick(others);
  const make = w.choices.pick([sliced, filtered, concatenated, reversed, sorted]);
  return make(w, text, type, depth);
}

function sliced(w: Writer, text: string): string {
  return `${text}.slice(${w.choices.between(-3, 3)}${w.choices.chance(50) ? `, ${w.choices.between(-3, 5)}` : ""})`;
}

function filtered(w: Writer, text: string, type: ArrayType, depth: number): string {
  return `${text}.filter(${callback(w, type.of, () => boolean(w, depth - 1))})`;
}

function concatenated(w: Writer, text: string, type: ArrayType, depth: number): string {
  return `${text}.concat(${value(w, type, depth - 2)}).slice(0, ${longest})`;
}

function reversed(w: Writer, text: string): string {
  return w.choices.pick([`[...${text}].reverse()`, `${text}.slice().reverse()`, `[...${text}]`]);
}

function sorted(w: Writer, text: string, type: ArrayType): string {
  return `[...${text}].sort((l, r) => ${order(w, type.of)})`;
}

/** A consistent comparison of `l` and `r`. */
export function order(w: Writer, type: Type): string {
  if (type.kind === "small") return w.choices.pick(["l - r", "r - l", "(l & 7) - (r & 7)"]);
  if (type.kind === "wide" || type.kind === "string")
    return w.choices.pick(["(l < r ? -1 : l > r ? 1 : 0)", "(l < r ? 1 : l > r ? -1 : 0)"]);
  if (type.kind === "array") return "l.length - r.length";
  return "0";
}

/** From an array of something else. */
function mapped(w: Writer, type: ArrayType, depth: number): string | null {
  const sources = w.placesOfKind("array");
  if (sources.length === 0) return null;
  const { text, type: from } = w.choices.pick(sources);
  const body = callback(w, from.of, () => bodyOf(value(w, type.of, depth - 1)));
  return `${text}.map${type.of.kind === "array" ? "" : `<${textOf(type.of)}>`}(${body})`;
}

function callback(w: Writer, of: Type, body: () => string): string {
  const [element, at] = [w.fresh("e"), w.fresh("n")];
  const takesIndex = w.choices.chance(30);
  return w.inside(
    () => {
      w.declare({ text: element, type: of, isMutable: false });
      if (takesIndex) w.declare({ text: at, type: { kind: "small", name: "u32" }, isMutable: false });
      return `(${element}${takesIndex ? `, ${at}: u32` : ""}) => ${body()}`;
    },
    { labels: [], yields: null },
  );
}

function bodyOf(text: string): string {
  return text.startsWith("{") ? `(${text})` : text;
}

function counted(w: Writer, type: ArrayType, depth: number): string {
  const at = w.fresh("n");
  const body = w.inside(
    () => {
      w.declare({ text: at, type: { kind: "small", name: "u32" }, isMutable: false });
      return bodyOf(value(w, type.of, depth - 1));
    },
    { labels: [], yields: null },
  );
  return `Array.from({ length: ${w.choices.below(5)} }, (_, ${at}: u32): ${textOf(type.of)} => ${body})`;
}

function filled(w: Writer, type: ArrayType, depth: number): string {
  return `new Array<${textOf(type.of)}>(${w.choices.below(5)}).fill(${value(w, type.of, depth - 1)})`;
}

/** The content of a set, a map or a generator. */
function collected(w: Writer, type: ArrayType): string | null {
  const matches = ({ type: from }: Place): boolean =>
    textOf(type.of) === (from.kind === "set" ? textOf(from.of) : from.kind === "map" ? textOf(from.value) : "");
  const from = w.places(matches);
  if (from.length === 0) return null;
  const place = w.choices.pick(from);
  return place.type.kind === "map" ? `[...${place.text}.values()].slice(0, ${longest})` : `[...${place.text}].slice(0, ${longest})`;
}

const productions = [literal, literal, derived, derived, mapped, counted, filled, collected] as const;

export function array(w: Writer, type: ArrayType, depth: number): string {
  if (depth <= 0 || w.budget < 0) return literal(w, type, 0);
  return w.choices.pick(productions)(w, type, depth) ?? literal(w, type, depth);
}
