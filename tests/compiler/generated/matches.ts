/** Statements that find out what a value is: `switch`, `instanceof`, `typeof`, tests for what is missing. */
import { block, declaration } from "./statements.js";
import { value } from "./expressions.js";
import { whole } from "./numbers.js";
import { shown } from "./show.js";
import { textOf, type ClassShape, type OfKind, type Type } from "./types.js";
import type { Writer } from "./writer.js";

/** A block in which `name` is of `type`. */
function narrowed(w: Writer, name: string, type: Type, depth: number): string {
  return w.inside(() => {
    w.declare({ text: name, type, isMutable: false });
    return block(w, 2, depth - 1);
  });
}

function byNumber(w: Writer, depth: number): string {
  const cases = [0, 1, 2].map((n) => `case ${n}: ${n === 1 && w.choices.chance(40) ? "" : `${block(w, 2, depth - 1)} break;`}`);
  return `switch (${whole(w, 2).text} & 3) { ${cases.join("\n")} default: ${block(w, 2, depth - 1)} }`;
}

function byChoice(w: Writer, type: OfKind<"choice">, depth: number): string {
  const name = w.fresh("k");
  const cases = type.members.slice(1).map((member) => `case ${member}: ${block(w, 2, depth - 1)} break;`);
  return `const ${name}: ${textOf(type)} = ${value(w, type, 2)};\nswitch (${name}) { ${cases.join("\n")} default: ${block(w, 1, depth - 1)} }`;
}

/** The record that a member of the union is. */
function memberShown(w: Writer, name: string, type: OfKind<"union">, depth: number): string {
  const cases = type.variants.map((variant) => {
    const inner = w.inside(() => {
      for (const field of variant.fields) w.declare({ text: `${name}.${field.name}`, type: field.type, isMutable: true });
      return block(w, 2, depth - 1);
    });
    return `case "${variant.kind}": ${inner} break;`;
  });
  return `switch (${name}.kind) { ${cases.join("\n")} }`;
}

function byUnion(w: Writer, type: OfKind<"union">, depth: number): string {
  const name = w.fresh("k");
  const head = `const ${name}: ${textOf(type)} = ${value(w, type, 2)};`;
  if (w.choices.chance(60)) return `${head}\n${memberShown(w, name, type, depth)}`;
  const variant = w.choices.pick(type.variants);
  const inner = w.inside(() => {
    for (const field of variant.fields) w.declare({ text: `${name}.${field.name}`, type: field.type, isMutable: true });
    return block(w, 3, depth - 1);
  });
  return `${head}\nif (${name}.kind === "${variant.kind}") ${inner} else print(${shown(w, type, name)});`;
}

function byPresence(w: Writer, type: OfKind<"missing">, depth: number): string {
  const name = w.fresh("k");
  const head = `const ${name}: ${textOf(type)} = ${value(w, type, 2)};`;
  return `${head}\nif (${name} ${w.choices.pick([`!== ${type.word}`, "!= null"])}) ${narrowed(w, name, type.of, depth)} else ${block(w, 1, depth - 1)}`;
}

function byClass(w: Writer, shape: ClassShape, depth: number): string {
  const below = w.classes.filter(({ base }) => base === shape);
  const name = w.fresh("k");
  const type: Type = { kind: "class", shape };
  const head = `const ${name}: ${shape.name} = ${value(w, type, 2)};`;
  const derived = below.length === 0 ? shape : w.choices.pick(below);
  return `${head}\nif (${name} instanceof ${derived.name}) ${narrowed(w, name, { kind: "class", shape: derived }, depth)} else ${block(w, 1, depth - 1)}`;
}

const typeofNames: Readonly<Record<string, string>> = { string: "string", number: "number", u64: "bigint", boolean: "boolean" };

function byTypeof(w: Writer, type: OfKind<"mixed">, depth: number): string {
  const name = w.fresh("k");
  const member = w.choices.pick(type.members);
  const head = `const ${name}: ${textOf(type)} = ${value(w, type, 2)};`;
  return `${head}\nif (typeof ${name} === "${typeofNames[textOf(member)] ?? "object"}") ${narrowed(w, name, member, depth)} else print(\`\${${name}}\`);`;
}

export function match(w: Writer, depth: number): string {
  const places = w.places(({ type }) => ["choice", "union", "missing", "class", "mixed"].includes(type.kind));
  if (places.length === 0 || w.choices.chance(20)) return w.choices.chance(70) ? byNumber(w, depth) : declaration(w);
  const { type } = w.choices.pick(places);
  switch (type.kind) {
    case "choice":
      return byChoice(w, type, depth);
    case "union":
      return byUnion(w, type, depth);
    case "missing":
      return byPresence(w, type, depth);
    case "class":
      return byClass(w, type.shape, depth);
    case "mixed":
      return byTypeof(w, type, depth);
    default:
      return byNumber(w, depth);
  }
}
