/** `xs[i] === x`, `xs[i] < x`: an element outside its array compares as JavaScript's `undefined` does, without a trap. */
import * as ts from "typescript";
import type { Block, Expression } from "../../hir/nodes.js";
import { isComparedElement } from "../../frontend/absence.js";
import { skipParentheses } from "../../frontend/parentheses.js";
import type { FunctionContext } from "../function-context.js";
import { refuse } from "../refusal.js";
import { and, conditional, isNull, not, unwrap } from "../values/build.js";
import { Operands } from "../values/temporaries.js";
import { comparedElement } from "./element-access.js";
import { lowerExpression } from "./lower-expression.js";

/** One side of a comparison. */
export interface Side {
  readonly value: Expression;
  /** Whether there is a value at all: that of an element can be read only then. Null: there always is. */
  readonly isThere: Expression | null;
}

export type Sides = readonly [left: Side, right: Side];

export function lowerSides(node: ts.BinaryExpression, to: Block, context: FunctionContext): Sides {
  const operands = new Operands(to, context);
  const mayBeMissing = [node.left, node.right].map((side) => addSide(side, operands, to, context));
  const [left, right] = operands.finish();
  if (left === undefined || right === undefined) return refuse(node, "operator", { operator: node.operatorToken.getText() });
  return [sideOf(left, mayBeMissing[0] === true), sideOf(right, mayBeMissing[1] === true)];
}

/** @returns whether the operand is an optional for the element's sake */
function addSide(node: ts.Expression, operands: Operands, to: Block, context: FunctionContext): boolean {
  const bare = skipParentheses(node);
  const element = ts.isElementAccessExpression(bare) && isComparedElement(bare, context.checker) ? bare : null;
  const compared = element === null ? null : comparedElement(element, to, context);
  operands.add(compared === null ? lowerExpression(node, to, context) : compared.value);
  return compared?.isOptional ?? false;
}

function sideOf(value: Expression, mayBeMissing: boolean): Side {
  if (!mayBeMissing) return { value, isThere: null };
  if (value.kind === "conditional") return { value: unwrap(value.then, false), isThere: value.test };
  return { value: unwrap(value, false), isThere: not(isNull(value)) };
}

/** `undefined` is neither below nor above anything. */
export function orderedIfThere([left, right]: Sides, comparison: Expression): Expression {
  return [right.isThere, left.isThere].reduce<Expression>((test, isThere) => (isThere === null ? test : and(isThere, test)), comparison);
}

/** `undefined` equals `undefined` alone. */
export function equalIfThere([left, right]: Sides, comparison: Expression): Expression {
  if (left.isThere === null || right.isThere === null) return orderedIfThere([left, right], comparison);
  return conditional(left.isThere, and(right.isThere, comparison), not(right.isThere));
}
