/** Type arguments of a generic function from the types of what it is given. */
import * as ts from "typescript";
import type { HirType } from "../../hir/types.js";
import type { Compilation } from "../compilation.js";
import type { FunctionContext } from "../function-context.js";
import { refuse } from "../refusal.js";
import { hirType } from "../types/from-ts.js";
import { presentType, sameType } from "../types/hir-types.js";
import { refinedByPlace } from "./result-place.js";

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

/** What each type parameter stands for. */
export type Found = Map<ts.Symbol, HirType>;

/** Matches the declared `pattern` with a concrete type; the first that a parameter meets wins, a `null` literal's aside. */
export function unify(pattern: ts.Type, type: HirType, found: Found, compilation: Compilation): void {
  const { checker } = compilation;
  if ((pattern.flags & ts.TypeFlags.TypeParameter) !== 0) return bind(pattern, type, found);
  if (pattern.isUnion()) return unifyUnion(pattern, type, found, compilation);
  const [call] = pattern.getCallSignatures();
  if (call !== undefined) return type.kind === "closure" ? unifyClosure(call, type, found, compilation) : undefined;
  if (checker.isArrayType(pattern)) return unifyArguments(pattern, elementTypes(type), found, compilation);
  if (checker.isTupleType(pattern)) return unifyArguments(pattern, fieldTypes(type, compilation), found, compilation);
  if ((pattern.flags & ts.TypeFlags.Object) !== 0) unifyArguments(pattern, elementTypes(type, compilation), found, compilation);
}

function bind(pattern: ts.Type, type: HirType, found: Found): void {
  const known = found.get(pattern.symbol);
  if (known === undefined || (known.kind === "void" && !sameType(known, type))) found.set(pattern.symbol, type);
}

/** `T | undefined` takes what is left of an optional. */
function unifyUnion(pattern: ts.UnionType, type: HirType, found: Found, compilation: Compilation): void {
  const nullish = ts.TypeFlags.Null | ts.TypeFlags.Undefined;
  const hasNull = pattern.types.some((part) => (part.flags & nullish) !== 0);
  const [only, ...others] = pattern.types.filter((part) => (part.flags & nullish) === 0);
  if (only !== undefined && others.length === 0) unify(only, hasNull ? presentType(type) : type, found, compilation);
}

function unifyClosure(call: ts.Signature, type: HirType & { readonly kind: "closure" }, found: Found, compilation: Compilation): void {
  const { checker } = compilation;
  call.getParameters().forEach((parameter, n) => {
    const given = type.parameters[n];
    if (given !== undefined) unify(checker.getTypeOfSymbol(parameter), given, found, compilation);
  });
  unify(checker.getReturnTypeOfSignature(call), type.result, found, compilation);
}

function unifyArguments(pattern: ts.Type, given: readonly HirType[], found: Found, compilation: Compilation): void {
  const isReference = ((pattern as ts.ObjectType).objectFlags & ts.ObjectFlags.Reference) !== 0;
  const parameters = isReference ? compilation.checker.getTypeArguments(pattern as ts.TypeReference) : (pattern.aliasTypeArguments ?? []);
  parameters.forEach((parameter, n) => {
    const type = given[n];
    if (type !== undefined) unify(parameter, type, found, compilation);
  });
}

function elementTypes(type: HirType, compilation?: Compilation): readonly HirType[] {
  switch (type.kind) {
    case "array":
    case "set":
      return [type.element];
    case "map":
      return [type.key, type.value];
    case "weak":
      return [type.target];
    case "object":
      return compilation?.classesById.get(type.class)?.typeArguments ?? [];
    case "interface":
      return compilation?.interfacesById.get(type.interface)?.typeArguments ?? [];
    default:
      return [];
  }
}

function fieldTypes(type: HirType, compilation: Compilation): readonly HirType[] {
  const info = type.kind === "object" ? compilation.classesById.get(type.class) : undefined;
  return info?.hir.fields.map((field) => field.type) ?? [];
}
