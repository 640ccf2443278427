/** Functions declared in a scope can be called before their declaration, so their names are bound first. */
import * as ts from "typescript";
import type { FunctionContext } from "../function-context.js";
import { analysisOf, isModuleLevel } from "../functions/analysis.js";

export function declareLocalFunctions(nodes: readonly ts.Statement[], context: FunctionContext): void {
  for (const node of nodes) {
    if (ts.isFunctionDeclaration(node) && node.name !== undefined && !isModuleLevel(node)) bind(node.name, node, context);
    if (ts.isVariableStatement(node)) bindConstants(node, context);
  }
}

function bindConstants(node: ts.VariableStatement, context: FunctionContext): void {
  for (const declaration of node.declarationList.declarations) {
    const lifted = ts.isIdentifier(declaration.name) ? liftedFunctionOf(declaration.name, context) : null;
    if (lifted !== null && ts.isIdentifier(declaration.name)) bind(declaration.name, lifted, context);
  }
}

/** The function of `const f = () => …` when it needs no function object. */
export function liftedFunctionOf(name: ts.Identifier, context: FunctionContext): ts.FunctionLikeDeclaration | null {
  const symbol = context.checker.getSymbolAtLocation(name);
  return symbol === undefined ? null : analysisOf(name, context.compilation).lifted(symbol);
}

function bind(name: ts.Identifier, declaration: ts.FunctionLikeDeclaration, context: FunctionContext): void {
  const symbol = context.checker.getSymbolAtLocation(name);
  if (symbol === undefined) return;
  context.bindings.set(symbol, { kind: "function", lifted: { name: name.text, declaration, home: context, instances: new Map() } });
}
