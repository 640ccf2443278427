/** Random types out of what the program has declared. */
import { arrayOf, booleanType, doubleType, small, stringType, textOf, type OfKind, type SmallName, type Type } from "./types.js";
import type { Writer } from "./writer.js";

const smallNames: readonly SmallName[] = ["u32", "u8", "i32", "u16", "i8", "i16"];

function scalar(w: Writer): Type {
  switch (w.choices.below(8)) {
    case 0:
    case 1:
      return small(w.choices.pick(smallNames));
    case 2:
      return w.profile === "host" ? doubleType : small("number");
    case 3:
      return { kind: "wide", name: w.choices.pick(["u64", "i64"] as const) };
    case 4:
      return booleanType;
    case 5:
      return w.choiceTypes.length > 0 ? w.choices.pick(w.choiceTypes) : stringType;
    default:
      return stringType;
  }
}

/** What Map and Set may have as a key. */
function keyType(w: Writer): Type {
  const type = scalar(w);
  return type.kind === "double" ? stringType : type;
}

function named(w: Writer): Type | null {
  const classes = w.classes.map((shape): Type => ({ kind: "class", shape }));
  const all: readonly Type[] = [...w.recordTypes, ...w.unionTypes, ...classes, ...w.interfaceTypes];
  return all.length === 0 ? null : w.choices.pick(all);
}

/** @param depth how deep types may be in others; at most 2 */
export function someType(w: Writer, depth: number): Type {
  if (depth <= 0 || w.choices.chance(40)) return scalar(w);
  return composed(w, depth);
}

function composed(w: Writer, depth: number): Type {
  switch (w.choices.below(10)) {
    case 0:
    case 1:
      return arrayOf(someType(w, depth - 1));
    case 2:
      return { kind: "map", key: keyType(w), value: someType(w, depth - 1) };
    case 3:
      return { kind: "set", of: keyType(w) };
    case 4:
      return { kind: "tuple", parts: [someType(w, depth - 1), scalar(w)] };
    case 5:
      return missingType(w, depth);
    case 6:
      return { kind: "box", of: someType(w, depth - 1) };
    case 7:
      return mixedType(w);
    default:
      return named(w) ?? scalar(w);
  }
}

/** What is there or not; not of what is missing itself or has several kinds. */
function missingType(w: Writer, depth: number): Type {
  const of = someType(w, depth - 1);
  const word = w.choices.pick(["null", "undefined"] as const);
  return of.kind === "missing" || of.kind === "mixed" || of.kind === "boolean"
    ? { kind: "missing", of: stringType, word }
    : { kind: "missing", of, word };
}

function mixedType(w: Writer): Type {
  const number: Type = w.profile === "host" ? doubleType : small("number");
  const members: Type[] = [stringType, number, { kind: "wide", name: "u64" }];
  return { kind: "mixed", members: members.filter((member) => textOf(member) === "string" || w.choices.chance(70)).concat(booleanType) };
}

/** Parameters and result of a function that is a value. */
export function functionType(w: Writer): OfKind<"function"> {
  const parameters = Array.from({ length: w.choices.below(3) }, () => someType(w, 1));
  return { kind: "function", parameters, result: someType(w, 1) };
}
