/** Questions about the tree alone. */
import * as ts from "typescript";
import { skipParentheses } from "../frontend/parentheses.js";
import { isTransparent } from "../frontend/transparent.js";

/** What an assignment writes to: `xs[i]! += 1` writes `xs[i]`. */
export function targetIn(node: ts.Expression): ts.Expression {
  return ts.isParenthesizedExpression(node) || ts.isNonNullExpression(node) ? targetIn(node.expression) : node;
}

/** Parentheses are left out. */
export function parentOf(node: ts.Node): ts.Node {
  return ts.isParenthesizedExpression(node.parent) ? parentOf(node.parent) : node.parent;
}

/** `BigInt.asUintN(64, x)`, `BigInt.asIntN(64, x)` */
export function isWrapping(node: ts.Node): boolean {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return false;
  const { expression: object, name } = node.expression;
  return ts.isIdentifier(object) && object.text === "BigInt" && ["asUintN", "asIntN"].includes(name.text);
}

/** `BigInt.asIntN(64, x)`, of what `isWrapping` */
export function isSignedWrapping(node: ts.Node): boolean {
  return ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) && node.expression.name.text === "asIntN";
}

const storingOperators: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.EqualsToken,
  ts.SyntaxKind.QuestionQuestionEqualsToken,
  ts.SyntaxKind.BarBarEqualsToken,
  ts.SyntaxKind.AmpersandAmpersandEqualsToken,
]);

/** `=`, `??=` and their like, with a value that is stored as it is. */
export function isPlainAssignment(node: ts.Node): node is ts.BinaryExpression {
  return ts.isBinaryExpression(node) && storingOperators.has(node.operatorToken.kind);
}

/** The value goes where a declaration says which type it has there. */
export function isStored(node: ts.Expression): boolean {
  const { parent } = node;
  if (isTransparent(parent)) return passesOn(parent, node) && isStored(parent);
  if (ts.isCallExpression(parent) || ts.isNewExpression(parent)) return !isWrapping(parent) && parent.arguments?.includes(node) === true;
  if (ts.isArrowFunction(parent)) return parent.body === node && !isUndeclared(parent);
  if (ts.isBinaryExpression(parent)) return isPlainAssignment(parent) && parent.right === node;
  if (ts.isReturnStatement(parent)) return !isUndeclared(ts.findAncestor(parent, ts.isFunctionLike));
  if (ts.isYieldExpression(parent) || ts.isArrayLiteralExpression(parent)) return true;
  if (ts.isAsExpression(parent)) return !ts.isConstTypeReference(parent.type);
  return hasInitializer(parent) && parent.initializer === node;
}

/** `(() => x)()`: tsc expects of x what the call goes to; what is stored there is the call's result. */
function isUndeclared(of: ts.SignatureDeclaration | undefined): boolean {
  if (of === undefined || of.type !== undefined || !(ts.isArrowFunction(of) || ts.isFunctionExpression(of))) return false;
  const parent = parentOf(of);
  return ts.isCallExpression(parent) && skipParentheses(parent.expression) === of;
}

type Initialized = ts.VariableDeclaration | ts.ParameterDeclaration | ts.PropertyDeclaration | ts.BindingElement | ts.PropertyAssignment;

function hasInitializer(node: ts.Node): node is Initialized {
  return (
    ts.isVariableDeclaration(node) ||
    ts.isParameter(node) ||
    ts.isPropertyDeclaration(node) ||
    ts.isBindingElement(node) ||
    ts.isPropertyAssignment(node)
  );
}

function passesOn(parent: ts.Expression, part: ts.Expression): boolean {
  if (ts.isConditionalExpression(parent)) return parent.condition !== part;
  if (!ts.isBinaryExpression(parent)) return true;
  const both = parent.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken || parent.operatorToken.kind === ts.SyntaxKind.BarBarToken;
  return both || parent.right === part;
}

/** Something is stored into it. */
export function isTarget(node: ts.Expression): boolean {
  const parent = parentOf(node);
  if (ts.isNonNullExpression(parent)) return isTarget(parent);
  if (ts.isBinaryExpression(parent)) return isAssignment(parent) && targetIn(parent.left) === targetIn(node);
  if (ts.isPostfixUnaryExpression(parent)) return true;
  if (ts.isPrefixUnaryExpression(parent)) return stepOperator(parent) !== null;
  return ts.isArrayLiteralExpression(parent) && isTarget(parent);
}

function isAssignment(node: ts.BinaryExpression): boolean {
  return node.operatorToken.kind >= ts.SyntaxKind.FirstAssignment && node.operatorToken.kind <= ts.SyntaxKind.LastAssignment;
}

/** The arithmetic of `++` and `--`. */
export function stepOperator(node: ts.PrefixUnaryExpression | ts.PostfixUnaryExpression): ts.BinaryOperator | null {
  if (node.operator === ts.SyntaxKind.PlusPlusToken) return ts.SyntaxKind.PlusToken;
  return node.operator === ts.SyntaxKind.MinusMinusToken ? ts.SyntaxKind.MinusToken : null;
}

/** Nobody uses the expression's value. */
export function isDiscarded(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isExpressionStatement(parent)) return true;
  return ts.isForStatement(parent) && (parent.incrementor === node || parent.initializer === node);
}
