/** `if`. */
import type * as ts from "typescript";
import type { Block } from "../../hir/nodes.js";
import { lowerCondition } from "../expressions/conditions.js";
import type { FunctionContext } from "../function-context.js";
import { lowerBlock } from "./lower-statement.js";

export function lowerIf(node: ts.IfStatement, to: Block, context: FunctionContext): void {
  const test = lowerCondition(node.expression, to, context);
  const then = lowerBlock(node.thenStatement, context);
  const otherwise = node.elseStatement === undefined ? null : lowerBlock(node.elseStatement, context);
  to.push({ kind: "if", test, then, else: otherwise, at: context.place(node) });
}
