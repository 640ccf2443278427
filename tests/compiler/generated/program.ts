/** A whole program, from a list of decisions. */
import type { Profile } from "../../../src/compiler/index.js";
import { declareFamily, declareInterface } from "./classes.js";
import type { Choices } from "./choices.js";
import { declareEnum, declareFunction, declareGenerator, declareLiterals, declareRecord, declareUnion } from "./declarations.js";
import { shown } from "./show.js";
import { someType } from "./some-type.js";
import { declarationOf, print, statement } from "./statements.js";
import { uses } from "./uses.js";
import { Writer } from "./writer.js";

/** Turns of loops and calls of functions in one run, about. */
const fuel = 300;

/** Expressions and statements in all declarations of a program together, and in what runs them, for each step of its size. */
const nodesPerSize = 15;

/** Most programs that fail would fail with less around it: there are small ones, which are cheap, and large ones. */
const sizes = [1, 1, 2, 3] as const;

const prelude = `
let fuel = ${fuel};
function spent(): boolean { fuel--; return fuel < 0; }
function listOf<T>(): T[] { return []; }
function cut<T>(xs: T[]): T[] { return xs.length > 12 ? xs.slice(0, 12) : xs; }
function either<T>(first: boolean, a: T, b: T): T { return first ? a : b; }
function late<T>(make: () => T): T { return make(); }
function mixed<T>(x: T): T { return x; }
class Failure extends Error { constructor(readonly code: u32, message: string) { super(message); } }
class Box<T> { count: u32 = 0; constructor(public value: T) {} swap(next: T): T { const old = this.value; this.value = next; this.count++; return old; } }
`;

type Declare = (w: Writer) => void;

const declarers: readonly Declare[] = [
  declareFunction,
  declareFunction,
  declareRecord,
  declareLiterals,
  declareEnum,
  declareUnion,
  (w) => void declareFamily(w, null),
  declareInterface,
  declareGenerator,
];

/** TypeScript that ends, uses no more than a little memory, and prints what it computes. */
export function writeProgram(choices: Choices, profile: Profile): string {
  const size = choices.pick(sizes);
  const w = new Writer(choices, profile, nodesPerSize * size);
  choices.pick(declarers)(w);
  globals(w);
  for (let n = choices.below(size); n > 0; n--) choices.pick(declarers)(w);
  w.budget = nodesPerSize * size;
  const main = mainText(w, size);
  return [prelude, ...w.declarations, ...main].join("\n");
}

/** Variables of the module, which functions see and change. */
function globals(w: Writer): void {
  for (let n = w.choices.between(1, 2); n > 0; n--) w.declarations.push(declarationOf(w, someType(w, 2), w.fresh("global")));
}

/** Statements at the top level, some guarded, and in the end everything that is visible. */
function mainText(w: Writer, size: number): readonly string[] {
  const written: string[] = [];
  for (let n = w.choices.between(1, size); n > 0 && w.budget > 0; n--) {
    const text = w.choices.chance(50) ? statement(w, 3) : guarded(w.inside(() => statement(w, 3)));
    written.push(text, print(w));
  }
  for (const use of uses(w)) written.push(guarded(use));
  return [
    ...written.map((text) => `fuel = ${fuel};\n${text}`),
    ...w.wholePlaces().map(({ text, type }) => `print("${text} " + ${shown(w, type, text)});`),
  ];
}

function guarded(body: string): string {
  return `try {\n${body}\n} catch (e) { print("failed " + (e instanceof Failure ? \`\${e.code}\${e.message}\` : "otherwise")); }`;
}
