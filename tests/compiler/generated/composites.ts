/** Values that are made of others. */
import { boolean } from "./booleans.js";
import { constant, value, argumentsFor } from "./expressions.js";
import { whole } from "./numbers.js";
import { isSame, textOf, type ClassShape, type OfKind } from "./types.js";
import type { Writer } from "./writer.js";

function several(w: Writer, most: number, one: () => string): string {
  return Array.from({ length: w.choices.below(most + 1) }, one).join(", ");
}

export function mapValue(w: Writer, type: OfKind<"map">, depth: number): string {
  const entries = several(w, 3, () => `[${constant(w, type.key)}, ${value(w, type.value, depth - 2)}]`);
  return entries === "" ? `new ${textOf(type)}()` : `new ${textOf(type)}([${entries}])`;
}

export function setValue(w: Writer, type: OfKind<"set">, depth: number): string {
  const arrays = w.placesOf({ kind: "array", of: type.of });
  if (arrays.length > 0 && w.choices.chance(40)) return `new ${textOf(type)}(${w.choices.pick(arrays).text})`;
  const elements = several(w, 4, () => value(w, type.of, depth - 2));
  return elements === "" ? `new ${textOf(type)}()` : `new ${textOf(type)}([${elements}])`;
}

export function tuple(w: Writer, type: OfKind<"tuple">, depth: number): string {
  return `[${argumentsFor(w, type.parts, depth - 1)}]`;
}

/** Never just the word: tsc would take the variable for it. */
export function missing(w: Writer, type: OfKind<"missing">, depth: number): string {
  return `(${boolean(w, depth - 1)} ? ${value(w, type.of, depth - 1)} : ${type.word})`;
}

/** By number, from a table. */
export function choice(w: Writer, type: OfKind<"choice">, depth: number): string {
  return `as${type.name}(${whole(w, depth - 1).text})`;
}

export function record(w: Writer, type: OfKind<"record">, depth: number): string {
  const others = w.placesOf(type);
  const fields = type.fields.map(({ name, type: of }) => ({ name, text: value(w, of, depth - 1) }));
  if (others.length > 0 && w.choices.chance(30)) {
    const changed = w.choices.pick(fields);
    return `{ ...${w.choices.pick(others).text}, ${changed.name}: ${changed.text} }`;
  }
  const order = w.choices.chance(30) ? [...fields].reverse() : fields;
  const literal = `{ ${order.map(({ name, text }) => `${name}: ${text}`).join(", ")} }`;
  return literal;
}

/** Made by the union's own function, so that its type is the whole union. */
export function union(w: Writer, type: OfKind<"union">, depth: number): string {
  const { kind, fields } = w.choices.pick(type.variants);
  return `as${type.name}({ kind: "${kind}"${fields.map((field) => `, ${field.name}: ${value(w, field.type, depth - 1)}`).join("")} })`;
}

export function classValue(w: Writer, { shape }: OfKind<"class">, depth: number): string {
  const fitting = w.classes.filter((one) => !one.isAbstract && isBelow(one, shape));
  /* Of a class that is being written there is `this`. */
  if (fitting.length === 0) return w.choices.pick(w.placesOf({ kind: "class", shape })).text;
  const made = w.choices.pick(fitting);
  const text = `new ${made.name}(${argumentsFor(w, made.parameters, depth - 1)})`;
  return made === shape ? text : `as${shape.name}(${text})`;
}

function isBelow(shape: ClassShape, base: ClassShape): boolean {
  return shape === base || (shape.base !== null && isBelow(shape.base, base));
}

export function interfaceValue(w: Writer, type: OfKind<"interface">, depth: number): string {
  const made = w.choices.pick(type.makers.filter(({ isAbstract }) => !isAbstract));
  return `new ${made.name}(${argumentsFor(w, made.parameters, depth - 1)})`;
}

export function box(w: Writer, type: OfKind<"box">, depth: number): string {
  return `new ${textOf(type)}(${value(w, type.of, depth - 1)})`;
}

/** An arrow function that may capture what is visible. One that calls others takes from the fuel. */
export function functionValue(w: Writer, type: OfKind<"function">, depth: number): string {
  return w.inside(
    () => {
      const parameters = type.parameters.map((of) => {
        const name = w.fresh("p");
        w.declare({ text: name, type: of, isMutable: true });
        return `${name}: ${textOf(of)}`;
      });
      const body = value(w, type.result, depth - 1);
      const checked = /\b[a-z]+\d+\(/.test(body) ? `spent() ? ${constant(w, type.result)} : ${body}` : body;
      return `(${parameters.join(", ")}): ${textOf(type.result)} => ${checked.startsWith("{") ? `(${checked})` : checked}`;
    },
    { labels: [], result: type.result, yields: null },
  );
}

export function mixed(w: Writer, type: OfKind<"mixed">, depth: number): string {
  const [a, b] = [w.choices.pick(type.members), w.choices.pick(type.members)];
  const text = isSame(a, b) ? value(w, a, depth - 1) : `${boolean(w, depth - 1)} ? ${value(w, a, depth - 1)} : ${value(w, b, depth - 1)}`;
  return `mixed<${textOf(type)}>(${text})`;
}
