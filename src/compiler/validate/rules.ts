/** What is refused by its syntax alone, wherever it stands: one row a rule. */
import * as ts from "typescript";

/** Null: the node is fine. */
export type Rule = (node: ts.Node) => { readonly page: string; readonly values?: Readonly<Record<string, string>> } | null;

const always =
  (page: string): Rule =>
  () => ({ page });

export const rules: ReadonlyMap<ts.SyntaxKind, Rule> = new Map<ts.SyntaxKind, Rule>([
  [ts.SyntaxKind.VariableDeclarationList, (node) => ((node.flags & ts.NodeFlags.BlockScoped) === 0 ? { page: "var" } : null)],
  [ts.SyntaxKind.VariableDeclaration, definiteVariable],
  [ts.SyntaxKind.PropertyDeclaration, definiteField],
  [ts.SyntaxKind.ForInStatement, always("for-in")],
  [ts.SyntaxKind.DeleteExpression, always("delete")],
  [ts.SyntaxKind.RegularExpressionLiteral, always("regular-expression")],
  [ts.SyntaxKind.Decorator, always("decorator")],
  [ts.SyntaxKind.NamespaceExport, always("namespace-import")],
  [ts.SyntaxKind.ImportKeyword, always("dynamic-import")],
  [ts.SyntaxKind.AsyncKeyword, always("async-or-generator")],
  [ts.SyntaxKind.AwaitExpression, always("async-or-generator")],
  [ts.SyntaxKind.FunctionExpression, generator],
  [ts.SyntaxKind.ClassExpression, (node) => (isConstantsValue(node) ? null : { page: "class-expression" })],
  [
    ts.SyntaxKind.ComputedPropertyName,
    (node) =>
      ts.isPropertySignature(node.parent) || ts.isPropertyAssignment(node.parent) || isIterator(node) ? null : { page: "computed-name" },
  ],
  [ts.SyntaxKind.AnyKeyword, always("any-type")],
  [ts.SyntaxKind.IndexSignature, always("index-signature")],
]);

/** `const Name = class { … }` is as good as a declaration. */
function isConstantsValue({ parent }: ts.Node): boolean {
  return ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name) && (parent.parent.flags & ts.NodeFlags.Const) !== 0;
}

/** `*[Symbol.iterator]() { … }` */
function isIterator(node: ts.Node): boolean {
  return ts.isMethodDeclaration(node.parent) && node.parent.asteriskToken !== undefined && node.getText() === "[Symbol.iterator]";
}

/** `let x!: T` promises what nobody checks. */
function definiteVariable(node: ts.Node): ReturnType<Rule> {
  const isPromise = ts.isVariableDeclaration(node) && node.exclamationToken !== undefined;
  return isPromise ? { page: "definite-assignment", values: { name: node.name.getText() } } : null;
}

function definiteField(node: ts.Node): ReturnType<Rule> {
  const isPromise = ts.isPropertyDeclaration(node) && node.exclamationToken !== undefined;
  return isPromise ? { page: "definite-assignment", values: { name: node.name.getText() } } : null;
}

function generator(node: ts.Node): ReturnType<Rule> {
  return (node as { readonly asteriskToken?: ts.Node }).asteriskToken === undefined ? null : { page: "async-or-generator" };
}
