/** `throw`, `try`, `catch`, `finally`. What is thrown extends Error. */
import * as ts from "typescript";
import type { Block, Local } from "../../hir/nodes.js";
import type { HirType } from "../../hir/types.js";
import { classFor } from "../classes/classes.js";
import { lowerExpression } from "../expressions/lower-expression.js";
import type { FunctionContext } from "../function-context.js";
import { refuse } from "../refusal.js";
import { typeText } from "../types/hir-types.js";
import { cast, local } from "../values/build.js";
import { isAssignable, isObject } from "../values/coerce.js";
import { lowerBlock, lowerStatements } from "./lower-statement.js";
import { bindVariable } from "./variables.js";

export function lowerThrow(node: ts.ThrowStatement, to: Block, context: FunctionContext): void {
  const value = lowerExpression(node.expression, to, context);
  const type = errorType(node, context);
  if (!isObject(value.type) || !isObject(type) || !isAssignable(value.type, type, context.compilation)) {
    return refuse(node.expression, "throw-of", { type: typeText(value.type) });
  }
  to.push({ kind: "throw", value: cast(value, type, false), at: context.place(node) });
}

function errorType(node: ts.Node, context: FunctionContext): HirType {
  const declaration = context.compilation.errorDeclaration("Error", node);
  if (declaration === null) return refuse(node, "library-missing", { name: "Error" });
  return { kind: "object", class: classFor(declaration, [], { compilation: context.compilation, node }).hir.id };
}

export function lowerTry(node: ts.TryStatement, to: Block, context: FunctionContext): void {
  const body: Block = [];
  lowerStatements(node.tryBlock.statements, body, context);
  const handler = node.catchClause === undefined ? null : lowerCatch(node.catchClause, context);
  const last = node.finallyBlock === undefined ? null : lowerBlock(node.finallyBlock, context);
  to.push({ kind: "try", body, catch: handler, finally: last, at: context.place(node) });
}

function lowerCatch(clause: ts.CatchClause, context: FunctionContext): { readonly error: Local; readonly body: Block } {
  const error = context.newLocal("error", errorType(clause, context));
  const body: Block = [];
  const name = clause.variableDeclaration?.name;
  if (name !== undefined) {
    if (!ts.isIdentifier(name)) return refuse(name, "catch-pattern");
    bindVariable(name, local(error, context.place(name)), body, context, error);
  }
  lowerStatements(clause.block.statements, body, context);
  return { error, body };
}
