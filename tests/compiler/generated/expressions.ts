/** A value of any type, and where values of any type come from: calls, elements, what may be missing. */
import { array } from "./arrays.js";
import { boolean } from "./booleans.js";
import {
  box,
  choice,
  classValue,
  functionValue,
  interfaceValue,
  mapValue,
  missing,
  mixed,
  record,
  setValue,
  tuple,
  union,
} from "./composites.js";
import { double, doubleLiteral } from "./doubles.js";
import { smallLiteral, smallValue, whole } from "./numbers.js";
import { storedString, stringLiteral } from "./strings.js";
import { wide, wideLiteral } from "./wide.js";
import { isSame, textOf, type ClassShape, type Signature, type Type } from "./types.js";
import type { Writer } from "./writer.js";

/** What may be stored in a place of the type. */
export function value(w: Writer, type: Type, depth: number): string {
  switch (type.kind) {
    case "small":
      return smallValue(w, type.name, depth);
    case "wide":
      return wide(w, type.name, depth);
    case "double":
      return double(w, depth);
    case "boolean":
      return boolean(w, depth);
    case "string":
      return storedString(w, depth);
    default:
      return composite(w, type, depth);
  }
}

function composite(w: Writer, type: Exclude<Type, { kind: "small" | "wide" | "double" | "boolean" | "string" }>, depth: number): string {
  w.budget--;
  const places = w.placesOf(type);
  if (places.length > 0 && (depth <= 0 || w.budget < 0 || w.choices.chance(35))) return w.choices.pick(places).text;
  if (depth > 0 && w.budget > 0 && w.choices.chance(25)) return anyValue(w, type, depth) ?? made(w, type, depth);
  return made(w, type, depth);
}

function made(w: Writer, type: Exclude<Type, { kind: "small" | "wide" | "double" | "boolean" | "string" }>, depth: number): string {
  switch (type.kind) {
    case "array":
      return array(w, type, depth);
    case "map":
      return mapValue(w, type, depth);
    case "set":
      return setValue(w, type, depth);
    case "tuple":
      return tuple(w, type, depth);
    case "missing":
      return missing(w, type, depth);
    case "choice":
      return choice(w, type, depth);
    case "record":
      return record(w, type, depth);
    case "union":
      return union(w, type, depth);
    case "class":
      return classValue(w, type, depth);
    case "interface":
      return interfaceValue(w, type, depth);
    case "box":
      return box(w, type, depth);
    case "function":
      return functionValue(w, type, depth);
    case "mixed":
      return mixed(w, type, depth);
  }
}

/** A small constant of a type whose values are written as such; any value of the others. */
export function constant(w: Writer, type: Type): string {
  switch (type.kind) {
    case "small":
      return smallLiteral(w, type);
    case "wide":
      return wideLiteral(w, type.name);
    case "double":
      return doubleLiteral(w);
    case "string":
      return stringLiteral(w);
    default:
      return value(w, type, 0);
  }
}

/** Arguments for `parameters`. */
export function argumentsFor(w: Writer, parameters: readonly Type[], depth: number): string {
  return parameters.map((type) => value(w, type, depth)).join(", ");
}

type Source = (w: Writer, type: Type, depth: number) => string | null;

/** A call of a function of the program. */
const fromCall: Source = (w, type, depth) => {
  const fitting = w.functions.filter(({ result }) => isSame(result, type));
  return fitting.length === 0 ? null : call(w, w.choices.pick(fitting), "", depth);
};

export function call(w: Writer, { name, parameters }: Signature, receiver: string, depth: number): string {
  return `${receiver}${name}(${argumentsFor(w, parameters, depth)})`;
}

const fromClosure: Source = (w, type, depth) => {
  const fitting = w.placesOfKind("function").filter((place) => isSame(place.type.result, type));
  if (fitting.length === 0) return null;
  const { text, type: signature } = w.choices.pick(fitting);
  return `${text}(${argumentsFor(w, signature.parameters, depth)})`;
};

