/** Division of numbers, which only makes sense with its rounding: `Math.trunc(a / b)`, `Math.floor(a / b)`, `(a / b) | 0`. */
import * as ts from "typescript";
import type { Block, Expression } from "../../hir/nodes.js";
import type { FunctionContext } from "../function-context.js";
import { isNarrow } from "../types/hir-types.js";
import { numberType } from "../types/hir-types.js";
import { refuse } from "../refusal.js";
import { typeText } from "../types/hir-types.js";
import { exact, truncatedQuotient } from "../values/arithmetic.js";
import { and, compare, conditional, integer } from "../values/build.js";
import { intervalOf } from "../values/intervals.js";
import { keepUnlessStable, Operands } from "../values/temporaries.js";
import { skipParentheses } from "../../frontend/parentheses.js";
import { lowerExpression } from "./lower-expression.js";

/** The division within parentheses; null for anything else. */
export function quotientOf(node: ts.Expression): ts.BinaryExpression | null {
  const bare = skipParentheses(node);
  return ts.isBinaryExpression(bare) && bare.operatorToken.kind === ts.SyntaxKind.SlashToken ? bare : null;
}

/** Cut towards zero. */
export function lowerQuotient(node: ts.BinaryExpression, to: Block, context: FunctionContext): Expression {
  const [left, right] = sides(node, to, context);
  return truncatedQuotient(left, right);
}

function sides(node: ts.BinaryExpression, to: Block, context: FunctionContext): readonly [Expression, Expression] {
  const operands = new Operands(to, context);
  operands.add(lowerExpression(node.left, to, context));
  operands.add(lowerExpression(node.right, to, context));
  const [left, right] = operands.finish();
  if (left === undefined || right === undefined || !isNarrow(left.type) || !isNarrow(right.type)) {
    return refuse(node, "operands", {
      operator: "/",
      left: left === undefined ? "" : typeText(left.type),
      right: right === undefined ? "" : typeText(right.type),
    });
  }
  return [{ ...left, at: context.place(node) }, right];
}

/** Rounded down. */
export function lowerFloorOf(node: ts.BinaryExpression, to: Block, context: FunctionContext): Expression {
  const [left, right] = sides(node, to, context);
  return lowerFloor(left, right, node, to, context);
}

/** Integers divided and rounded down: one less than cut where the signs differ and something remains. */
export function lowerFloor(left: Expression, right: Expression, node: ts.Node, to: Block, context: FunctionContext): Expression {
  if (isNatural(left) && isNatural(right)) return truncatedQuotient(left, right);
  const [a, b] = [keepUnlessStable(left, to, context), keepUnlessStable(right, to, context)];
  const zero = integer(0n, numberType, a.at);
  const remainder = exact("%", a, b, node);
  const quotient = truncatedQuotient(a, b);
  const signsDiffer = compare("!==", compare("<", asNumber(a), zero), compare("<", asNumber(b), zero));
  const isBelow = and(compare("!==", asNumber(remainder), zero), signsDiffer);
  return conditional(isBelow, exact("-", quotient, integer(1n, numberType, a.at), node), quotient);
}

function isNatural(value: Expression): boolean {
  const range = intervalOf(value);
  return range !== null && range.least >= 0n;
}

function asNumber(value: Expression): Expression {
  if (value.kind === "integer") return integer(value.value, numberType, value.at);
  return value.type.kind === "number" ? value : { kind: "convert", value, mode: "exact", type: numberType, at: value.at };
}
