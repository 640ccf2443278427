/** Namespaces, whose statements are part of their module's, and default exports. */
import * as ts from "typescript";
import type { Block } from "../../hir/nodes.js";
import { lowerValueAs } from "../expressions/lower-expression.js";
import type { FunctionContext } from "../function-context.js";
import { refuse } from "../refusal.js";
import { lowerStatements } from "../statements/lower-statement.js";
import { assign } from "../values/build.js";
import { globalOf } from "./globals.js";

export function lowerNamespace(node: ts.ModuleDeclaration, to: Block, context: FunctionContext): void {
  const { body } = node;
  if (body === undefined || ts.isIdentifier(body)) return;
  if (ts.isModuleBlock(body)) return lowerStatements(body.statements, to, context);
  if (ts.isModuleDeclaration(body)) lowerNamespace(body, to, context);
}

/** `export default name` names what is there already; of any other expression the value is kept. */
export function lowerDefaultExport(node: ts.ExportAssignment, to: Block, context: FunctionContext): void {
  if (node.isExportEquals === true) return refuse(node, "default-export");
  if (ts.isIdentifier(node.expression)) return;
  const symbol = context.checker.getSymbolAtLocation(node.getSourceFile())?.exports?.get(ts.InternalSymbolName.Default);
  if (symbol === undefined) return refuse(node, "default-export");
  const global = globalOf(symbol, node, context.compilation);
  to.push(assign({ kind: "global", global }, lowerValueAs(node.expression, global.type, to, context)));
}
