/** `ts.Type` to HIR type: each type has exactly one representation, and a type without one is refused. */
import * as ts from "typescript";
import { arrayToFill } from "../../frontend/own-declarations.js";
import type { CountedType, HirType, ScalarType } from "../../hir/types.js";
import type { Compilation, Substitution } from "../compilation.js";
import { refuse } from "../refusal.js";
import { Finding } from "../reuse/works.js";
import { flavourOf } from "./flavours.js";
import { boolType, f64Type, i64Type, isNarrow, isWide, numberType, sameType, stringType, u64Type, voidType } from "./hir-types.js";
import { mixedOf } from "./mixed.js";
import { intersectionRecordFor } from "../classes/records.js";
import { objectTypeOf } from "./object-types.js";
import { commonNarrowType, max, min } from "./ranges.js";

/** Where a type stands: what its type parameters are, and the node to blame. */
export interface TypeScope {
  readonly compilation: Compilation;
  readonly substitution: Substitution;
  readonly node: ts.Node;
}

/** The scope of `node`, where its type parameters are those of `scope`. */
export function scopeAt(node: ts.Node, { compilation, substitution }: Omit<TypeScope, "node">): TypeScope {
  return { compilation, substitution, node };
}

/** Type of the expression or declaration `node`. */
export function typeAt(node: ts.Node, scope: Omit<TypeScope, "node">): HirType {
  return hirType(scope.compilation.checker.getTypeAtLocation(node), scopeAt(node, scope));
}

/** Types whose representation takes some finding. */
const composed = ts.TypeFlags.Object | ts.TypeFlags.Union | ts.TypeFlags.Intersection;

/** @throws Refusal for a type without representation, with the page that says why */
export function hirType(type: ts.Type, scope: TypeScope): HirType {
  if ((type.flags & composed) === 0) return findType(type, scope);
  const types = scope.compilation.typesKnown(scope.substitution, scope.node);
  const known = types.get(type);
  const { works } = scope.compilation;
  if (known !== undefined) return works.find(known);
  /* It is for those alone who have the same type in hand, so it depends on no more than they do. */
  const finding = new Finding([], () => findType(type, scope));
  const found = works.find(finding);
  types.set(type, finding);
  return found;
}

function findType(type: ts.Type, scope: TypeScope): HirType {
  const { flags } = type;
  if ((flags & ts.TypeFlags.Any) !== 0) return refuse(scope.node, "any-type");
  if ((flags & ts.TypeFlags.Unknown) !== 0) return refuse(scope.node, "unknown-type");
  if ((flags & ts.TypeFlags.TypeParameter) !== 0) return substituted(type, scope);
  if ((flags & (ts.TypeFlags.Void | ts.TypeFlags.Never)) !== 0) return voidType;
  if ((flags & ts.TypeFlags.BooleanLike) !== 0) return boolType;
  if ((flags & ts.TypeFlags.EnumLike) !== 0) return enumType(type, scope);
  if ((flags & ts.TypeFlags.NumberLike) !== 0) return numberLike(type, scope);
  if ((flags & ts.TypeFlags.StringLike) !== 0) return stringType;
  if ((flags & ts.TypeFlags.BigIntLike) !== 0) return bigintLike(type);
  if (type.isUnion()) return unionType(type, scope);
  if (type.isIntersection()) return intersectionType(type, scope);
  if ((flags & ts.TypeFlags.Object) !== 0) return objectTypeOf(type, scope);
  if ((flags & (ts.TypeFlags.Null | ts.TypeFlags.Undefined)) !== 0) return refuse(scope.node, "null-alone");
  return refuse(scope.node, "type-not-supported", { type: scope.compilation.checker.typeToString(type) });
}

function substituted(type: ts.Type, scope: TypeScope): HirType {
  const found = type.symbol === undefined ? undefined : scope.substitution.get(type.symbol);
  return found ?? refuse(scope.node, "type-parameter-open", { type: scope.compilation.checker.typeToString(type) });
}

function enumType(type: ts.Type, scope: TypeScope): HirType {
  const parts = type.isUnion() ? type.types : [type];
  const strings = parts.filter((part) => (part.flags & ts.TypeFlags.StringLike) !== 0);
  if (strings.length === 0) return numericEnum(parts, scope);
  const numbers = parts.filter((part) => (part.flags & ts.TypeFlags.StringLike) === 0);
  return strings.length === parts.length ? stringType : mixedOf([numericEnum(numbers, scope), stringType], false, scope);
}

/** Members with a fraction make an enum one of doubles. */
function numericEnum(parts: readonly ts.Type[], scope: TypeScope): HirType {
  const isInteger = parts.every((part) => !part.isNumberLiteral() || Number.isSafeInteger(part.value));
  return isInteger || !scope.compilation.hasDoubles(scope.node) ? numberType : f64Type;
}

function numberLike(type: ts.Type, scope: TypeScope): HirType {
  if (scope.compilation.hasDoubles(scope.node)) return f64Type;
  if (type.isNumberLiteral() && !Number.isSafeInteger(type.value)) refuse(scope.node, "fraction", { value: String(type.value) });
  return numberType;
}

/** A bigint literal below zero can only be an i64. */
function bigintLike(type: ts.Type): HirType {
  const negative = (type.flags & ts.TypeFlags.BigIntLiteral) !== 0 && (type as ts.BigIntLiteralType).value.negative;
  return negative ? i64Type : u64Type;
}

