/** Top-level functions and static methods as values. */
import type * as ts from "typescript";
import type { Block, Expression, HirFunction, Operation } from "../../hir/nodes.js";
import type { HirType } from "../../hir/types.js";
import { callTarget } from "../calls/call-target.js";
import { noSubstitution } from "../compilation.js";
import type { FunctionContext } from "../function-context.js";
import { refuse } from "../refusal.js";
import { presentType } from "../types/hir-types.js";
import { inferFromTypes } from "../calls/infer.js";
import type { FunctionInstance } from "./function-instance.js";
import { functionFor, nameOf } from "./functions.js";
import { returnCall, valueParameters } from "./lifted.js";
import { makeFunction } from "./make-function.js";

type NamedFunction = ts.FunctionDeclaration | ts.MethodDeclaration;

export function functionValue(
  declaration: NamedFunction,
  node: ts.Node,
  _to: Block,
  context: FunctionContext,
  expected: HirType | null,
): Expression {
  const typeArguments = typeArgumentsOf(declaration, node, context, expected);
  const instance = functionFor(declaration, typeArguments, node, context.compilation);
  const { function_, parameters } = plainFunction(instance, declaration, context);
  return {
    kind: "functionValue",
    function: function_,
    type: { kind: "closure", parameters, result: instance.signature.result },
    at: context.place(node),
  };
}

/** Type arguments of a generic function come from the type of its place. */
function typeArgumentsOf(declaration: NamedFunction, node: ts.Node, context: FunctionContext, expected: HirType | null): HirType[] {
  if (declaration.typeParameters === undefined) return [];
  const wanted = expected === null ? null : presentType(expected);
  if (wanted?.kind !== "closure") return refuse(node, "generic-function-value");
  return inferFromTypes(declaration, wanted.parameters, node, context);
}

interface PlainFunction {
  readonly function_: HirFunction;
  readonly parameters: readonly HirType[];
}

/** The function itself, or one around it where it is native or has constant defaults. */
function plainFunction(instance: FunctionInstance, declaration: NamedFunction, context: FunctionContext): PlainFunction {
  const { target, signature } = instance;
  const isPlain = signature.parameters.every(({ missing }) => missing === null || missing === "null");
  if (target.kind === "hir" && isPlain)
    return { function_: target.function, parameters: signature.parameters.map((parameter) => parameter.type) };
  const function_ = wrapper(instance, declaration, context);
  return { function_, parameters: function_.parameters.map((parameter) => parameter.type) };
}

const wrappers = new WeakMap<FunctionInstance, HirFunction>();

function wrapper(instance: FunctionInstance, declaration: NamedFunction, context: FunctionContext): HirFunction {
  const known = wrappers.get(instance);
  if (known !== undefined) return known;
  const { signature } = instance;
  const inner = makeFunction(
    {
      name: `${nameOf(declaration)}.value`,
      node: declaration,
      result: signature.result,
      substitution: noSubstitution,
      thisClass: null,
      parent: null,
      synthetic: true,
    },
    context.compilation,
  );
  const passed = valueParameters(signature, declaration, inner);
  const call: Operation = callTarget(instance.target, passed, signature.result, inner.place(declaration));
  returnCall(call, inner);
  wrappers.set(instance, inner.function);
  return inner.function;
}
