/** Conditions. */
import { double } from "./doubles.js";
import { anyValue, value } from "./expressions.js";
import { operand, whole } from "./numbers.js";
import { string } from "./strings.js";
import { wide, wideOperand } from "./wide.js";
import { booleanType, textOf } from "./types.js";
import type { Writer } from "./writer.js";

const comparisons = ["<", "<=", ">", ">=", "===", "!=="] as const;

function leaf(w: Writer): string {
  const places = w.placesOf(booleanType);
  if (places.length > 0 && w.choices.chance(50)) return w.choices.pick(places).text;
  return `((${whole(w, 0).text} & ${w.choices.pick([1, 2, 3, 4])}) ${w.choices.pick(["===", "!==", "<"])} ${w.choices.below(3)})`;
}

function compareWhole(w: Writer, depth: number): string {
  return `(${operand(w, depth)} ${w.choices.pick(comparisons)} ${whole(w, depth).text})`;
}

function compareWide(w: Writer, depth: number): string {
  const name = w.choices.pick(["u64", "i64"] as const);
  return `(${wideOperand(w, name, depth)} ${w.choices.pick(comparisons)} ${wide(w, name, depth)})`;
}

function compareStrings(w: Writer, depth: number): string {
  return `((${string(w, depth)} + "") ${w.choices.pick(comparisons)} ${string(w, depth)})`;
}

function compareDoubles(w: Writer, depth: number): string {
  if (w.profile !== "host") return compareWhole(w, depth);
  return `(${double(w, depth)} * 1 ${w.choices.pick(comparisons)} ${double(w, depth)})`;
}

function both(w: Writer, depth: number): string {
  return `(${boolean(w, depth)} ${w.choices.pick(["&&", "||"])} ${boolean(w, depth)})`;
}

function not(w: Writer, depth: number): string {
  return `!${boolean(w, depth)}`;
}

function contains(w: Writer, depth: number): string {
  return `${string(w, depth)}.${w.choices.pick(["includes", "startsWith", "endsWith"])}(${string(w, depth)})`;
}

function holds(w: Writer, depth: number): string {
  const sets = w.placesOfKind("set");
  const maps = w.placesOfKind("map");
  if (sets.length + maps.length === 0) return compareWhole(w, depth);
  if (sets.length > 0 && (maps.length === 0 || w.choices.chance(50))) {
    const { text, type } = w.choices.pick(sets);
    return `${text}.${w.choices.pick(["has", "has", "delete"])}(${value(w, type.of, depth)})`;
  }
  const { text, type } = w.choices.pick(maps);
  return `${text}.${w.choices.pick(["has", "has", "delete"])}(${value(w, type.key, depth)})`;
}

function quantified(w: Writer, depth: number): string {
  const arrays = w.placesOfKind("array");
  if (arrays.length === 0) return compareWhole(w, depth);
  const { text, type } = w.choices.pick(arrays);
  const name = w.fresh("e");
  const body = w.inside(() => {
    w.declare({ text: name, type: type.of, isMutable: false });
    return boolean(w, depth);
  });
  return `${text}.${w.choices.pick(["some", "every"])}((${name}) => ${body})`;
}

function isMissing(w: Writer): string {
  const places = w.placesOfKind("missing");
  if (places.length === 0) return leaf(w);
  const { text, type } = w.choices.pick(places);
  return w.choices.chance(50)
    ? `(${text} ${w.choices.pick(["===", "!=="])} ${type.word})`
    : `(${text} ${w.choices.pick(["==", "!="])} null)`;
}

function isInstance(w: Writer): string {
  const derived = w.classes.filter(({ base, isAbstract }) => base !== null && !isAbstract);
  const places = w.placesOfKind("class");
  if (derived.length === 0 || places.length === 0) return leaf(w);
  const { text, type } = w.choices.pick(places);
  const below = derived.filter(({ base }) => base === type.shape);
  return below.length === 0 ? leaf(w) : `(${text} instanceof ${w.choices.pick(below).name})`;
}

function chosen(w: Writer): string {
  const places = w.placesOfKind("choice");
  if (places.length === 0) return leaf(w);
  const { text, type } = w.choices.pick(places);
  /* As text, since tsc knows of a variable which member it has. */
  return `(\`\${${text}}\` === \`\${as${textOf(type)}(${w.choices.below(9)})}\`)`;
}

function truthy(w: Writer, depth: number): string {
  if (w.choices.chance(50)) return `(${operand(w, depth)} ? ${boolean(w, depth)} : ${boolean(w, depth)})`;
  return `(${string(w, depth)} + "" ? ${boolean(w, depth)} : ${boolean(w, depth)})`;
}

function taken(w: Writer, depth: number): string {
  return anyValue(w, booleanType, depth) ?? leaf(w);
}

const productions = [
  compareWhole,
  compareWhole,
  compareWide,
  compareStrings,
  compareDoubles,
  both,
  not,
  contains,
  holds,
  quantified,
  isMissing,
  isInstance,
  chosen,
  truthy,
  taken,
] as const;

export function boolean(w: Writer, depth: number): string {
  w.budget--;
  if (depth <= 0 || w.budget < 0) return leaf(w);
  return w.choices.pick(productions)(w, depth - 1);
}