function unionType(type: ts.UnionType, scope: TypeScope): HirType {
  const known = narrowedParameter(type, scope);
  if (known !== null) return known;
  const hasNull = type.types.some((part) => (part.flags & ts.TypeFlags.Null) !== 0);
  const hasUndefined = type.types.some((part) => (part.flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Void)) !== 0);
  const nullish = ts.TypeFlags.Null | ts.TypeFlags.Undefined | ts.TypeFlags.Void;
  const present = type.types.filter((part) => (part.flags & nullish) === 0);
  if (present.length === 0) return refuse(scope.node, "null-alone");
  const joined = joinTypes(
    present.map((part) => hirType(part, scope)),
    present,
    scope,
  );
  if (hasNull && hasUndefined) return optionalOf(mixedOf([joined], true, scope), scope.node);
  return hasNull || hasUndefined ? optionalOf(joined, scope.node) : joined;
}

/** `(T & {}) | (T & null)` is what tsc makes of a `T | undefined` that is not undefined: a T. Null for any other union. */
function narrowedParameter(type: ts.UnionType, scope: TypeScope): HirType | null {
  const parameters = type.types.map((part) => (part.isIntersection() ? part.types.find(isTypeParameter) : undefined));
  const [parameter] = parameters;
  if (parameter === undefined || parameters.some((other) => other !== parameter)) return null;
  return hirType(parameter, scope);
}

function isTypeParameter(type: ts.Type): boolean {
  return (type.flags & ts.TypeFlags.TypeParameter) !== 0;
}

function joinTypes(types: readonly HirType[], sources: readonly ts.Type[], scope: TypeScope): HirType {
  const first = types[0] ?? voidType;
  if (types.every((type) => sameType(type, first))) return first;
  if (types.every(isNarrow)) return narrowUnion(types, sources);
  if (types.every(isWide)) return wideUnion(types, sources, scope);
  return mixedOf(types, false, scope);
}

/** `u8 | 256`: literals that fit take the other side's type. */
function narrowUnion(types: readonly HirType[], sources: readonly ts.Type[]): HirType {
  const declared = types.filter((_, n) => sources[n]?.isNumberLiteral() !== true);
  if (declared.some((type) => type.kind === "f64")) return f64Type;
  if (sources.some((source) => source.isNumberLiteral() && !Number.isSafeInteger(source.value))) return f64Type;
  const values = sources.flatMap((source) => (source.isNumberLiteral() ? [BigInt(source.value)] : []));
  const flavours = declared.reduce((a, b) => commonNarrowType(a, b));
  if (values.length === 0) return flavours;
  const smallest = [flavours].find((type) => type.kind === "int" && holds(type.bits, type.signed, min(...values), max(...values)));
  return smallest ?? numberType;
}

function holds(bits: number, signed: boolean, least: bigint, greatest: bigint): boolean {
  const wraps = signed ? BigInt.asIntN : BigInt.asUintN;
  return wraps(bits, least) === least && wraps(bits, greatest) === greatest;
}

function wideUnion(types: readonly HirType[], sources: readonly ts.Type[], scope: TypeScope): HirType {
  const declared = types.filter((_, n) => ((sources[n]?.flags ?? 0) & ts.TypeFlags.BigIntLiteral) === 0);
  const [first, ...others] = declared;
  if (first === undefined) return i64Type;
  return others.every((other) => sameType(first, other)) ? first : refuse(scope.node, "signs-mixed");
}

/** `T | null` of a type that is not itself optional. */
export function optionalOf(type: HirType, node: ts.Node): HirType {
  if (type.kind === "optional") return refuse(node, "nested-optional");
  if (type.kind === "void") return refuse(node, "null-alone");
  return { kind: "optional", of: type satisfies ScalarType | CountedType };
}

function intersectionType(type: ts.IntersectionType, scope: TypeScope): HirType {
  const flavour = flavourOf(type, scope);
  if (flavour !== null) return flavour;
  if (type.aliasSymbol?.name === arrayToFill) return refuse(scope.node, "any-type");
  const present = type.types.filter((part) => !isEmptyObject(part));
  const [only] = present;
  if (present.length === 1 && only !== undefined) return withoutNull(hirType(only, scope));
  const primitive = present.find(
    (part) => (part.flags & (ts.TypeFlags.NumberLike | ts.TypeFlags.StringLike | ts.TypeFlags.BigIntLike)) !== 0,
  );
  if (primitive !== undefined && present.every((part) => part === primitive || isFlavourObject(part))) return hirType(primitive, scope);
  const objects = intersectionRecordFor(type, scope);
  if (objects !== null) return objects;
  return refuse(scope.node, "intersection", { type: scope.compilation.checker.typeToString(type) });
}

/** `T & {}` is what narrowing makes of a `T` that is not null. */
function withoutNull(type: HirType): HirType {
  return type.kind === "optional" ? type.of : type;
}

function isEmptyObject(type: ts.Type): boolean {
  return (type.flags & ts.TypeFlags.Object) !== 0 && type.getProperties().length === 0 && type.getCallSignatures().length === 0;
}

function isFlavourObject(type: ts.Type): boolean {
  return (
    (type.flags & ts.TypeFlags.Object) !== 0 && type.getProperties().every((property) => property.escapedName.toString().startsWith("__@"))
  );
}
