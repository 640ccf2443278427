/** Expressions that give one of their parts as it is, and whatever wants a value wants it of the part. */
import * as ts from "typescript";

const passingOperators: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.QuestionQuestionToken,
  ts.SyntaxKind.BarBarToken,
  ts.SyntaxKind.AmpersandAmpersandToken,
  ts.SyntaxKind.CommaToken,
]);

/** Gives one of its parts as it is. */
export function isTransparent(node: ts.Node): node is ts.Expression {
  if (ts.isParenthesizedExpression(node) || ts.isConditionalExpression(node) || ts.isSatisfiesExpression(node)) return true;
  return ts.isBinaryExpression(node) && passingOperators.has(node.operatorToken.kind);
}

/** The expression that is stored where `part` is one of what it gives: a trap names its place. */
export function wholeOf(part: ts.Node): ts.Node {
  return isTransparent(part.parent) ? wholeOf(part.parent) : part;
}
