/** Object types: containers, classes, interfaces, records, functions. */
import * as ts from "typescript";
import type { HirType } from "../../hir/types.js";
import { classFor } from "../classes/classes.js";
import { objectTypeSymbol } from "../classes/hierarchy.js";
import { interfaceFor } from "../classes/interfaces.js";
import { namedRecordFor, shapeRecordFor, tupleRecordFor } from "../classes/records.js";
import { refuse } from "../refusal.js";
import { hirType, optionalOf, type TypeScope } from "./from-ts.js";
import { voidType } from "./hir-types.js";
import { bytesTypeNamed } from "./typed-arrays.js";

export function objectTypeOf(type: ts.Type, scope: TypeScope): HirType {
  const { checker } = scope.compilation;
  if (checker.isTupleType(type)) return tupleRecordFor(type as ts.TupleTypeReference, scope);
  if (checker.isArrayType(type)) return { kind: "array", element: element(argumentsOf(type, scope)[0], scope) };
  const symbol = type.getSymbol();
  if (symbol !== undefined && isGlobalSymbol(symbol, scope)) return globalType(type, symbol, scope);
  if (symbol !== undefined && (symbol.flags & ts.SymbolFlags.Class) !== 0) return classType(type, symbol, scope);
  return structuralType(type, scope);
}

function element(type: HirType | undefined, scope: TypeScope): HirType {
  if (type === undefined || type.kind === "void") return refuse(scope.node, "void-value");
  return type;
}

/** A symbol of TypeScript's own library. */
export function isGlobalSymbol(symbol: ts.Symbol, scope: Pick<TypeScope, "compilation">): boolean {
  const { program } = scope.compilation.checked;
  return symbol.declarations?.some((declaration) => program.isSourceFileDefaultLibrary(declaration.getSourceFile())) ?? false;
}

function argumentsOf(type: ts.Type, scope: TypeScope): HirType[] {
  return typeArgumentsOf(type, scope).map((argument) => hirType(argument, scope));
}

function typeArgumentsOf(type: ts.Type, { compilation }: TypeScope): readonly ts.Type[] {
  return (type as ts.ObjectType).objectFlags & ts.ObjectFlags.Reference
    ? compilation.checker.getTypeArguments(type as ts.TypeReference)
    : [];
}

function globalType(type: ts.Type, symbol: ts.Symbol, scope: TypeScope): HirType {
  const bytes = bytesTypeNamed(symbol.name, scope.compilation.checked.profile);
  if (bytes !== undefined) return bytes;
  const error = scope.compilation.errorDeclaration(symbol.name, scope.node);
  if (error !== null) return { kind: "object", class: classFor(error, [], scope).hir.id };
  switch (symbol.name) {
    case "Map":
    case "ReadonlyMap": {
      const [key, value] = argumentsOf(type, scope);
      return { kind: "map", key: element(key, scope), value: element(value, scope) };
    }
    case "Set":
    case "ReadonlySet":
      return { kind: "set", element: element(argumentsOf(type, scope)[0], scope) };
    case "WeakRef":
      return { kind: "weak", target: element(argumentsOf(type, scope)[0], scope) };
    case "__type":
      return structuralType(type, scope);
    default:
      if (type.getCallSignatures().length === 1 && type.getProperties().length === 0) return structuralType(type, scope);
      return refuse(scope.node, "library-type", { type: symbol.name });
  }
}

function classType(type: ts.Type, symbol: ts.Symbol, scope: TypeScope): HirType {
  const declaration = symbol.declarations?.find(ts.isClassLike);
  if (declaration === undefined) return refuse(scope.node, "class-expression");
  if (((type as ts.ObjectType).objectFlags & ts.ObjectFlags.Anonymous) !== 0)
    return refuse(scope.node, "class-as-value", { type: symbol.name });
  const typeArguments = typeArgumentsOf(type, scope).slice(0, declaration.typeParameters?.length ?? 0);
  const info = classFor(
    declaration,
    typeArguments.map((argument) => hirType(argument, scope)),
    scope,
  );
  return { kind: "object", class: info.hir.id };
}

