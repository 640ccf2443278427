/** `void x`: x for its effects; the value is undefined. */
import * as ts from "typescript";
import type { Block, Value } from "../../hir/nodes.js";
import type { HirType } from "../../hir/types.js";
import type { FunctionContext } from "../function-context.js";
import { neverValue } from "../values/build.js";
import { isDiscarded } from "./assignment.js";
import { lowerNull } from "./literals.js";
import { lowerEffect } from "./lower-expression.js";

export function lowerVoid(node: ts.VoidExpression, to: Block, context: FunctionContext, expected: HirType | null): Value {
  lowerEffect(node.expression, to, context);
  return isUnused(node, context) ? neverValue(context.place(node)) : lowerNull(node, to, context, expected);
}

/** Also as what a function gives that gives nothing: `() => void log.push(x)`. */
function isUnused(node: ts.VoidExpression, { checker }: FunctionContext): boolean {
  const wanted = checker.getContextualType(node);
  return isDiscarded(node) || (wanted !== undefined && (wanted.flags & ts.TypeFlags.Void) !== 0);
}
