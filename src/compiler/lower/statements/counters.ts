/** `i++` of a loop `i < n`: what is below something of its type can be one more without a check. */
import * as ts from "typescript";
import type { Block, Expression } from "../../hir/nodes.js";
import type { FunctionContext } from "../function-context.js";
import { isAssigned } from "../functions/analysis.js";
import { isNarrow, isWide, numberType, sameType } from "../types/hir-types.js";
import { rangeOfType } from "../types/ranges.js";
import { arithmetic, assignLocal, integer, local } from "../values/build.js";
import { counterRangeOf, intervalOf } from "../values/intervals.js";

/** Adds the unchecked step to `update`; false when the loop is not of that form. */
export function counterUpdate(node: ts.ForStatement, test: Expression, update: Block, context: FunctionContext): boolean {
  const step = stepOf(node.incrementor, context);
  if (step === null || isAssignedIn(node.statement, step.symbol, context)) return false;
  const binding = context.bindings.get(step.symbol);
  if (binding?.kind !== "local" || !isBelowTop(test, binding.local.id, context)) return false;
  const counter = binding.local;
  const at = context.place(node);
  const value = local(counter, at);
  const one = integer(1n, isWide(counter.type) ? counter.type : numberType, at);
  const isNumber = isNarrow(counter.type);
  const sum = arithmetic("+", value, one, isNumber ? numberType : counter.type, !isNumber);
  update.push(
    assignLocal(counter, sameType(sum.type, counter.type) ? sum : { kind: "convert", value: sum, mode: "exact", type: counter.type, at }),
  );
  return true;
}

function stepOf(node: ts.Expression | undefined, context: FunctionContext): { readonly symbol: ts.Symbol } | null {
  if (node === undefined || (!ts.isPostfixUnaryExpression(node) && !ts.isPrefixUnaryExpression(node))) return null;
  if (node.operator !== ts.SyntaxKind.PlusPlusToken || !ts.isIdentifier(node.operand)) return null;
  const symbol = context.checker.getSymbolAtLocation(node.operand);
  return symbol === undefined ? null : { symbol };
}

/** Is the name written anywhere in the body? By name alone: a namesake costs a check, nothing else. */
function isAssignedIn(body: ts.Node, symbol: ts.Symbol, context: FunctionContext): boolean {
  const visit = (node: ts.Node): boolean => {
    if (ts.isIdentifier(node) && node.text === symbol.name && isAssigned(node) && context.checker.getSymbolAtLocation(node) === symbol)
      return true;
    return ts.forEachChild(node, visit) ?? false;
  };
  return visit(body);
}

/** The test says that the counter is less than something that its type can hold. */
function isBelowTop(test: Expression, id: number, context: FunctionContext): boolean {
  if (test.kind === "and") return isBelowTop(test.left, id, context) || isBelowTop(test.right, id, context);
  if (test.kind !== "compare" || test.op !== "<") return false;
  const counter = counterIn(test.left);
  const limit = intervalOf(test.right);
  const room = counter === null ? null : (counterRangeOf(counter.local) ?? rangeOfType(counter.local.type));
  return counter?.local.id === id && limit !== null && room !== null && limit.greatest <= room.greatest;
}

function counterIn(value: Expression): (Expression & { readonly kind: "local" }) | null {
  if (value.kind === "convert" && value.mode === "exact") return counterIn(value.value);
  return value.kind === "local" ? value : null;
}