const fromMethod: Source = (w, type, depth) => {
  const objects = w.places().flatMap((place) => methodsOf(place.type).map((method) => ({ place, method })));
  const fitting = objects.filter(({ method }) => isSame(method.result, type));
  if (fitting.length === 0) return null;
  const { place, method } = w.choices.pick(fitting);
  return call(w, method, `${place.text}.`, depth);
};

function methodsOf(type: Type): readonly Signature[] {
  if (type.kind === "class") return type.shape.methods;
  if (type.kind === "interface") return type.methods;
  if (type.kind === "box") return [{ name: "swap", parameters: [type.of], result: type.of }];
  return [];
}

/** An element with a default, or one that is surely there; rarely one that may not be. */
const fromArray: Source = (w, type, depth) => {
  const fitting = w.placesOfKind("array").filter((place) => isSame(place.type.of, type));
  if (fitting.length === 0) return null;
  const { text } = w.choices.pick(fitting);
  const at = whole(w, depth).text;
  if (w.choices.chance(2)) return `${text}[${at}]!`;
  if (w.choices.chance(30)) return `(${text}.length > 0 ? ${text}[Math.abs(${at}) % ${text}.length]! : ${constant(w, type)})`;
  if (type.kind === "missing") return `(${text}.at(${at}) ?? ${constant(w, type)})`;
  const taken = w.choices.pick([
    `${text}.at(${at})`,
    `${text}.at(${at})`,
    `${text}.pop()`,
    `${text}.shift()`,
    `${text}.find((e) => ${shortTest(w, type)})`,
  ]);
  return `(${taken} ?? ${constant(w, type)})`;
};

function shortTest(w: Writer, type: Type): string {
  return w.inside(() => {
    w.declare({ text: "e", type, isMutable: false });
    return boolean(w, 1);
  });
}

/** What may be missing by itself has no `get`, which could not tell that from a key that is not there. */
const fromMap: Source = (w, type, depth) => {
  if (type.kind === "missing") return null;
  const fitting = w.placesOfKind("map").filter((place) => isSame(place.type.value, type));
  if (fitting.length === 0) return null;
  const { text, type: map } = w.choices.pick(fitting);
  return `(${text}.get(${value(w, map.key, depth)}) ?? ${constant(w, type)})`;
};

const fromMissing: Source = (w, type, depth) => {
  const fitting = w.placesOfKind("missing").filter((place) => isSame(place.type.of, type));
  if (fitting.length === 0) return null;
  const { text } = w.choices.pick(fitting);
  return w.choices.chance(4) ? `${text}!` : `(${text} ?? ${value(w, type, depth)})`;
};

/** A field of what may be missing. */
const fromChain: Source = (w, type, depth) => {
  const fields = w.placesOfKind("missing").flatMap((place) => {
    const of = place.type.of;
    const parts = of.kind === "record" ? of.fields : of.kind === "class" ? of.shape.fields : [];
    return parts.filter((field) => isSame(field.type, type)).map((field) => `${place.text}?.${field.name}`);
  });
  return fields.length === 0 ? null : `(${w.choices.pick(fields)} ?? ${value(w, type, depth)})`;
};

const fromStatic: Source = (w, type) => {
  const fitting: readonly ClassShape[] = w.classes.filter(({ base }) => base === null);
  return fitting.length === 0 || textOf(type) !== "u32" ? null : `${w.choices.pick(fitting).name}.next()`;
};

/** A generic function hands it through. */
const fromGeneric: Source = (w, type, depth) => {
  const [a, b] = [value(w, type, depth), value(w, type, depth)];
  if (w.choices.chance(50)) return `either<${textOf(type)}>(${boolean(w, depth)}, ${a}, ${b})`;
  return `late<${textOf(type)}>(() => ${a.startsWith("{") ? `(${a})` : a})`;
};

const sources = [fromCall, fromClosure, fromMethod, fromArray, fromMap, fromMissing, fromChain, fromStatic, fromGeneric] as const;

/** From somewhere else than literals and operators; null where the first two tries found nothing. */
export function anyValue(w: Writer, type: Type, depth: number): string | null {
  if (depth < 0) return null;
  return w.choices.pick(sources)(w, type, depth - 1) ?? w.choices.pick(sources)(w, type, depth - 1);
}
