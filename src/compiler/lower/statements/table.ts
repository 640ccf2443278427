/** Which function lowers which statement. */
import * as ts from "typescript";
import type { Block } from "../../hir/nodes.js";
import { lowerEffect } from "../expressions/lower-expression.js";
import type { FunctionContext } from "../function-context.js";
import { refuse } from "../refusal.js";
import { lowerBreak, lowerContinue, lowerLabeled } from "./jumps.js";
import { lowerForOf } from "./for-of.js";
import { lowerYield } from "./generators.js";
import { lowerFor } from "./for.js";
import { lowerIf } from "./if.js";
import { lowerDo, lowerWhile } from "./while.js";
import { lowerReturn } from "./return.js";
import type { StatementLowering } from "./lower-statement.js";
import { lowerStatements } from "./lower-statement.js";
import { lowerSwitch } from "./switch.js";
import { lowerThrow, lowerTry } from "./try.js";
import { lowerVariableStatement } from "./variables.js";
import { lowerDefaultExport, lowerNamespace } from "../modules/namespaces.js";
import { lowerClassStatics } from "../modules/statics.js";

type Lowering<N> = (node: N, to: Block, context: FunctionContext) => void;

function on<N extends ts.Statement>(is: (node: ts.Node) => node is N, lower: Lowering<N>): StatementLowering {
  return (node, to, context) => (is(node) ? lower(node, to, context) : refuse(node, "syntax", { kind: ts.SyntaxKind[node.kind] }));
}

/** Declarations that say something to tsc alone, or are lowered when something names them. */
const nothing: StatementLowering = () => undefined;

/** A kind that is not in it is refused. */
export const statements: ReadonlyMap<ts.SyntaxKind, StatementLowering> = new Map([
  [ts.SyntaxKind.Block, on(ts.isBlock, lowerNestedBlock)],
  [ts.SyntaxKind.EmptyStatement, nothing],
  [ts.SyntaxKind.VariableStatement, on(ts.isVariableStatement, lowerVariableStatement)],
  [ts.SyntaxKind.ExpressionStatement, on(ts.isExpressionStatement, lowerExpressionStatement)],
  [ts.SyntaxKind.IfStatement, on(ts.isIfStatement, lowerIf)],
  [ts.SyntaxKind.WhileStatement, on(ts.isWhileStatement, lowerWhile)],
  [ts.SyntaxKind.DoStatement, on(ts.isDoStatement, lowerDo)],
  [ts.SyntaxKind.ForStatement, on(ts.isForStatement, lowerFor)],
  [ts.SyntaxKind.ForOfStatement, on(ts.isForOfStatement, lowerForOf)],
  [ts.SyntaxKind.SwitchStatement, on(ts.isSwitchStatement, lowerSwitch)],
  [ts.SyntaxKind.LabeledStatement, on(ts.isLabeledStatement, lowerLabeled)],
  [ts.SyntaxKind.BreakStatement, on(ts.isBreakStatement, lowerBreak)],
  [ts.SyntaxKind.ContinueStatement, on(ts.isContinueStatement, lowerContinue)],
  [ts.SyntaxKind.ReturnStatement, on(ts.isReturnStatement, lowerReturn)],
  [ts.SyntaxKind.ThrowStatement, on(ts.isThrowStatement, lowerThrow)],
  [ts.SyntaxKind.TryStatement, on(ts.isTryStatement, lowerTry)],
  [ts.SyntaxKind.FunctionDeclaration, nothing],
  [ts.SyntaxKind.ClassDeclaration, on(ts.isClassDeclaration, lowerClassStatics)],
  [ts.SyntaxKind.EnumDeclaration, nothing],
  [ts.SyntaxKind.ModuleDeclaration, on(ts.isModuleDeclaration, lowerNamespace)],
  [ts.SyntaxKind.ExportAssignment, on(ts.isExportAssignment, lowerDefaultExport)],
  [ts.SyntaxKind.InterfaceDeclaration, nothing],
  [ts.SyntaxKind.TypeAliasDeclaration, nothing],
  [ts.SyntaxKind.ImportDeclaration, nothing],
  [ts.SyntaxKind.ExportDeclaration, nothing],
]);

function lowerExpressionStatement({ expression }: ts.ExpressionStatement, to: Block, context: FunctionContext): void {
  if (ts.isYieldExpression(expression)) return lowerYield(expression, to, context);
  lowerEffect(expression, to, context);
}

function lowerNestedBlock(node: ts.Block, to: Block, context: FunctionContext): void {
  const body: Block = [];
  lowerStatements(node.statements, body, context);
  to.push({ kind: "block", body, label: null, at: context.place(node) });
}