function structuralType(type: ts.Type, scope: TypeScope): HirType {
  const calls = type.getCallSignatures();
  const [call] = calls;
  if (call !== undefined && type.getProperties().length === 0) {
    return calls.length === 1 ? closureType(call, scope) : refuse(scope.node, "overloads");
  }
  if (calls.length > 0 || type.getConstructSignatures().length > 0) return refuse(scope.node, "callable-object");
  const { checker } = scope.compilation;
  if (checker.getIndexInfosOfType(type).length > 0) return refuse(scope.node, "index-signature");
  return dataType(type, scope);
}

/** What these make of a type is an object type like any other. */
const mappedTypes: ReadonlySet<string> = new Set(["Record", "Partial", "Required", "Pick", "Omit"]);

function dataType(type: ts.Type, scope: TypeScope): HirType {
  const symbol = objectTypeSymbol(type);
  if (symbol === null) return shapeRecordFor(type, scope);
  if (isGlobalSymbol(symbol, scope) && mappedTypes.has(symbol.name)) return shapeRecordFor(type, scope);
  if (isGlobalSymbol(symbol, scope))
    return symbol.name === "Readonly" ? readonlyOf(type, scope) : refuse(scope.node, "library-type", { type: symbol.name });
  const typeArguments = namedArguments(type, scope);
  if (scope.compilation.hierarchy.implemented.has(symbol))
    return { kind: "interface", interface: interfaceFor(type, symbol, typeArguments, scope).hir.id };
  return { kind: "object", class: namedRecordFor(type, symbol, typeArguments, scope).hir.id };
}

function readonlyOf(type: ts.Type, scope: TypeScope): HirType {
  const [of] = type.aliasTypeArguments ?? [];
  return of === undefined ? refuse(scope.node, "type-not-supported", { type: "Readonly" }) : hirType(of, scope);
}

function namedArguments(type: ts.Type, scope: TypeScope): HirType[] {
  const symbol = type.getSymbol();
  if (symbol !== undefined && (symbol.flags & ts.SymbolFlags.Interface) !== 0) {
    const declared = (symbol.declarations ?? []).filter(ts.isInterfaceDeclaration)[0]?.typeParameters?.length ?? 0;
    return declared === 0
      ? []
      : typeArgumentsOf(type, scope)
          .slice(0, declared)
          .map((argument) => hirType(argument, scope));
  }
  return (type.aliasTypeArguments ?? []).map((argument) => hirType(argument, scope));
}

/** Function values: optional parameters take an optional, a rest parameter an array. */
export function closureType(signature: ts.Signature, scope: TypeScope): HirType {
  if (signature.getTypeParameters() !== undefined) return refuse(scope.node, "generic-function-value");
  const { checker } = scope.compilation;
  const parameters = signature.getParameters().map((parameter) => {
    const type = hirType(checker.getTypeOfSymbolAtLocation(parameter, scope.node), scope);
    return isOptionalParameter(parameter) && type.kind !== "optional" ? optionalOf(type, scope.node) : element(type, scope);
  });
  const result = checker.getReturnTypeOfSignature(signature);
  return { kind: "closure", parameters, result: resultType(result, scope) };
}

function isOptionalParameter(symbol: ts.Symbol): boolean {
  const declaration = symbol.valueDeclaration;
  return (
    declaration !== undefined &&
    ts.isParameter(declaration) &&
    (declaration.questionToken !== undefined || declaration.initializer !== undefined)
  );
}

/** A function that returns `undefined` alone returns nothing. */
export function resultType(type: ts.Type, scope: TypeScope): HirType {
  return (type.flags & ts.TypeFlags.Undefined) !== 0 ? voidType : hirType(type, scope);
}
