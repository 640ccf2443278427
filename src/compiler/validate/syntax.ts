/** Kinds of nodes that the language has; any other is refused wherever it stands, whether anything reaches it or not. */
import * as ts from "typescript";

const kinds = ts.SyntaxKind;

export const knownKinds: ReadonlySet<ts.SyntaxKind> = new Set([
  ...[kinds.SourceFile, kinds.EndOfFileToken, kinds.Block, kinds.EmptyStatement, kinds.VariableStatement, kinds.ExpressionStatement],
  ...[kinds.IfStatement, kinds.DoStatement, kinds.WhileStatement, kinds.ForStatement, kinds.ForOfStatement, kinds.ContinueStatement],
  ...[kinds.BreakStatement, kinds.ReturnStatement, kinds.SwitchStatement, kinds.LabeledStatement, kinds.ThrowStatement, kinds.TryStatement],
  ...[kinds.CaseBlock, kinds.CaseClause, kinds.DefaultClause, kinds.CatchClause, kinds.VariableDeclarationList, kinds.VariableDeclaration],
  ...[kinds.FunctionDeclaration, kinds.ClassDeclaration, kinds.InterfaceDeclaration, kinds.TypeAliasDeclaration, kinds.EnumDeclaration],
  ...[kinds.EnumMember, kinds.HeritageClause, kinds.ExpressionWithTypeArguments, kinds.SemicolonClassElement, kinds.PropertyDeclaration],
  ...[kinds.PropertySignature, kinds.MethodSignature, kinds.MethodDeclaration, kinds.Constructor, kinds.GetAccessor, kinds.SetAccessor],
  ...[kinds.Parameter, kinds.TypeParameter, kinds.ImportDeclaration, kinds.ImportClause, kinds.NamedImports, kinds.ImportSpecifier],
  ...[kinds.ExportDeclaration, kinds.NamedExports, kinds.ExportSpecifier, kinds.Identifier, kinds.PrivateIdentifier, kinds.QualifiedName],
  ...[kinds.NumericLiteral, kinds.BigIntLiteral, kinds.StringLiteral, kinds.NoSubstitutionTemplateLiteral, kinds.TemplateExpression],
  ...[kinds.TemplateHead, kinds.TemplateMiddle, kinds.TemplateTail, kinds.TemplateSpan, kinds.TrueKeyword, kinds.FalseKeyword],
  ...[
    kinds.NullKeyword,
    kinds.ThisKeyword,
    kinds.SuperKeyword,
    kinds.ObjectBindingPattern,
    kinds.ArrayBindingPattern,
    kinds.BindingElement,
  ],
  ...[kinds.ArrayLiteralExpression, kinds.ObjectLiteralExpression, kinds.PropertyAssignment, kinds.ShorthandPropertyAssignment],
  ...[kinds.SpreadAssignment, kinds.SpreadElement, kinds.OmittedExpression, kinds.PropertyAccessExpression, kinds.ElementAccessExpression],
  ...[kinds.CallExpression, kinds.NewExpression, kinds.ParenthesizedExpression, kinds.FunctionExpression, kinds.ArrowFunction],
  ...[kinds.PrefixUnaryExpression, kinds.PostfixUnaryExpression, kinds.BinaryExpression, kinds.ConditionalExpression, kinds.AsExpression],
  ...[kinds.VoidExpression, kinds.NonNullExpression, kinds.SatisfiesExpression, kinds.TypeOfExpression, kinds.ModuleDeclaration],
  ...[kinds.ModuleBlock, kinds.NamespaceImport, kinds.ExportAssignment, kinds.ClassStaticBlockDeclaration, kinds.ClassExpression],
  ...[kinds.ComputedPropertyName, kinds.YieldExpression, kinds.TypeAssertionExpression, kinds.CallSignature],
]);

/** Modifiers and punctuation say something only through the node that they belong to. */
export function isToken(node: ts.Node): boolean {
  return node.kind >= kinds.FirstPunctuation && node.kind <= kinds.LastPunctuation ? true : isModifierOrOperator(node.kind);
}

const words: ReadonlySet<ts.SyntaxKind> = new Set([
  ...[kinds.ExportKeyword, kinds.DeclareKeyword, kinds.AbstractKeyword, kinds.PublicKeyword, kinds.PrivateKeyword, kinds.ProtectedKeyword],
  ...[
    kinds.StaticKeyword,
    kinds.ReadonlyKeyword,
    kinds.OverrideKeyword,
    kinds.ConstKeyword,
    kinds.InstanceOfKeyword,
    kinds.InKeyword,
    kinds.DefaultKeyword,
  ],
]);

function isModifierOrOperator(kind: ts.SyntaxKind): boolean {
  return words.has(kind);
}
