/** Loops over what can be iterated: arrays, bytes, strings by code points, maps, sets, and their `keys()`, `values()`, `entries()`. */
import * as ts from "typescript";
import type { Block, Expression } from "../../hir/nodes.js";
import type { HirType } from "../../hir/types.js";
import { callMember } from "../calls/member-call.js";
import { tupleRecord } from "../classes/records.js";
import { skipParentheses } from "../../frontend/parentheses.js";
import { lowerExpression } from "../expressions/lower-expression.js";
import type { FunctionContext } from "../function-context.js";
import { refuse } from "../refusal.js";
import { numberType, stringType, typeText } from "../types/hir-types.js";
import {
  arithmetic,
  assignLocal,
  boolean,
  builtin,
  compare,
  conditional,
  ifStatement,
  index,
  integer,
  length,
  letStatement,
  local,
} from "../values/build.js";
import { keepUnlessStable, settle } from "../values/temporaries.js";
import { generatorOf, loopOverGenerator } from "./generators.js";
import { withTarget } from "./jumps.js";

/** What one turn gives: a value, or the key and value of an entry. */
export type Turn =
  { readonly kind: "value"; readonly value: Expression } | { readonly kind: "entry"; readonly key: Expression; readonly value: Expression };

/** Lowers what one turn does into `to`. */
export type TurnBody = (turn: Turn, to: Block) => void;

type View = "keys" | "values" | "entries";

/** A loop over `iterable`; entries are given as pairs. `node` is the statement, for its label. */
export function lowerTurns(
  iterable: ts.Expression,
  node: ts.Node,
  to: Block,
  context: FunctionContext,
  body: TurnBody,
  expected: HirType | null = null,
): void {
  const generator = generatorOf(iterable, context);
  if (generator !== null)
    return withTarget(node, "loop", context, (label) => loopOverGenerator(generator, label, iterable, to, context, body));
  const { source, view } = lowerIterable(iterable, to, context, expected);
  const kept = keepUnlessStable(source, to, context);
  withTarget(node, "loop", context, (label) => loopOver(kept, view, label, iterable, to, context, body));
}

/** An iterable that has been evaluated already; `node` is to blame. */
export interface GivenIterable {
  readonly given: Expression;
  readonly node: ts.Node;
}

function isGiven(iterable: ts.Expression | GivenIterable): iterable is GivenIterable {
  return "given" in iterable;
}

/** As `lowerTurns`, each turn giving one value: an entry becomes a tuple. */
export function lowerIteration(
  iterable: ts.Expression | GivenIterable,
  to: Block,
  context: FunctionContext,
  body: (value: Expression, to: Block) => void,
  expected: HirType | null = null,
): void {
  if (isGiven(iterable)) {
    const kept = keepUnlessStable(iterable.given, to, context);
    const turnBody: TurnBody = (turn, block) => body(valueOfTurn(turn, iterable.node, block, context), block);
    return loopOver(kept, null, context.newLabel(), iterable.node, to, context, turnBody);
  }
  lowerTurns(iterable, iterable, to, context, (turn, block) => body(valueOfTurn(turn, iterable, block, context), block), expected);
}

/** Of a map's turn a tuple of key and value. */
export function valueOfTurn(turn: Turn, node: ts.Node, to: Block, context: FunctionContext): Expression {
  if (turn.kind === "value") return turn.value;
  const record = tupleRecord([turn.key.type, turn.value.type], context.typeScope(node));
  const type = { kind: "object", class: record.hir.id } as const;
  return settle({ kind: "record", class: record.hir.id, fields: [turn.key, turn.value], type, at: turn.key.at }, to, context);
}

interface Iterable {
  readonly source: Expression;
  readonly view: View | null;
}

/** `xs.entries()` of a container is not called: the loop goes over the container. */
function lowerIterable(node: ts.Expression, to: Block, context: FunctionContext, expected: HirType | null): Iterable {
  const bare = skipParentheses(node);
  const view = viewOf(bare);
  if (view === null || !ts.isCallExpression(bare) || !ts.isPropertyAccessExpression(bare.expression))
    return { source: lowerExpression(node, to, context, expected), view: null };
  const receiver = lowerExpression(bare.expression.expression, to, context);
  const isContainer = ["array", "bytes", "map", "set"].includes(receiver.type.kind);
  if (isContainer) return { source: receiver, view };
  return { source: settle(callMember(receiver, bare.expression.name.text, bare, to, context), to, context), view: null };
}

function viewOf(node: ts.Expression): View | null {
  if (!ts.isCallExpression(node) || node.arguments.length > 0 || ts.isOptionalChain(node)) return null;
  if (!ts.isPropertyAccessExpression(node.expression) || node.expression.expression.kind === ts.SyntaxKind.SuperKeyword) return null;
  const name = node.expression.name.text;
  return name === "keys" || name === "values" || name === "entries" ? name : null;
}

