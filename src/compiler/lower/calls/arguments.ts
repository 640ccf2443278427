/** Arguments for a signature: in order, converted, the missing ones supplied, the rest in an array. */
import * as ts from "typescript";
import type { Block, Expression } from "../../hir/nodes.js";
import type { HirType } from "../../hir/types.js";
import { lowerArrayElements } from "../expressions/array-literal.js";
import { lowerExpression } from "../expressions/lower-expression.js";
import type { FunctionContext } from "../function-context.js";
import type { ConstantDefault, Parameter, Signature } from "../functions/function-instance.js";
import { defaultValue } from "../functions/lifted.js";
import { cutToInteger } from "../library/doubles.js";
import { refuse } from "../refusal.js";
import { presentType } from "../types/hir-types.js";
import { conditional, isNull, nullOf, optional, unwrap } from "../values/build.js";
import { coerce, convertTo } from "../values/coerce.js";
import type { Operands } from "../values/temporaries.js";
import { keepUnlessStable, settle } from "../values/temporaries.js";

/** Adds the arguments to `operands`, which may hold the receiver already. */
export function addArguments(
  signature: Pick<Signature, "parameters">,
  args: readonly ts.Expression[],
  operands: Operands,
  node: ts.Node,
  to: Block,
  context: FunctionContext,
): void {
  signature.parameters.forEach((parameter, n) => {
    if (parameter.rest) return operands.add(restArgument(parameter.type, args.slice(n), node, to, context));
    const argument = args[n];
    if (argument === undefined) return operands.add(missingArgument(parameter, node, context));
    if (ts.isSpreadElement(argument)) return refuse(argument, "spread-argument");
    operands.add(givenArgument(parameter, argument, to, context));
  });
  dropExtra(signature, args, to, context);
}

/** What the function does not take is still evaluated. */
function dropExtra(signature: Pick<Signature, "parameters">, args: readonly ts.Expression[], to: Block, context: FunctionContext): void {
  if (signature.parameters.some((parameter) => parameter.rest)) return;
  for (const extra of args.slice(signature.parameters.length)) lowerExpression(extra, to, context);
}

function givenArgument(parameter: Parameter, argument: ts.Expression, to: Block, context: FunctionContext): Expression {
  const { missing, type } = parameter;
  if (missing === null || missing === "null")
    return coerce(cut(lowerExpression(argument, to, context, type), parameter, to, context), type, argument, to, context);
  if (ts.isIdentifier(argument) && argument.text === "undefined") return constantDefault(missing, parameter, argument, context);
  const value = cut(lowerExpression(argument, to, context, type), parameter, to, context);
  if (value.type.kind !== "optional" || type.kind === "optional") return coerce(value, type, argument, to, context);
  const kept = keepUnlessStable(value, to, context);
  return conditional(
    isNull(kept),
    constantDefault(missing, parameter, argument, context),
    coerce(unwrap(kept, false), type, argument, to, context),
  );
}

/** What JavaScript's library does with a number where it wants a place. */
function cut(value: Expression, { cuts, type }: Parameter, to: Block, context: FunctionContext): Expression {
  if (cuts !== true || presentType(type).kind !== "number") return value;
  if (value.type.kind !== "optional" || type.kind !== "optional") return cutToInteger(value);
  const kept = keepUnlessStable(value, to, context);
  return conditional(isNull(kept), nullOf(type, value.at), optional(convertTo(cutToInteger(unwrap(kept, false)), type.of)));
}

function missingArgument(parameter: Parameter, node: ts.Node, context: FunctionContext): Expression {
  const { missing, type } = parameter;
  if (missing === "null") return nullOf(type, context.place(node));
  return missing === null ? refuse(node, "argument-missing", { name: parameter.name }) : constantDefault(missing, parameter, node, context);
}

function constantDefault({ initializer }: ConstantDefault, { type }: Parameter, node: ts.Node, context: FunctionContext): Expression {
  return defaultValue(initializer, type, node, context);
}

function restArgument(type: HirType, args: readonly ts.Expression[], node: ts.Node, to: Block, context: FunctionContext): Expression {
  if (type.kind !== "array") return refuse(node, "rest-type");
  return settle(lowerArrayElements(args, type, node, to, context), to, context);
}
