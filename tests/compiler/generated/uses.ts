/** What a program declares is used: otherwise most of it would never run, and the compiler would leave it out. */
import { call, value } from "./expressions.js";
import { shown } from "./show.js";
import { textOf, type ClassShape, type Signature } from "./types.js";
import type { Writer } from "./writer.js";

/** Nodes that each use may write. */
const nodesEach = 6;

/** A statement for each function, generator and class; each prints what it gets. */
export function uses(w: Writer): readonly string[] {
  const writers = [
    ...w.functions.map((one) => (): string => printed(w, one, "")),
    ...w.generators.map((one) => (): string => printedAll(w, one)),
    ...w.classes.filter(({ isAbstract }) => !isAbstract).map((one) => (): string => everyMethod(w, one)),
  ];
  return writers.map((write) => {
    w.budget = nodesEach;
    return w.inside(write);
  });
}

/** @param receiver with a dot, or empty */
function printed(w: Writer, one: Signature, receiver: string): string {
  const result = w.fresh("r");
  return `const ${result}: ${textOf(one.result)} = ${call(w, one, receiver, 1)};\nprint("${one.name} " + ${shown(w, one.result, result)});`;
}

function printedAll(w: Writer, one: Signature): string {
  const element = w.fresh("e");
  return `for (const ${element} of ${call(w, one, "", 1)}) print("${one.name} " + ${shown(w, one.result, element)});`;
}

/** An object of that very class, its methods in order, and what they leave of it. */
function everyMethod(w: Writer, shape: ClassShape): string {
  const name = w.fresh("o");
  const made = `const ${name}: ${shape.name} = ${value(w, { kind: "class", shape }, 1)};`;
  w.declare({ text: name, type: { kind: "class", shape }, isMutable: false });
  return [
    made,
    ...shape.methods.map((one) => printed(w, one, `${name}.`)),
    `print("${name} " + ${shown(w, { kind: "class", shape }, name)});`,
  ].join("\n");
}
