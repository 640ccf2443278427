/**
 * TypeScript of the subset to TypeScript that Node runs with C's integer semantics: where C traps, Node throws the same error at the
 * same place. A transformer for tsc's emitter; each kind of node that needs a check has one row.
 */
import * as ts from "typescript";
import { isNodePartOfNativeStruct } from "../frontend/module-graph.js";
import { isNodeOnly } from "../frontend/tags.js";
import { checkedBinary, checkedMinus } from "./arithmetic.js";
import { checkedAssignment, checkedCompound, checkedStep } from "./assignments.js";
import { checkedCall } from "./calls.js";
import { checkedClass, checkedElement, checkedPresence } from "./elements.js";
import { Lane, type LaneOptions } from "./lane.js";
import { checkedBinding, checkedTargets } from "./patterns.js";
import { stored, storedShorthand } from "./stores.js";
import { rewrittenTry } from "./try.js";

/** Null: the node's parts are rewritten, the node itself is JavaScript's. */
type Rewrite = (node: ts.Node, lane: Lane) => ts.Node | null;

const rewrites: ReadonlyMap<ts.SyntaxKind, Rewrite> = new Map<ts.SyntaxKind, Rewrite>([
  [ts.SyntaxKind.BinaryExpression, (node, lane) => (ts.isBinaryExpression(node) ? binary(node, lane) : null)],
  [ts.SyntaxKind.PrefixUnaryExpression, (node, lane) => (ts.isPrefixUnaryExpression(node) ? prefix(node, lane) : null)],
  [ts.SyntaxKind.PostfixUnaryExpression, (node, lane) => (ts.isPostfixUnaryExpression(node) ? checkedStep(node, lane) : null)],
  [ts.SyntaxKind.ElementAccessExpression, (node, lane) => (ts.isElementAccessExpression(node) ? checkedElement(node, lane) : null)],
  [ts.SyntaxKind.NonNullExpression, (node, lane) => (ts.isNonNullExpression(node) ? checkedPresence(node, lane) : null)],
  [ts.SyntaxKind.AsExpression, (node, lane) => (ts.isAsExpression(node) ? checkedClass(node, lane) : null)],
  [ts.SyntaxKind.CallExpression, (node, lane) => (ts.isCallExpression(node) ? checkedCall(node, lane) : null)],
  [
    ts.SyntaxKind.ShorthandPropertyAssignment,
    (node, lane) => (ts.isShorthandPropertyAssignment(node) ? storedShorthand(node, lane) : null),
  ],
  [ts.SyntaxKind.BindingElement, (node, lane) => (ts.isBindingElement(node) ? checkedBinding(node, lane) : null)],
  [ts.SyntaxKind.TryStatement, (node, lane) => (ts.isTryStatement(node) ? rewrittenTry(node, lane) : null)],
]);

/** The transformer, to be run before tsc's own. */
export function integerSemantics(program: ts.Program, options: LaneOptions): ts.TransformerFactory<ts.SourceFile> {
  const checker = program.getTypeChecker();
  return (context) => (file) => {
    if (file.isDeclarationFile) return file;
    const visit = (node: ts.Node): ts.Node => rewritten(node, lane);
    const lane = new Lane(checker, context, options, visit);
    const result = ts.visitEachChild(file, visit, context);
    return addHelpers(result, context.readEmitHelpers());
  };
}

function addHelpers(file: ts.SourceFile, helpers: readonly ts.EmitHelper[] | undefined): ts.SourceFile {
  for (const helper of helpers ?? []) ts.addEmitHelper(file, helper);
  return file;
}

function rewritten(node: ts.Node, lane: Lane): ts.Node {
  if (isNodeOnly(node) || isNodePartOfNativeStruct(node) || (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node))) return node;
  const visited = rewrites.get(node.kind)?.(node, lane) ?? ts.visitEachChild(node, lane.visit, lane.context);
  return isExpression(node) && isExpression(visited) ? stored(node, visited, lane) : visited;
}

/** An identifier may be a mere name; it is looked at where it stands for a value. */
function isExpression(node: ts.Node): node is ts.Expression {
  return ts.isExpression(node) && !(ts.isIdentifier(node) && isName(node));
}

function isName(node: ts.Identifier): boolean {
  const { parent } = node;
  return parent !== undefined && "name" in parent && parent.name === node;
}

function binary(node: ts.BinaryExpression, lane: Lane): ts.Node | null {
  const assignment = checkedAssignment(node, lane) ?? checkedTargets(node, lane) ?? checkedCompound(node, lane);
  if (assignment !== null) return assignment;
  if (!arithmeticOperators.has(node.operatorToken.kind)) return null;
  const [left, right] = [lane.expression(node.left), lane.expression(node.right)];
  return checkedBinary(node, left, right, lane) ?? lane.factory.updateBinaryExpression(node, left, node.operatorToken, right);
}

const arithmeticOperators: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.PlusToken,
  ts.SyntaxKind.MinusToken,
  ts.SyntaxKind.AsteriskToken,
  ts.SyntaxKind.SlashToken,
  ts.SyntaxKind.PercentToken,
  ts.SyntaxKind.LessThanLessThanToken,
]);

function prefix(node: ts.PrefixUnaryExpression, lane: Lane): ts.Node | null {
  const step = checkedStep(node, lane);
  return step ?? (node.operator === ts.SyntaxKind.MinusToken ? checkedMinus(node, lane.expression(node.operand), lane) : null);
}