function loopOver(
  source: Expression,
  view: View | null,
  label: number,
  node: ts.Node,
  to: Block,
  context: FunctionContext,
  body: TurnBody,
): void {
  switch (source.type.kind) {
    case "array":
    case "bytes":
      return loopOverElements(source, source.type.element, view, label, to, context, body);
    case "string":
      return loopOverCodePoints(source, label, to, context, body);
    case "map":
      return loopOverMap(source, source.type.key, source.type.value, view ?? "entries", label, to, context, body);
    case "set":
      return loopOverSet(source, source.type.element, view, label, to, context, body);
    default:
      return refuse(node, "not-iterable", { type: typeText(source.type) });
  }
}

/** By index, up to the length as it is in each turn. */
function loopOverElements(
  source: Expression,
  element: Expression["type"],
  view: View | null,
  label: number,
  to: Block,
  context: FunctionContext,
  body: TurnBody,
): void {
  const { at } = source;
  const counter = context.newLocal("i", numberType, true);
  const place = local(counter, at);
  const inner: Block = [];
  const current = context.newLocal("i", numberType);
  if (view !== null && view !== "values") inner.push(letStatement(current, place, at));
  const value = index(source, place, element);
  if (view === "keys") body({ kind: "value", value: local(current, at) }, inner);
  else if (view === "entries") body({ kind: "entry", key: local(current, at), value: keepUnlessStable(value, inner, context) }, inner);
  else body({ kind: "value", value }, inner);
  const update: Block = [assignLocal(counter, arithmetic("+", place, integer(1n, numberType, at), numberType))];
  to.push(letStatement(counter, integer(0n, numberType, at), at), {
    kind: "loop",
    label,
    test: compare("<", place, length(source)),
    body: inner,
    update,
    at,
  });
}

/** The place moves on before the body, so that `continue` needs nothing. */
function loopOverCodePoints(source: Expression, label: number, to: Block, context: FunctionContext, body: TurnBody): void {
  const { at } = source;
  const counter = context.newLocal("i", numberType, true);
  const place = local(counter, at);
  const inner: Block = [];
  const point = settle(builtin("string_code_point_at", [source, place], numberType, at), inner, context);
  const text = settle(builtin("string_from_code_point", [point], stringType, at), inner, context);
  const units = conditional(
    compare(">", point, integer(0xffffn, numberType, at)),
    integer(2n, numberType, at),
    integer(1n, numberType, at),
  );
  inner.push(assignLocal(counter, arithmetic("+", place, units, numberType)));
  body({ kind: "value", value: text }, inner);
  to.push(letStatement(counter, integer(0n, numberType, at), at), {
    kind: "loop",
    label,
    test: compare("<", place, length(source)),
    body: inner,
    update: [],
    at,
  });
}

function loopOverMap(
  source: Expression,
  key: Expression["type"],
  value: Expression["type"],
  view: View,
  label: number,
  to: Block,
  context: FunctionContext,
  body: TurnBody,
): void {
  loopOverEntries("map_next", source, label, to, context, (entry, inner) => {
    const at = source.at;
    const keyAt = (): Expression => settle(builtin("map_key_at", [source, entry], key, at), inner, context);
    const valueAt = (): Expression => settle(builtin("map_value_at", [source, entry], value, at), inner, context);
    if (view === "keys") return body({ kind: "value", value: keyAt() }, inner);
    if (view === "values") return body({ kind: "value", value: valueAt() }, inner);
    body({ kind: "entry", key: keyAt(), value: valueAt() }, inner);
  });
}

function loopOverSet(
  source: Expression,
  element: Expression["type"],
  view: View | null,
  label: number,
  to: Block,
  context: FunctionContext,
  body: TurnBody,
): void {
  loopOverEntries("set_next", source, label, to, context, (entry, inner) => {
    const value = settle(builtin("set_value_at", [source, entry], element, source.at), inner, context);
    if (view === "entries") body({ kind: "entry", key: value, value }, inner);
    else body({ kind: "value", value }, inner);
  });
}

/** From live entry to live entry, whatever the body adds or deletes. */
function loopOverEntries(
  next: "map_next" | "set_next",
  source: Expression,
  label: number,
  to: Block,
  context: FunctionContext,
  body: (entry: Expression, to: Block) => void,
): void {
  const { at } = source;
  const from = context.newLocal("from", numberType, true);
  const zero = integer(0n, numberType, at);
  const inner: Block = [];
  const entry = settle(builtin(next, [source, local(from, at)], numberType, at), inner, context);
  inner.push(ifStatement(compare("<", entry, zero), [{ kind: "break", label, at }]));
  inner.push(assignLocal(from, arithmetic("+", entry, integer(1n, numberType, at), numberType)));
  body(entry, inner);
  to.push(letStatement(from, zero, at), { kind: "loop", label, test: boolean(true, at), body: inner, update: [], at });
}
