/** Statements, and the blocks that they stand in. */
import { change } from "./changes.js";
import { constant, call, value } from "./expressions.js";
import { boolean } from "./booleans.js";
import { patternDeclaration } from "./patterns.js";
import { loop } from "./loops.js";
import { match } from "./matches.js";
import { shown } from "./show.js";
import { functionType, someType } from "./some-type.js";
import { textOf, type Type } from "./types.js";
import { whole } from "./numbers.js";
import type { Writer } from "./writer.js";

/** A list of statements, at most `most`, with one in it at least. */
export function statements(w: Writer, most: number, depth: number): string {
  const count = w.choices.between(1, most);
  const written: string[] = [];
  for (let n = 0; n < count && w.budget > 0; n++) written.push(statement(w, depth));
  return written.join("\n");
}

/** In braces; what it declares ends with it. */
export function block(w: Writer, most: number, depth: number): string {
  return w.inside(() => `{\n${statements(w, most, depth)}\n}`);
}

export function declaration(w: Writer): string {
  const isFunction = w.choices.chance(12);
  return declarationOf(w, isFunction ? functionType(w) : someType(w, 2), w.fresh("v"));
}

export function declarationOf(w: Writer, type: Type, name: string): string {
  /* A function that is assigned could capture its own variable: a cycle, which leaks. */
  const isMutable = type.kind !== "function" && w.choices.chance(60);
  const text = value(w, type, 3);
  w.declare({ text: name, type, isMutable });
  return `${isMutable ? "let" : "const"} ${name}: ${textOf(type)} = ${text};`;
}

export function print(w: Writer): string {
  const places = w.places();
  if (places.length === 0) return "";
  const shows = Array.from({ length: w.choices.between(1, 2) }, () => w.choices.pick(places)).map(({ text, type }) => shown(w, type, text));
  return `print(${shows.join(' + " " + ')});`;
}

function conditional(w: Writer, depth: number): string {
  const test = boolean(w, 2);
  const otherwise = w.choices.chance(50) ? ` else ${block(w, 3, depth - 1)}` : "";
  return `if (${test}) ${block(w, 3, depth - 1)}${otherwise}`;
}

/** A way out of the loop or function, where there is one. */
function leave(w: Writer): string {
  const { labels, result, yields } = w.around;
  const ways: (() => string)[] = [print.bind(null, w)];
  if (labels.length > 0) ways.push(() => `${w.choices.pick(["break", "continue"])} ${w.choices.pick(labels)};`);
  if (result !== null && yields === null) ways.push(() => `return ${value(w, result, 2)};`);
  if (yields !== null) ways.push(() => `yield ${value(w, yields, 2)};`);
  const way = ways[w.choices.below(ways.length)] ?? print.bind(null, w);
  return `if (${boolean(w, 2)}) { ${way()} }`;
}

function thrown(w: Writer): string {
  return `if (${boolean(w, 2)}) throw new Failure(${whole(w, 1).text} & 0xff, ${value(w, { kind: "string" }, 1)});`;
}

function attempt(w: Writer, depth: number): string {
  const { yields } = w.around;
  const body =
    yields === null ? block(w, 3, depth - 1) : w.inside(() => block(w, 3, depth - 1), { yields: null, result: null, labels: [] });
  const failure = w.choices.chance(50) ? thrown(w) : "";
  const name = w.fresh("x");
  const caught = `catch (${name}) { print("caught " + (${name} instanceof Failure ? \`\${${name}.code} \${${name}.message}\` : "other")); ${w.choices.chance(30) ? print(w) : ""} }`;
  const last = w.choices.chance(40) ? ` finally { ${w.inside(() => change(w, 1), { labels: [], result: null, yields: null })} }` : "";
  return `try { ${failure}\n${body} } ${last !== "" && w.choices.chance(30) ? "" : caught}${last === "" ? "" : last}`;
}

function called(w: Writer): string {
  if (w.functions.length === 0) return change(w, 2);
  const called = w.choices.pick(w.functions);
  return `${call(w, called, "", 2)};`;
}

/** A function inside of this one, that sees its variables. */
function localFunction(w: Writer, depth: number): string {
  const name = w.fresh("c");
  const type = functionType(w);
  /* What `this` is, and what a test has shown of a constant, an arrow function knows alone. */
  const isArrow = w.places().some(({ text }) => /^(this|k\d+)\b/.test(text)) || w.choices.chance(30);
  const text = w.inside(
    () => {
      const parameters = type.parameters.map((of, n) => {
        w.declare({ text: `${name}p${n}`, type: of, isMutable: true });
        return `${name}p${n}: ${textOf(of)}`;
      });
      const first = `if (spent()) return ${constant(w, type.result)};`;
      const body = statements(w, 3, depth - 1);
      const head = isArrow
        ? `const ${name} = (${parameters.join(", ")}): ${textOf(type.result)} =>`
        : `function ${name}(${parameters.join(", ")}): ${textOf(type.result)}`;
      return `${head} {\n${first}\n${body}\nreturn ${value(w, type.result, 2)};\n}${isArrow ? ";" : ""}`;
    },
    { labels: [], result: type.result, yields: null },
  );
  w.declare({ text: name, type, isMutable: false });
  return text;
}

const simple = [
  declaration,
  declaration,
  (w: Writer) => change(w, 3),
  (w: Writer) => change(w, 3),
  print,
  called,
  patternDeclaration,
] as const;
const nested = [conditional, loop, loop, match, attempt, localFunction, (w: Writer) => leave(w), (w: Writer) => thrown(w)] as const;

export function statement(w: Writer, depth: number): string {
  w.budget--;
  if (depth <= 0 || w.choices.chance(50)) return w.choices.pick(simple)(w);
  return w.choices.pick(nested)(w, depth);
}
