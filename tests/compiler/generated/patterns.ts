/** Declarations by patterns: of arrays, tuples and objects, with rest and defaults. */
import { constant, value } from "./expressions.js";
import { collectedGenerator } from "./loops.js";
import { declaration } from "./statements.js";
import { arrayOf, textOf } from "./types.js";
import type { Writer } from "./writer.js";

function ofArray(w: Writer): string | null {
  const arrays = w.placesOfKind("array").filter(({ type }) => type.of.kind !== "missing");
  if (arrays.length === 0) return null;
  const { text, type } = w.choices.pick(arrays);
  const [first, second, rest] = [w.fresh("d"), w.fresh("d"), w.fresh("d")];
  const defaults = [constant(w, type.of), value(w, type.of, 1)];
  const takesRest = w.choices.chance(50);
  for (const name of [first, second]) w.declare({ text: name, type: type.of, isMutable: true });
  if (takesRest) w.declare({ text: rest, type: arrayOf(type.of), isMutable: true });
  return `let [${first} = ${defaults[0]}, ${second} = ${defaults[1]}${takesRest ? `, ...${rest}` : ""}] = ${text};`;
}

function ofTuple(w: Writer): string | null {
  const tuples = w.placesOfKind("tuple");
  if (tuples.length === 0) return null;
  const { type } = w.choices.pick(tuples);
  const names = type.parts.map(() => w.fresh("d"));
  const text = value(w, type, 2);
  type.parts.forEach((part, n) => w.declare({ text: names[n] ?? "", type: part, isMutable: true }));
  const typed = w.fresh("d");
  return `const ${typed}: ${textOf(type)} = ${text};\nlet [${names.join(", ")}] = ${typed};`;
}

function ofRecord(w: Writer): string | null {
  const records = w.placesOfKind("record");
  if (records.length === 0) return null;
  const { text, type } = w.choices.pick(records);
  const [taken, ...others] = type.fields;
  if (taken === undefined) return null;
  const [name, rest] = [w.fresh("d"), w.fresh("d")];
  w.declare({ text: name, type: taken.type, isMutable: true });
  if (others.length === 0 || w.choices.chance(50)) return `let { ${taken.name}: ${name} } = ${text};`;
  for (const field of others) w.declare({ text: `${rest}.${field.name}`, type: field.type, isMutable: true });
  return `let { ${taken.name}: ${name}, ...${rest} } = ${text};`;
}

function ofGenerator(w: Writer): string | null {
  const collected = collectedGenerator(w);
  if (collected === null) return null;
  const name = w.fresh("v");
  const [text, type] = collected;
  w.declare({ text: name, type, isMutable: true });
  return `let ${name} = ${text}.slice(0, 12);`;
}

const forms = [ofArray, ofTuple, ofRecord, ofGenerator] as const;

export function patternDeclaration(w: Writer): string {
  return w.choices.pick(forms)(w) ?? declaration(w);
}
