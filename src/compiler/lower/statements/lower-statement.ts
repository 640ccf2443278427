/** Statements by syntax kind. What is not in the table is refused. */
import * as ts from "typescript";
import type { Block } from "../../hir/nodes.js";
import type { FunctionContext } from "../function-context.js";
import { refuse } from "../refusal.js";
import { declareLocalFunctions } from "./local-functions.js";
import { statements } from "./table.js";

export type StatementLowering = (node: ts.Statement, to: Block, context: FunctionContext) => void;

/** A refusal in it becomes a diagnostic, and what follows is lowered all the same. */
export function lowerStatement(node: ts.Statement, to: Block, context: FunctionContext): void {
  context.compilation.guard(node, () => {
    if (isAmbient(node)) return;
    const lower = statements.get(node.kind);
    if (lower === undefined) return refuse(node, "syntax", { kind: ts.SyntaxKind[node.kind] });
    lower(node, to, context);
  });
}

/** `declare …` speaks to tsc alone. */
function isAmbient(node: ts.Statement): boolean {
  return ts.canHaveModifiers(node) && (ts.getModifiers(node)?.some((modifier) => modifier.kind === ts.SyntaxKind.DeclareKeyword) ?? false);
}

/** The statements of one scope. What follows a jump is not lowered: nothing can reach it. */
export function lowerStatements(nodes: readonly ts.Statement[], to: Block, context: FunctionContext): void {
  declareLocalFunctions(nodes, context);
  for (const node of nodes) {
    if (endsHere(to)) return;
    lowerStatement(node, to, context);
  }
}

/** The block's last statement leaves it. */
export function endsHere(block: Block): boolean {
  const last = block.at(-1);
  return last !== undefined && ["return", "throw", "break", "continue", "unreachable"].includes(last.kind);
}

/** A statement as a block of its own. */
export function lowerBlock(node: ts.Statement, context: FunctionContext): Block {
  const block: Block = [];
  if (ts.isBlock(node)) lowerStatements(node.statements, block, context);
  else lowerStatement(node, block, context);
  return block;
}
