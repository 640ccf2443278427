/** Expressions by syntax kind. What is not in the table is refused. */
import * as ts from "typescript";
import type { Block, Expression, Place, Value } from "../../hir/nodes.js";
import type { HirType } from "../../hir/types.js";
import type { FunctionContext } from "../function-context.js";
import { refuse } from "../refusal.js";
import { sameType } from "../types/hir-types.js";
import { coerce } from "../values/coerce.js";
import { settle } from "../values/temporaries.js";
import { expressions } from "./table.js";

/** Lowers `node`; its statements go to `to`. `expected` is the type of its place, for literals that take their type from there. */
export type ExpressionLowering = (node: ts.Expression, to: Block, context: FunctionContext, expected: HirType | null) => Value;

/**
 * The value, possibly an operation that has not yet been done. Its place is where `node` starts, behind parentheses around it: a trap in
 * either lane names that.
 */
export function lowerValue(node: ts.Expression, to: Block, context: FunctionContext, expected: HirType | null = null): Value {
  const lower = expressions.get(node.kind);
  if (lower === undefined) return refuse(node, "syntax", { kind: ts.SyntaxKind[node.kind] });
  const value = lower(node, to, context, expected);
  return isPassedOn(node) ? value : startingAt(value, context.place(node));
}

/** `(x)` is x, and `Math.trunc(a / b)` the quotient, which may trap itself. */
function isPassedOn(node: ts.Expression): boolean {
  return ts.isParenthesizedExpression(node) || ts.isCallExpression(node);
}

function startingAt(value: Value, at: Place): Value {
  if (samePlace(value.at, at)) return value;
  return value.kind === "safe" ? { ...value, value: { ...value.value, at }, at } : { ...value, at };
}

function samePlace(a: Place, b: Place): boolean {
  return a === b || (a.line === b.line && a.column === b.column && a.file === b.file);
}

/** As `lowerValue`, but an operation is done now, its result kept in a local. */
export function lowerExpression(node: ts.Expression, to: Block, context: FunctionContext, expected: HirType | null = null): Expression {
  return settle(lowerValue(node, to, context, expected), to, context);
}

/** The value of `node` as a `type`. */
export function lowerAs(node: ts.Expression, type: HirType, to: Block, context: FunctionContext): Expression {
  return coerce(lowerExpression(node, to, context, type), type, node, to, context);
}

/** As `lowerAs`, but an operation of the right type stays one. */
export function lowerValueAs(node: ts.Expression, type: HirType, to: Block, context: FunctionContext): Value {
  const value = lowerValue(node, to, context, type);
  if (sameType(value.type, type) && type.kind !== "void") return value;
  return coerce(settle(value, to, context), type, node, to, context);
}

/** Evaluates `node` for its effects. */
export function lowerEffect(node: ts.Expression, to: Block, context: FunctionContext): void {
  const value = lowerValue(node, to, context);
  if (ts.isCallExpression(node) || ts.isNewExpression(node)) settleCall(value, to, context);
  else settle(value, to, context);
}

/** A call whose result nobody wants. */
function settleCall(value: Value, to: Block, context: FunctionContext): void {
  if (isDroppable(value)) to.push({ kind: "do", value, at: value.at });
  else settle(value, to, context);
}

function isDroppable(value: Value): boolean {
  return ["call", "callVirtual", "callInterface", "callClosure", "callNative", "new", "builtin"].includes(value.kind);
}
