/** `for (let …; …; …)`. A variable that closures capture is a new one in each turn. */
import * as ts from "typescript";
import type { Block, Expression } from "../../hir/nodes.js";
import { lowerEffect } from "../expressions/lower-expression.js";
import type { FunctionContext } from "../function-context.js";
import { analysisOf } from "../functions/analysis.js";
import { assignLocal, boolean, local } from "../values/build.js";
import { settle } from "../values/temporaries.js";
import { counterUpdate } from "./counters.js";
import { withTarget } from "./jumps.js";
import { lowerBlock } from "./lower-statement.js";
import { lowerVariables } from "./variables.js";
import { lowerTest } from "./while.js";

export function lowerFor(node: ts.ForStatement, to: Block, context: FunctionContext): void {
  const body: Block = [];
  if (node.initializer !== undefined) lowerInitializer(node.initializer, body, context);
  withTarget(node, "loop", context, (label) => lowerLoop(node, label, body, context));
  to.push({ kind: "block", body, label: null, at: context.place(node) });
}

function lowerInitializer(initializer: ts.ForInitializer, to: Block, context: FunctionContext): void {
  if (!ts.isVariableDeclarationList(initializer)) return lowerEffect(initializer, to, context);
  lowerVariables(initializer, to, context);
  for (const symbol of sharedVariables(initializer, context)) {
    const binding = context.bindings.get(symbol);
    if (binding?.kind === "cell") binding.local.mutable = true;
  }
}

function lowerLoop(node: ts.ForStatement, label: number, to: Block, context: FunctionContext): void {
  const at = context.place(node);
  const { test, before } =
    node.condition === undefined ? { test: boolean(true, at), before: [] } : lowerTest(node.condition, label, context);
  const body = [...before, ...lowerBlock(node.statement, context)];
  const update = freshVariables(node, context);
  if (node.incrementor !== undefined && !counterUpdate(node, test, update, context)) lowerEffect(node.incrementor, update, context);
  to.push({ kind: "loop", label, test, body, update, at });
}

function sharedVariables(list: ts.VariableDeclarationList, context: FunctionContext): ts.Symbol[] {
  return list.declarations.flatMap((declaration) => {
    const symbol = context.checker.getSymbolAtLocation(declaration.name);
    if (symbol === undefined) return [];
    return analysisOf(declaration, context.compilation).variable(symbol).captured ? [symbol] : [];
  });
}

/** Before each update, captured variables move to new boxes: the closures of this turn keep theirs. */
function freshVariables(node: ts.ForStatement, context: FunctionContext): Block {
  const update: Block = [];
  const { initializer } = node;
  if (initializer === undefined || !ts.isVariableDeclarationList(initializer)) return update;
  for (const symbol of sharedVariables(initializer, context)) {
    const binding = context.bindings.get(symbol);
    if (binding?.kind !== "cell") continue;
    const at = context.place(node);
    const cell = local(binding.local, at);
    const value: Expression = settle({ kind: "cellGet", cell, type: binding.type, at }, update, context);
    update.push(assignLocal(binding.local, { kind: "newCell", value, type: binding.local.type, at }));
  }
  return update;
}
