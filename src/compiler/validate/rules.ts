/** What is refused by its syntax alone, wherever it stands: one row a rule. */
import ts from "typescript";

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
  [ts.SyntaxKind.ExportAssignment, always("default-export")],
  [ts.SyntaxKind.DefaultKeyword, always("default-export")],
  [ts.SyntaxKind.ImportClause, (node) => (ts.isImportClause(node) && node.name !== undefined ? { page: "default-export" } : null)],
  [ts.SyntaxKind.NamespaceImport, always("namespace-import")],
  [ts.SyntaxKind.NamespaceExport, always("namespace-import")],
  [ts.SyntaxKind.ImportKeyword, always("dynamic-import")],
  [ts.SyntaxKind.ModuleDeclaration, always("namespace")],
  [ts.SyntaxKind.AsyncKeyword, always("async-or-generator")],
  [ts.SyntaxKind.AwaitExpression, always("async-or-generator")],
  [ts.SyntaxKind.YieldExpression, always("async-or-generator")],
  [ts.SyntaxKind.FunctionDeclaration, generator],
  [ts.SyntaxKind.FunctionExpression, generator],
  [ts.SyntaxKind.MethodDeclaration, generator],
  [ts.SyntaxKind.ClassExpression, always("class-expression")],
  [ts.SyntaxKind.ClassStaticBlockDeclaration, always("static-block")],
  [ts.SyntaxKind.ComputedPropertyName, (node) => (ts.isPropertySignature(node.parent) ? null : { page: "computed-name" })],
  [ts.SyntaxKind.BinaryExpression, looseEquality],
  [ts.SyntaxKind.AnyKeyword, always("any-type")],
  [ts.SyntaxKind.IndexSignature, always("index-signature")],
  [ts.SyntaxKind.ClassDeclaration, (node) => (ts.isSourceFile(node.parent) ? null : { page: "local-class" })],
  [ts.SyntaxKind.EnumDeclaration, (node) => (ts.isSourceFile(node.parent) ? null : { page: "local-enum" })],
]);

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

function looseEquality(node: ts.Node): ReturnType<Rule> {
  if (!ts.isBinaryExpression(node)) return null;
  const { kind } = node.operatorToken;
  const isLoose = kind === ts.SyntaxKind.EqualsEqualsToken || kind === ts.SyntaxKind.ExclamationEqualsToken;
  return isLoose && ![node.left, node.right].some(isNullName)
    ? { page: "loose-equality", values: { operator: node.operatorToken.getText() } }
    : null;
}

/** `x == null` asks for both at once, and converts nothing. */
function isNullName(node: ts.Expression): boolean {
  return node.kind === ts.SyntaxKind.NullKeyword || (ts.isIdentifier(node) && node.text === "undefined");
}
