/** Fields of a class: property declarations and parameter properties. */
import * as ts from "typescript";
import { hasTag } from "../../frontend/tags.js";
import type { HirField } from "../../hir/nodes.js";
import type { Compilation } from "../compilation.js";
import { refuse } from "../refusal.js";
import { typeAt } from "../types/from-ts.js";
import { sameType, typeText } from "../types/hir-types.js";
import { sharingOf } from "./sharing.js";
import { findField, type ClassInfo, type LiteralValue } from "./class-info.js";
import { privateName } from "./private-names.js";

export function declareFields(info: ClassInfo, declaration: ts.ClassLikeDeclaration, compilation: Compilation): void {
  if (info.hir.nativeStruct !== null) return;
  for (const member of fieldDeclarations(declaration)) declareField(info, member, compilation);
}

export type FieldDeclaration = ts.PropertyDeclaration | ts.ParameterDeclaration;

/** In order of layout: parameter properties, then the class body's. */
export function fieldDeclarations(declaration: ts.ClassLikeDeclaration): readonly FieldDeclaration[] {
  const properties = declaration.members.filter((member) => ts.isPropertyDeclaration(member)).filter((member) => !isStatic(member));
  return [...parameterProperties(declaration), ...properties];
}

export function parameterProperties(declaration: ts.ClassLikeDeclaration): readonly ts.ParameterDeclaration[] {
  const constructor_ = constructorOf(declaration);
  return constructor_?.parameters.filter((parameter) => ts.isParameterPropertyDeclaration(parameter, constructor_)) ?? [];
}

/** The one with a body: the others are overloads. */
export function constructorOf(declaration: ts.ClassLikeDeclaration): ts.ConstructorDeclaration | null {
  return declaration.members.filter((member) => ts.isConstructorDeclaration(member)).find((member) => member.body !== undefined) ?? null;
}

export function isStatic(node: ts.Node): boolean {
  return (ts.canHaveModifiers(node) && ts.getModifiers(node)?.some((modifier) => modifier.kind === ts.SyntaxKind.StaticKeyword)) ?? false;
}

export function hasModifier(node: ts.Node, kind: ts.SyntaxKind): boolean {
  return (ts.canHaveModifiers(node) && ts.getModifiers(node)?.some((modifier) => modifier.kind === kind)) ?? false;
}

function declareField(info: ClassInfo, member: FieldDeclaration, compilation: Compilation): void {
  const name = fieldName(member, compilation);
  const type = typeAt(member, { compilation, substitution: info.substitution });
  const inherited = info.base === null ? null : findField(info.base, name);
  const literals = literalValues(compilation.checker.getTypeAtLocation(member), compilation.checker);
  if (literals !== null) info.literals.set(name, literals);
  if (inherited !== null) {
    if (sameType(inherited.field.type, type)) return;
    refuse(member, "field-redeclared", { name, type: typeText(type), before: typeText(inherited.field.type) });
  }
  info.hir.fields.push(hirField(name, type, member, compilation));
}

function hirField(name: string, type: HirField["type"], member: FieldDeclaration, compilation: Compilation): HirField {
  if (type.kind === "void") refuse(member, "void-value");
  const tags = { readonly: hasModifier(member, ts.SyntaxKind.ReadonlyKeyword), unowned: hasTag(member, "unowned") };
  return { name, type, ...tags, sharing: sharingOf(member, name, type, compilation) };
}

export function fieldName({ name }: FieldDeclaration, compilation: Compilation): string {
  if (ts.isPrivateIdentifier(name)) return privateName(name, compilation);
  return ts.isIdentifier(name) || ts.isStringLiteral(name) ? name.text : refuse(name, "computed-name");
}

/** The literals that a value of `type` can be; null where it can be anything else. */
export function literalValues(type: ts.Type, checker: ts.TypeChecker): readonly LiteralValue[] | null {
  const parts = type.isUnion() ? type.types : [type];
  const values = parts.map((part) => literalValue(part, checker));
  return values.every((value) => value !== null) ? values : null;
}

/** Null where the type is no literal, and for a number that is no safe integer. */
export function literalValue(type: ts.Type, checker: ts.TypeChecker): LiteralValue | null {
  if (type.isStringLiteral()) return type.value;
  if (type.isNumberLiteral()) return Number.isSafeInteger(type.value) ? BigInt(type.value) : null;
  if ((type.flags & ts.TypeFlags.BigIntLiteral) !== 0) {
    const { value } = type as ts.BigIntLiteralType;
    return BigInt(value.base10Value) * (value.negative ? -1n : 1n);
  }
  if ((type.flags & ts.TypeFlags.BooleanLiteral) !== 0) return checker.typeToString(type) === "true";
  return null;
}
