/** Parentheses mean nothing by themselves. */
import * as ts from "typescript";

/** What stands in them, however many there are. */
export function skipParentheses(node: ts.Expression): ts.Expression {
  return ts.isParenthesizedExpression(node) ? skipParentheses(node.expression) : node;
}
