/** `map.keys().next().value`: the first key, value or element, without an iterator. */
import * as ts from "typescript";
import type { Block, Expression } from "../../hir/nodes.js";
import type { HirType } from "../../hir/types.js";
import { skipParentheses } from "../../frontend/parentheses.js";
import { lowerExpression } from "../expressions/lower-expression.js";
import type { FunctionContext } from "../function-context.js";
import { optionalOf } from "../types/from-ts.js";
import { numberType } from "../types/hir-types.js";
import { assignLocal, builtin, compare, ifStatement, integer, letStatement, local, nullOf, optional } from "../values/build.js";
import { keepUnlessStable, resultLocal, settle } from "../values/temporaries.js";

type View = "keys" | "values";

/** Null where `node` is something else. */
export function lowerFirstEntry(node: ts.PropertyAccessExpression, to: Block, context: FunctionContext): Expression | null {
  const next = node.name.text === "value" ? methodCall(node.expression, "next") : null;
  const view = next === null ? null : (viewOf(next, "keys") ?? viewOf(next, "values"));
  if (view === null || !isCollection(view.of, context)) return null;
  const source = keepUnlessStable(lowerExpression(view.of, to, context), to, context);
  const { type } = source;
  if (type.kind === "map") return firstOf(source, view.name === "keys" ? type.key : type.value, `map_${view.name}`, node, to, context);
  return type.kind === "set" ? firstOf(source, type.element, "set", node, to, context) : null;
}

/** The receiver of a call of that method without arguments. */
function methodCall(node: ts.Expression, name: string): ts.Expression | null {
  const call = skipParentheses(node);
  if (!ts.isCallExpression(call) || call.arguments.length > 0 || !ts.isPropertyAccessExpression(call.expression)) return null;
  return call.expression.name.text === name && !ts.isOptionalChain(call) ? call.expression.expression : null;
}

function viewOf(node: ts.Expression, name: View): { readonly name: View; readonly of: ts.Expression } | null {
  const of = methodCall(node, name);
  return of === null ? null : { name, of };
}

function isCollection(node: ts.Expression, context: FunctionContext): boolean {
  const name = context.checker.getTypeAtLocation(node).getSymbol()?.name ?? "";
  return ["Map", "ReadonlyMap", "Set", "ReadonlySet"].includes(name);
}

const readers = { map_keys: "map_key_at", map_values: "map_value_at", set: "set_value_at" } as const;

function firstOf(
  source: Expression,
  type: HirType,
  reader: keyof typeof readers,
  node: ts.Node,
  to: Block,
  context: FunctionContext,
): Expression {
  const at = context.place(node);
  const zero = integer(0n, numberType, at);
  const result = resultLocal(optionalOf(type, node), context);
  const entry = settle(builtin(reader === "set" ? "set_next" : "map_next", [source, zero], numberType, at), to, context);
  const there: Block = [];
  const value = settle(builtin(readers[reader], [source, entry], type, at), there, context);
  there.push(assignLocal(result, optional(value)));
  to.push(letStatement(result, nullOf(result.type, at), at), ifStatement(compare(">=", entry, zero), there));
  return local(result, at);
}
