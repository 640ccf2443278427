/** Labels, `break`, `continue`. */
import * as ts from "typescript";
import type { Block } from "../../hir/nodes.js";
import type { FunctionContext, JumpTarget } from "../function-context.js";
import { refuse } from "../refusal.js";
import { lowerBlock } from "./lower-statement.js";

/** Runs `body` with a place for `break` (and `continue`, in a loop) around it. */
export function withTarget<T>(node: ts.Node, kind: "loop" | "switch" | "block", context: FunctionContext, body: (label: number) => T): T {
  const target: JumpTarget = { label: context.newLabel(), name: labelOf(node), isLoop: kind === "loop", isSwitch: kind === "switch" };
  context.jumps.push(target);
  try {
    return body(target.label);
  } finally {
    context.jumps.pop();
  }
}

function labelOf(node: ts.Node): string | null {
  const { parent } = node;
  if (ts.isLabeledStatement(node)) return node.label.text;
  return ts.isLabeledStatement(parent) ? parent.label.text : null;
}

/** A loop takes the label itself; any other statement becomes a block that `break` leaves. */
export function lowerLabeled(node: ts.LabeledStatement, to: Block, context: FunctionContext): void {
  const { statement } = node;
  if (ts.isIterationStatement(statement, false) || ts.isSwitchStatement(statement)) {
    to.push(...lowerBlock(statement, context));
    return;
  }
  withTarget(node, "block", context, (label) => {
    to.push({ kind: "block", body: lowerBlock(statement, context), label, at: context.place(node) });
  });
}

export function lowerBreak(node: ts.BreakStatement, to: Block, context: FunctionContext): void {
  const name = node.label?.text ?? null;
  const target = [...context.jumps].reverse().find((jump) => (name === null ? jump.isLoop || jump.isSwitch : jump.name === name));
  if (target === undefined) return refuse(node, "jump-target");
  to.push({ kind: "break", label: target.label, at: context.place(node) });
}

export function lowerContinue(node: ts.ContinueStatement, to: Block, context: FunctionContext): void {
  const name = node.label?.text ?? null;
  const target = [...context.jumps].reverse().find((jump) => jump.isLoop && (name === null || jump.name === name));
  if (target === undefined) return refuse(node, "jump-target");
  to.push({ kind: "continue", label: target.continueLabel ?? target.label, at: context.place(node) });
}
