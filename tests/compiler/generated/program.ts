/** A whole program, from a list of decisions. */
import type { Profile } from "../../../src/compiler/index.js";
import { declareFamily, declareInterface } from "./classes.js";
import type { Choices } from "./choices.js";
import { declareEnum, declareFunction, declareGenerator, declareLiterals, declareRecord, declareUnion } from "./declarations.js";
import { shown } from "./show.js";
import { someType } from "./some-type.js";
import { declarationOf, print, statement } from "./statements.js";
import { Writer } from "./writer.js";

/** Turns of loops and calls of functions in one run, about. */
const fuel = 300;

/** How large programs are: expressions and statements in all declarations together. */
const nodes = 80;

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
  const w = new Writer(choices, profile, nodes);
  for (let n = choices.between(1, 3); n > 0; n--) choices.pick(declarers)(w);
  globals(w);
  for (let n = choices.between(1, 3); n > 0; n--) choices.pick(declarers)(w);
  w.budget = nodes / 2;
  const main = mainText(w);
  return [prelude, ...w.declarations, ...main].join("\n");
}

/** Variables of the module, which functions see and change. */
function globals(w: Writer): void {
  for (let n = w.choices.between(1, 3); n > 0; n--) w.declarations.push(declarationOf(w, someType(w, 2), w.fresh("global")));
}

/** Statements at the top level, some guarded, and in the end everything that is visible. */
function mainText(w: Writer): readonly string[] {
  const written: string[] = [];
  for (let n = w.choices.between(3, 6); n > 0 && w.budget > 0; n--) {
    const text = w.choices.chance(50) ? statement(w, 3) : guarded(w);
    written.push(`fuel = ${fuel};`, text, print(w));
  }
  return [...written, ...w.places().map(({ text, type }) => `print("${text} " + ${shown(w, type, text)});`)];
}

function guarded(w: Writer): string {
  const body = w.inside(() => statement(w, 3));
  return `try {\n${body}\n} catch (e) { print("failed " + (e instanceof Failure ? \`\${e.code}\${e.message}\` : "otherwise")); }`;
}
