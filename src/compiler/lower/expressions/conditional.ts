/** `test ? a : b`. */
import type * as ts from "typescript";
import type { Block, Expression, Value } from "../../hir/nodes.js";
import type { HirType } from "../../hir/types.js";
import type { FunctionContext } from "../function-context.js";
import { hirType } from "../types/from-ts.js";
import { assignLocal, conditional, ifStatement, letStatement, local } from "../values/build.js";
import { coerce } from "../values/coerce.js";
import { f64Type, isNarrow, numberType } from "../types/hir-types.js";
import { commonNarrowType } from "../types/ranges.js";
import { resultLocal } from "../values/temporaries.js";
import { lowerCondition } from "./conditions.js";
import { lowerExpression } from "./lower-expression.js";

export function lowerConditional(node: ts.ConditionalExpression, to: Block, context: FunctionContext, expected: HirType | null): Value {
  const test = lowerCondition(node.condition, to, context);
  const wanted = expected ?? typeOfBoth(node, context);
  const then: Block = [];
  const otherwise: Block = [];
  const first = lowerExpression(node.whenTrue, then, context, wanted);
  const second = lowerExpression(node.whenFalse, otherwise, context, wanted);
  const type = branchType(first, second, wanted, context, node);
  return choose(
    test,
    { block: then, value: coerce(first, type, node.whenTrue, then, context) },
    { block: otherwise, value: coerce(second, type, node.whenFalse, otherwise, context) },
    to,
    context,
  );
}

/** Numbers keep what is known of them until they are stored; anything else has the type of its place. */
function branchType(first: Expression, second: Expression, wanted: HirType | null, context: FunctionContext, node: ts.Node): HirType {
  if (isNarrow(first.type) && isNarrow(second.type) && (wanted === null || isNarrow(wanted))) return narrowBranch(first, second);
  return wanted ?? hirType(context.checker.getTypeAtLocation(node), context.typeScope(node));
}

function narrowBranch(first: Expression, second: Expression): HirType {
  if (first.type.kind === "f64" || second.type.kind === "f64") return f64Type;
  const isNumber = first.type.kind === "number" || second.type.kind === "number";
  return isNumber ? numberType : commonNarrowType(first.type, second.type);
}

function typeOfBoth(node: ts.ConditionalExpression, context: FunctionContext): HirType | null {
  const type = context.checker.getTypeAtLocation(node);
  return hirType(type, context.typeScope(node));
}

export interface Branch {
  readonly block: Block;
  readonly value: Expression;
}

/** One of two values of the same type; an expression where neither needs statements. */
export function choose(test: Expression, then: Branch, otherwise: Branch, to: Block, context: FunctionContext): Expression {
  if (then.block.length === 0 && otherwise.block.length === 0) return conditional(test, then.value, otherwise.value);
  if (then.value.type.kind === "void") {
    to.push(ifStatement(test, then.block, otherwise.block));
    return then.value;
  }
  const result = resultLocal(then.value.type, context);
  then.block.push(assignLocal(result, then.value));
  otherwise.block.push(assignLocal(result, otherwise.value));
  to.push(letStatement(result, null, test.at), ifStatement(test, then.block, otherwise.block));
  return local(result, test.at);
}
