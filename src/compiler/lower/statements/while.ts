/** `while` and `do … while`. */
import type * as ts from "typescript";
import type { Block, Expression } from "../../hir/nodes.js";
import { lowerCondition } from "../expressions/conditions.js";
import type { FunctionContext } from "../function-context.js";
import { boolean, not } from "../values/build.js";
import { withTarget } from "./jumps.js";
import { lowerBlock } from "./lower-statement.js";

export function lowerWhile(node: ts.WhileStatement, to: Block, context: FunctionContext): void {
  withTarget(node, "loop", context, (label) => {
    const { test, before } = lowerTest(node.expression, label, context);
    const body = [...before, ...lowerBlock(node.statement, context)];
    to.push({ kind: "loop", label, test, body, update: [], at: context.place(node) });
  });
}

export interface LoopTest {
  readonly test: Expression;
  /** For a test that needs statements: they, and a `break`. */
  readonly before: Block;
}

export function lowerTest(node: ts.Expression, label: number, context: FunctionContext): LoopTest {
  const before: Block = [];
  const test = lowerCondition(node, before, context);
  if (before.length === 0) return { test, before };
  return { test: boolean(true, test.at), before: [...before, leaveUnless(test, label)] };
}

function leaveUnless(test: Expression, label: number): Block[number] {
  return { kind: "if", test: not(test), then: [{ kind: "break", label, at: test.at }], else: null, at: test.at };
}

/** The test comes after the body, where `continue` goes. */
export function lowerDo(node: ts.DoStatement, to: Block, context: FunctionContext): void {
  withTarget(node, "loop", context, (label) => {
    const body = lowerBlock(node.statement, context);
    const update: Block = [];
    const test = lowerCondition(node.expression, update, context);
    update.push(leaveUnless(test, label));
    to.push({ kind: "loop", label, test: boolean(true, test.at), body, update, at: context.place(node) });
  });
}
