/** Type arguments of a generic function from the types of what it is given. */
import * as ts from "typescript";
import type { HirType } from "../../hir/types.js";
import type { FunctionContext } from "../function-context.js";
import { refuse } from "../refusal.js";
import { hirType } from "../types/from-ts.js";
import { refinedByPlace } from "./result-place.js";
import { unify } from "./unify.js";

/** Type arguments of `declaration` as tsc resolved them for this call. */
export function resolvedTypeArguments(
  node: ts.CallExpression,
  declaration: ts.SignatureDeclaration,
  context: FunctionContext,
): readonly HirType[] {
  if (declaration.typeParameters === undefined) return [];
  const { checker } = context;
  const signature = checker.getResolvedSignature(node);
  const types = signature === undefined ? undefined : checker.getTypeArgumentsForResolvedSignature(signature);
  if (types === undefined) return refuse(node, "type-arguments");
  const resolved = types.map((type) => (): HirType => {
    if ((type.flags & (ts.TypeFlags.Unknown | ts.TypeFlags.Any)) !== 0) return refuse(node, "type-arguments");
    return hirType(type, context.typeScope(node));
  });
  return node.typeArguments === undefined ? refinedByPlace(resolved, declaration, node, context) : resolved.map((find) => find());
}

/** Type arguments that make the parameters of `declaration` take `given`. */
export function inferFromTypes(
  declaration: ts.SignatureDeclaration,
  given: readonly HirType[],
  node: ts.Node,
  context: FunctionContext,
): HirType[] {
  const found = new Map<ts.Symbol, HirType>();
  declaration.parameters.forEach((parameter, n) => {
    const type = given[n];
    if (type !== undefined) unify(context.checker.getTypeAtLocation(parameter), type, found, context.compilation);
  });
  return (declaration.typeParameters ?? ts.factory.createNodeArray<ts.TypeParameterDeclaration>()).map((parameter) => {
    const symbol = context.checker.getSymbolAtLocation(parameter.name);
    const type = symbol === undefined ? undefined : found.get(symbol);
    return type ?? refuse(node, "type-arguments");
  });
}
