/** Loops. Each turn takes from the program's fuel, so all end. */
import { boolean } from "./booleans.js";
import { call } from "./expressions.js";
import { statements } from "./statements.js";
import { string } from "./strings.js";
import { arrayOf, small, stringType, type Type } from "./types.js";
import type { Writer } from "./writer.js";

/** The body of a loop with what it declares visible. @param variables by name */
function body(w: Writer, label: string, variables: readonly (readonly [string, Type])[], depth: number): string {
  return w.inside(
    () => {
      for (const [text, type] of variables) w.declare({ text, type, isMutable: false });
      return `{\nif (spent()) break;\n${statements(w, 3, depth - 1)}\n}`;
    },
    { labels: [...w.around.labels, label] },
  );
}

function counting(w: Writer, label: string, depth: number): string {
  const name = w.fresh("at");
  const most = w.choices.between(1, 6);
  const type: Type = w.profile === "host" ? { kind: "double" } : small("number");
  const head = w.choices.pick([
    `let ${name} = 0; ${name} < ${most}; ${name}++`,
    `let ${name} = ${most}; ${name} > 0; ${name}--`,
    `let ${name} = ${most}; ${name} >= 0; ${name} -= 2`,
  ]);
  return `for (${head}) ${body(w, label, [[name, type]], depth)}`;
}

/** A counter with a narrow type, up to the length of an array: the bounds of both are the compiler's to find. */
function overIndexes(w: Writer, label: string, depth: number): string {
  const arrays = w.placesOfKind("array").filter(({ text }) => !text.includes("."));
  if (arrays.length === 0) return counting(w, label, depth);
  const { text, type } = w.choices.pick(arrays);
  const [index, element] = [w.fresh("at"), w.fresh("e")];
  const inner = body(
    w,
    label,
    [
      [index, small("u32")],
      [element, type.of],
    ],
    depth,
  ).replace("{\n", `{\nconst ${element} = ${text}[${index}]!;\n`);
  const head = w.choices.pick([
    `let ${index}: u32 = 0; ${index} < ${text}.length; ${index}++`,
    `let ${index}: u32 = 1; ${index} < ${text}.length; ${index} += 2`,
  ]);
  return `for (${head}) ${inner}`;
}

function overArray(w: Writer, label: string, depth: number): string {
  const arrays = w.placesOfKind("array");
  if (arrays.length === 0) return overString(w, label, depth);
  const { text, type } = w.choices.pick(arrays);
  const [at, element] = [w.fresh("n"), w.fresh("e")];
  if (w.choices.chance(30))
    return `for (const [${at}, ${element}] of ${text}.entries()) ${body(
      w,
      label,
      [
        [at, small("u32")],
        [element, type.of],
      ],
      depth,
    )}`;
  return `for (const ${element} of ${text}) ${body(w, label, [[element, type.of]], depth)}`;
}

function overString(w: Writer, label: string, depth: number): string {
  const name = w.fresh("e");
  return `for (const ${name} of ${string(w, 1)}) ${body(w, label, [[name, stringType]], depth)}`;
}

function overMap(w: Writer, label: string, depth: number): string {
  const maps = w.placesOfKind("map");
  if (maps.length === 0) return overSet(w, label, depth);
  const { text, type } = w.choices.pick(maps);
  const [key, of] = [w.fresh("k"), w.fresh("e")];
  if (w.choices.chance(30)) return `for (const ${of} of ${text}.values()) ${body(w, label, [[of, type.value]], depth)}`;
  return `for (const [${key}, ${of}] of ${text}) ${body(
    w,
    label,
    [
      [key, type.key],
      [of, type.value],
    ],
    depth,
  )}`;
}

function overSet(w: Writer, label: string, depth: number): string {
  const sets = w.placesOfKind("set");
  if (sets.length === 0) return counting(w, label, depth);
  const { text, type } = w.choices.pick(sets);
  const name = w.fresh("e");
  return `for (const ${name} of ${text}) ${body(w, label, [[name, type.of]], depth)}`;
}

function overGenerator(w: Writer, label: string, depth: number): string {
  if (w.generators.length === 0) return overArray(w, label, depth);
  const generator = w.choices.pick(w.generators);
  const name = w.fresh("e");
  return `for (const ${name} of ${call(w, generator, "", 1)}) ${body(w, label, [[name, generator.result]], depth)}`;
}

function whileLoop(w: Writer, label: string, depth: number): string {
  const test = boolean(w, 2);
  const inner = body(w, label, [], depth);
  return w.choices.chance(30) ? `do ${inner} while (${test});` : `while (${test}) ${inner}`;
}

const forms = [counting, counting, overIndexes, overArray, overArray, overString, overMap, overSet, overGenerator, whileLoop] as const;

export function loop(w: Writer, depth: number): string {
  const label = w.fresh("l");
  return `${label}: ${w.choices.pick(forms)(w, label, depth)}`;
}

/** An array of what a generator gives. */
export function collectedGenerator(w: Writer): readonly [string, Type] | null {
  if (w.generators.length === 0) return null;
  const generator = w.choices.pick(w.generators);
  return [`[...${call(w, generator, "", 1)}]`, arrayOf(generator.result)];
}
