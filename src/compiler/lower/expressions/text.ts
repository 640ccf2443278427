/** Expressions as parts of a text: each branch of `a ?? "none"` becomes text by itself, so they need not have one type. */
import * as ts from "typescript";
import type { Block, Expression } from "../../hir/nodes.js";
import type { FunctionContext } from "../function-context.js";
import { isNullish, presentValue } from "../values/nullish.js";
import { stringOf } from "../values/strings.js";
import { keepUnlessStable } from "../values/temporaries.js";
import { skipParentheses } from "../../frontend/parentheses.js";
import { choose } from "./conditional.js";
import { lowerCondition } from "./conditions.js";
import { lowerExpression } from "./lower-expression.js";

export function lowerText(node: ts.Expression, to: Block, context: FunctionContext): Expression {
  const bare = skipParentheses(node);
  if (ts.isConditionalExpression(bare)) return conditionalText(bare, to, context);
  const isNullish = ts.isBinaryExpression(bare) && bare.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken;
  return isNullish ? nullishText(bare, to, context) : stringOf(lowerExpression(node, to, context), node, to, context);
}

function conditionalText(node: ts.ConditionalExpression, to: Block, context: FunctionContext): Expression {
  const test = lowerCondition(node.condition, to, context);
  return choose(test, textBranch(node.whenTrue, context), textBranch(node.whenFalse, context), to, context);
}

function textBranch(node: ts.Expression, context: FunctionContext) {
  const block: Block = [];
  const value = lowerText(node, block, context);
  return { block, value };
}

function nullishText(node: ts.BinaryExpression, to: Block, context: FunctionContext): Expression {
  const left = lowerExpression(node.left, to, context);
  if (left.type.kind !== "optional") return stringOf(left, node.left, to, context);
  const kept = keepUnlessStable(left, to, context);
  const block: Block = [];
  const present = { block, value: stringOf(presentValue(kept, false), node.left, block, context) };
  return choose(isNullish(kept), textBranch(node.right, context), present, to, context);
}
