/** What a program declares before it starts: types, functions, generators. */
import { constant, value } from "./expressions.js";
import { statements } from "./statements.js";
import { someType } from "./some-type.js";
import { textOf, type Field, type OfKind, type Signature, type Type, type Variant } from "./types.js";
import type { Writer } from "./writer.js";

export function fields(w: Writer, most: number, depth: number): readonly Field[] {
  return Array.from({ length: w.choices.between(1, most) }, () => ({ name: w.fresh("a"), type: someType(w, depth) }));
}

export function declareLiterals(w: Writer): void {
  const name = w.fresh("L");
  const members = ['"north"', '"süd"', '"e"', '""'].slice(0, w.choices.between(2, 4));
  declareChoice(w, { kind: "choice", name, members }, `type ${name} = ${members.join(" | ")};`);
}

export function declareEnum(w: Writer): void {
  const name = w.fresh("E");
  const names = ["Low", "Mid", "High"].slice(0, w.choices.between(2, 3));
  const isText = w.choices.chance(30);
  const values = names.map((one, n) => (isText ? `${one} = "${one.toLowerCase()}"` : n === 1 ? `${one} = 7` : one));
  const members = names.map((one) => `${name}.${one}`);
  declareChoice(w, { kind: "choice", name, members }, `enum ${name} { ${values.join(", ")} }`);
}

function declareChoice(w: Writer, type: OfKind<"choice">, text: string): void {
  const { name, members } = type;
  w.declarations.push(text, `const all${name}: readonly ${name}[] = [${members.join(", ")}];`);
  w.declarations.push(`function as${name}(n: number): ${name} { return all${name}[(n & 0xff) % ${members.length}]!; }`);
  w.choiceTypes.push(type);
}

export function declareRecord(w: Writer): void {
  const type: OfKind<"record"> = { kind: "record", name: w.fresh("R"), fields: fields(w, 3, 1) };
  const text = type.fields.map((field) => `${field.name}: ${textOf(field.type)}`).join("; ");
  w.declarations.push(w.choices.chance(50) ? `interface ${type.name} { ${text} }` : `type ${type.name} = { ${text} };`);
  w.recordTypes.push(type);
}

export function declareUnion(w: Writer): void {
  const kinds = ["circle", "square", "none"].slice(0, w.choices.between(2, 3));
  const variants: readonly Variant[] = kinds.map((kind) => ({ kind, fields: kind === "none" ? [] : fields(w, 2, 1) }));
  const type: OfKind<"union"> = { kind: "union", name: w.fresh("U"), variants };
  const texts = variants.map(
    ({ kind, fields: of }) => `{ kind: "${kind}"${of.map((field) => `; ${field.name}: ${textOf(field.type)}`).join("")} }`,
  );
  w.declarations.push(`type ${type.name} = ${texts.join(" | ")};`, `function as${type.name}(x: ${type.name}): ${type.name} { return x; }`);
  w.unionTypes.push(type);
}

/** `name: type, …`; inside, the parameters are visible. */
export function parametersText(w: Writer, parameters: readonly Type[]): string {
  return parameters
    .map((type) => {
      const name = w.fresh("p");
      w.declare({ text: name, type, isMutable: true });
      return `${name}: ${textOf(type)}`;
    })
    .join(", ");
}

/** The statements of a function up to its result. */
export function bodyText(w: Writer, result: Type, most: number): string {
  return `if (spent()) return ${constant(w, result)};\n${statements(w, most, 2)}\nreturn ${value(w, result, 3)};`;
}

export function declareFunction(w: Writer): void {
  const signature: Signature = {
    name: w.fresh("f"),
    parameters: Array.from({ length: w.choices.below(4) }, () => someType(w, 2)),
    result: someType(w, 2),
  };
  const text = w.insideAlone(
    () =>
      `function ${signature.name}(${parametersText(w, signature.parameters)}): ${textOf(signature.result)} {\n${bodyText(w, signature.result, 4)}\n}`,
    { labels: [], result: signature.result, yields: null },
  );
  w.declarations.push(text);
  w.functions.push(signature);
}

export function declareGenerator(w: Writer): void {
  const signature: Signature = { name: w.fresh("g"), parameters: [someType(w, 1)], result: someType(w, 1) };
  const text = w.insideAlone(
    () => {
      const parameters = parametersText(w, signature.parameters);
      const before = statements(w, 2, 1);
      return `function* ${signature.name}(${parameters}): Generator<${textOf(signature.result)}> {\nif (spent()) return;\n${before}\nyield ${value(w, signature.result, 2)};\n${statements(w, 2, 2)}\nyield ${value(w, signature.result, 1)};\n}`;
    },
    { labels: [], result: null, yields: signature.result },
  );
  w.declarations.push(text);
  w.generators.push(signature);
}
