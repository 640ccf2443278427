/** `-x`, `+x`, `~x`, `!x`, `++x`, `x--`. */
import * as ts from "typescript";
import type { Block, Expression, Value } from "../../hir/nodes.js";
import type { FunctionContext } from "../function-context.js";
import { refuse } from "../refusal.js";
import { i32Type, i64Type, isNarrow, isWide, numberType, typeText } from "../types/hir-types.js";
import { numberOfText } from "../library/doubles.js";
import { lowerArithmetic, low32Of } from "../values/arithmetic.js";
import { arithmetic, integer, not } from "../values/build.js";
import { negativeDouble } from "../values/doubles.js";
import { intervalOf } from "../values/intervals.js";
import { constantExpression, constantOf } from "../values/constants.js";
import { lowerStep } from "./assignment.js";
import { lowerCondition } from "./conditions.js";
import { lowerExpression } from "./lower-expression.js";

export function lowerPrefix(node: ts.PrefixUnaryExpression, to: Block, context: FunctionContext): Value {
  const constant = constantOf(node, context.checker);
  const folded = constant === null ? null : constantExpression(constant, context.place(node));
  if (folded !== null) return folded;
  switch (node.operator) {
    case ts.SyntaxKind.ExclamationToken:
      return not(lowerCondition(node.operand, to, context));
    case ts.SyntaxKind.MinusToken:
      return negative(lowerExpression(node.operand, to, context), node, context);
    case ts.SyntaxKind.TildeToken:
      return complement(lowerExpression(node.operand, to, context), node);
    case ts.SyntaxKind.PlusToken:
      return plus(lowerExpression(node.operand, to, context), node, to, context);
    case ts.SyntaxKind.PlusPlusToken:
      return lowerStep(node.operand, "+", "after", node, to, context);
    case ts.SyntaxKind.MinusMinusToken:
      return lowerStep(node.operand, "-", "after", node, to, context);
  }
}

export function lowerPostfix(node: ts.PostfixUnaryExpression, to: Block, context: FunctionContext): Value {
  return lowerStep(node.operand, node.operator === ts.SyntaxKind.PlusPlusToken ? "+" : "-", "before", node, to, context);
}

/** Of 0, JavaScript gives -0: only a double has that. */
function negative(value: Expression, node: ts.Node, context: FunctionContext): Expression {
  if (isNarrow(value.type) && (value.type.kind === "f64" || context.compilation.hasDoubles(node))) {
    const range = intervalOf(value);
    if (range === null || (range.least <= 0n && range.greatest >= 0n)) return negativeDouble(value);
  }
  const zero = integer(0n, isWide(value.type) ? value.type : numberType, value.at);
  return lowerArithmetic("-", zero, value, node, context);
}

/** `~x`: of a u64 only where something takes its low bits. */
export function complement(value: Expression, node: ts.Node): Expression {
  if (isNarrow(value.type)) {
    const cut = low32Of(value, i32Type);
    return arithmetic("^", cut, integer(-1n, i32Type, value.at), i32Type);
  }
  if (isWide(value.type) && value.type.signed) return arithmetic("^", value, integer(-1n, i64Type, value.at), i64Type);
  return refuse(node, "complement", { value: node.getText() });
}

function plus(value: Expression, node: ts.Node, to: Block, context: FunctionContext): Expression {
  if (value.type.kind === "string" && context.compilation.hasDoubles(node)) return numberOfText(value, node, to, context);
  return isNarrow(value.type) ? value : refuse(node, "operands", { operator: "+", left: "nothing", right: typeText(value.type) });
}
