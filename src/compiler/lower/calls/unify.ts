/** Matching declared types with concrete ones: what their type parameters stand for. */
import * as ts from "typescript";
import type { HirType } from "../../hir/types.js";
import type { Compilation } from "../compilation.js";
import { presentType, sameType } from "../types/hir-types.js";

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
