/** Calls of the functions of `src/std/lang` that stand for JavaScript's library. */
import * as ts from "typescript";
import type { Block, Expression, Value } from "../../hir/nodes.js";
import type { HirType } from "../../hir/types.js";
import { addArguments } from "../calls/arguments.js";
import { finishCall } from "../calls/call.js";
import { callTarget } from "../calls/call-target.js";
import { globalFunctionType } from "../expressions/identifier.js";
import { unify } from "../calls/unify.js";
import { refinedByPlace } from "../calls/result-place.js";
import type { FunctionContext } from "../function-context.js";
import type { FunctionInstance } from "../functions/function-instance.js";
import { functionFor } from "../functions/functions.js";
import { Refusal, refuse } from "../refusal.js";
import { hirType } from "../types/from-ts.js";
import { coerce } from "../values/coerce.js";
import { Operands } from "../values/temporaries.js";

/** `given` are values for the first parameters, `rest` the expressions for the others. */
export function callLibraryFunction(
  declaration: ts.FunctionDeclaration,
  given: readonly Expression[],
  rest: readonly ts.Expression[],
  node: ts.CallExpression | ts.NewExpression,
  to: Block,
  context: FunctionContext,
): Value {
  const typeArguments = refined(inferred(declaration, given, rest, node, context), declaration, node, context);
  const { signature, target } = instanceFor(declaration, typeArguments, node, context);
  const operands = new Operands(to, context);
  given.forEach((value, n) => {
    const parameter = signature.parameters[n];
    if (parameter !== undefined) operands.add(coerce(value, parameter.type, node, to, context));
  });
  const parameters = signature.parameters.slice(given.length).map((parameter) => ({ ...parameter, cuts: true }));
  addArguments({ parameters }, rest, operands, node, to, context);
  return finishCall(callTarget(target, operands.finish(), signature.result, context.place(node)), signature.never, to, context);
}

/** `const ys: u32[] = xs.map((x) => x + 1)`: elements of the place's type. What the receiver gives is not touched. */
function refined(
  inferred: readonly (() => HirType)[],
  declaration: ts.FunctionDeclaration,
  node: ts.CallExpression | ts.NewExpression,
  context: FunctionContext,
): readonly HirType[] {
  const [first] = inferred;
  if (first === undefined || !isOpen(node, context)) return inferred.map((find) => find());
  return [first(), ...refinedByPlace(inferred, declaration, node, context).slice(1)];
}

/** To tsc, the function that is called has type parameters of its own, and the call leaves them open. */
function isOpen(node: ts.CallExpression | ts.NewExpression, { checker }: FunctionContext): boolean {
  return node.typeArguments === undefined && checker.getResolvedSignature(node)?.getDeclaration()?.typeParameters !== undefined;
}

/** What the library cannot be compiled for is the caller's mistake. */
function instanceFor(
  declaration: ts.FunctionDeclaration,
  typeArguments: readonly HirType[],
  node: ts.Node,
  context: FunctionContext,
): FunctionInstance {
  try {
    return functionFor(declaration, typeArguments, node, context.compilation);
  } catch (error) {
    if (error instanceof Refusal) refuse(node, error.page, error.values);
    throw error;
  }
}

/** Type arguments from the values and from what tsc knows of the expressions, each when it is asked for. */
function inferred(
  declaration: ts.FunctionDeclaration,
  given: readonly Expression[],
  rest: readonly ts.Expression[],
  node: ts.CallExpression | ts.NewExpression,
  context: FunctionContext,
): readonly (() => HirType)[] {
  const parameters = declaration.typeParameters ?? [];
  if (parameters.length === 0) return [];
  const found = new Map<ts.Symbol, HirType>();
  const refusals: Refusal[] = [];
  const { checker, compilation } = context;
  declaration.parameters.slice(0, given.length).forEach((parameter, n) => {
    const value = given[n];
    if (value !== undefined) unify(checker.getTypeAtLocation(parameter), value.type, found, compilation);
  });
  bindWritten(parameters, node, found, context);
  declaration.parameters.slice(given.length).forEach((parameter, n) => {
    const pattern = checker.getTypeAtLocation(parameter);
    const argument = rest[n];
    if (argument === undefined || ts.isSpreadElement(argument) || parameter.dotDotDotToken !== undefined || allBound()) return;
    const type = typeOfArgument(argument, refusals, context);
    if (type !== null) unify(pattern, type, found, compilation);
  });
  return parameters.map((parameter) => () => {
    const symbol = checker.getSymbolAtLocation(parameter.name);
    const type = symbol === undefined ? undefined : found.get(symbol);
    if (type === undefined && refusals[0] !== undefined) throw refusals[0];
    return type ?? refuse(node, "type-arguments");
  });

  function allBound(): boolean {
    return parameters.every((parameter) => {
      const symbol = checker.getSymbolAtLocation(parameter.name);
      return symbol !== undefined && found.has(symbol);
    });
  }
}

/** Null where it is refused, which is added to `refusals`: it may not be needed. */
function typeOfArgument(argument: ts.Expression, refusals: Refusal[], context: FunctionContext): HirType | null {
  try {
    return globalFunctionType(argument, context) ?? hirType(context.checker.getTypeAtLocation(argument), context.typeScope(argument));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    refusals.push(error);
    return null;
  }
}

/** `xs.map<i64>(…)`: what is written stands for the parameters that the receiver leaves open. */
function bindWritten(
  parameters: readonly ts.TypeParameterDeclaration[],
  node: ts.CallExpression | ts.NewExpression,
  found: Map<ts.Symbol, HirType>,
  context: FunctionContext,
): void {
  const open = parameters
    .flatMap((parameter) => context.checker.getSymbolAtLocation(parameter.name) ?? [])
    .filter((symbol) => !found.has(symbol));
  const written = node.typeArguments ?? [];
  if (written.length !== open.length) return;
  written.forEach((type, n) => {
    const symbol = open[n];
    if (symbol !== undefined) found.set(symbol, hirType(context.checker.getTypeFromTypeNode(type), context.typeScope(type)));
  });
}
