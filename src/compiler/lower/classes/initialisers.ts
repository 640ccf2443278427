/** What a constructor does before its own statements: parameter properties, then the fields' initial values. */
import * as ts from "typescript";
import type { Block, Expression } from "../../hir/nodes.js";
import { lowerValueAs } from "../expressions/lower-expression.js";
import type { FunctionContext } from "../function-context.js";
import { refuse } from "../refusal.js";
import { assign, local } from "../values/build.js";
import { coerce } from "../values/coerce.js";
import { lowerExpression } from "../expressions/lower-expression.js";
import { findField, type ClassInfo } from "./class-info.js";
import { fieldName, isStatic, parameterProperties } from "./fields.js";

export function initialiseFields(info: ClassInfo, to: Block, context: FunctionContext): void {
  const { declaration } = info;
  if (declaration === null || info.hir.nativeStruct !== null) return;
  for (const parameter of parameterProperties(declaration)) initialiseFromParameter(info, parameter, to, context);
  for (const member of initialisedProperties(declaration)) initialiseProperty(info, member, to, context);
}

export function initialisedProperties(declaration: ts.ClassLikeDeclaration): readonly ts.PropertyDeclaration[] {
  const properties = declaration.members.filter((member) => ts.isPropertyDeclaration(member));
  return properties.filter((member) => !isStatic(member) && member.initializer !== undefined);
}

function initialiseFromParameter(info: ClassInfo, parameter: ts.ParameterDeclaration, to: Block, context: FunctionContext): void {
  if (!ts.isIdentifier(parameter.name)) return refuse(parameter, "computed-name");
  const value = lowerExpression(parameter.name, to, context);
  storeField(
    info,
    fieldName(parameter, context.compilation),
    (type) => coerce(value, type, parameter, to, context),
    parameter,
    to,
    context,
  );
}

function initialiseProperty(info: ClassInfo, member: ts.PropertyDeclaration, to: Block, context: FunctionContext): void {
  const { initializer } = member;
  if (initializer === undefined) return;
  storeField(info, fieldName(member, context.compilation), (type) => lowerValueAs(initializer, type, to, context), member, to, context);
}

type ValueOf = (type: Expression["type"]) => ReturnType<typeof lowerValueAs>;

function storeField(info: ClassInfo, name: string, valueOf: ValueOf, node: ts.Node, to: Block, context: FunctionContext): void {
  const found = findField(info, name);
  if (found === null || context.thisLocal === null) return refuse(node, "member-unknown", { member: name, type: info.hir.name });
  const value = valueOf(found.field.type);
  to.push(assign({ kind: "field", object: local(context.thisLocal, context.place(node)), class: found.owner.hir.id, field: name }, value));
}
