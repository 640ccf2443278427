/** Object literals: records of the type that their place has. */
import * as ts from "typescript";
import type { Block, Expression, HirField, Value } from "../../hir/nodes.js";
import type { HirType } from "../../hir/types.js";
import { allFields, literalsOfField, type ClassInfo } from "../classes/class-info.js";
import { literalValues } from "../classes/fields.js";
import { interfaceRecord, recordWithKeys } from "../classes/records.js";
import type { FunctionContext } from "../function-context.js";
import { lowerMethodLiteral } from "../functions/closures.js";
import { refuse } from "../refusal.js";
import { typeAt } from "../types/from-ts.js";
import { typeText } from "../types/hir-types.js";
import type { KeyPart } from "../show/key-orders.js";
import { cast, nullOf } from "../values/build.js";
import { coerce } from "../values/coerce.js";
import { expectedAs } from "../values/expected.js";
import { constantOf } from "../values/constants.js";
import { keepUnlessStable, Operands, settle } from "../values/temporaries.js";
import { lowerSymbol } from "./identifier.js";
import { lowerAs, lowerExpression } from "./lower-expression.js";
import { readProperty } from "./property-access.js";

export function lowerObjectLiteral(node: ts.ObjectLiteralExpression, to: Block, context: FunctionContext, expected: HirType | null): Value {
  const info = classOf(node, context, expected);
  const operands = new Operands(to, context);
  const collected: Collected = { operands, order: [], keys: [] };
  for (const property of node.properties) addProperty(property, info, collected, to, context);
  const values = operands.finish();
  const fields = allFields(info).map((field) => valueOf(field, info, collected.order, values, node, context));
  return recordValue(info, collected.keys, fields, node, to, context);
}

/** An object of the record `info`, or of the class like it whose keys have that order. */
export function recordValue(
  info: ClassInfo,
  keys: readonly KeyPart[],
  fields: readonly Expression[],
  node: ts.Node,
  to: Block,
  context: FunctionContext,
): Value {
  const { id } = recordWithKeys(info, keys, context.typeScope(node)).hir;
  const type: HirType = { kind: "object", class: info.hir.id };
  const at = context.place(node);
  if (id === info.hir.id) return { kind: "record", class: id, fields, type, at };
  return cast(settle({ kind: "record", class: id, fields, type: { kind: "object", class: id }, at }, to, context), type, false);
}

function classOf(node: ts.ObjectLiteralExpression, context: FunctionContext, expected: HirType | null): ClassInfo {
  const type = expectedAs(expected, "object", "interface", "union") ?? typeAt(node, context);
  const info = recordClass(type, node, context);
  if (info.declaration !== null) return refuse(node, "literal-of-class", { type: info.hir.name });
  info.prepareFields();
  return info;
}

function recordClass(type: HirType, node: ts.ObjectLiteralExpression, context: FunctionContext): ClassInfo {
  const { classesById, interfacesById } = context.compilation;
  if (type.kind === "union") return memberOfUnion(type.classes, node, context);
  if (type.kind === "interface") {
    const info = interfacesById.get(type.interface);
    if (info !== undefined) return interfaceRecord(info, context.typeScope(node));
  }
  const info = type.kind === "object" ? classesById.get(type.class) : undefined;
  return info ?? refuse(node, "no-conversion", { value: node.getText(), source: "object", target: typeText(type) });
}

/** The one member of the union whose fields and literals the object literal has. */
function memberOfUnion(ids: readonly string[], node: ts.ObjectLiteralExpression, context: FunctionContext): ClassInfo {
  const infos = ids.flatMap((id) => context.compilation.classesById.get(id) ?? []);
  const fitting = infos.filter((info) => info.declaration === null && fitsLiteral(info, node, context));
  const [only] = fitting;
  return fitting.length === 1 && only !== undefined ? only : refuse(node, "union-literal");
}

function fitsLiteral(info: ClassInfo, node: ts.ObjectLiteralExpression, context: FunctionContext): boolean {
  const names = new Set(allFields(info).map((field) => field.name));
  const given = node.properties.map((property) => property.name?.getText() ?? "");
  const isComplete = [...names].every((name) => given.includes(name) || info.optional.has(name));
  if (!isComplete || !given.every((name) => names.has(name))) return false;
  return node.properties.every((property) => fitsField(info, property, context));
}

function fitsField(info: ClassInfo, property: ts.ObjectLiteralElementLike, context: FunctionContext): boolean {
  if (!ts.isPropertyAssignment(property)) return true;
  const literals = literalsOfField(info, property.name.getText());
  if (literals === null) return true;
  const constant = constantOf(property.initializer, context.checker);
  if (constant !== null) return literals.includes(constant.value);
  const possible = literalValues(context.checker.getTypeAtLocation(property.initializer), context.checker);
  return possible?.every((value) => literals.includes(value)) ?? false;
}

interface Collected {
  readonly operands: Operands;
  /** Names of the operands; a later one wins. */
  readonly order: string[];
  /** As written. */
  readonly keys: KeyPart[];
}

function addProperty(
  property: ts.ObjectLiteralElementLike,
  info: ClassInfo,
  collected: Collected,
  to: Block,
  context: FunctionContext,
): void {
  if (ts.isSpreadAssignment(property)) return addSpread(property, info, collected, to, context);
  const name = propertyName(property, context.checker);
  const field = allFields(info).find((candidate) => candidate.name === name);
  if (field === undefined) return refuse(property, "literal-field", { field: name, type: info.hir.name });
  collected.operands.add(propertyValue(property, field, to, context));
  collected.order.push(name);
  collected.keys.push(name);
}

function propertyName(property: Exclude<ts.ObjectLiteralElementLike, ts.SpreadAssignment>, checker: ts.TypeChecker): string {
  const { name } = property;
  if (ts.isIdentifier(name) || ts.isStringLiteral(name) || ts.isNumericLiteral(name)) return name.text;
  const constant = ts.isComputedPropertyName(name) ? constantOf(name.expression, checker) : null;
  return constant === null || typeof constant.value === "boolean" ? refuse(name, "computed-name") : `${constant.value}`;
}

function propertyValue(property: ts.ObjectLiteralElementLike, field: HirField, to: Block, context: FunctionContext): Expression {
  if (ts.isPropertyAssignment(property)) return lowerAs(property.initializer, field.type, to, context);
  if (ts.isMethodDeclaration(property))
    return coerce(settle(lowerMethodLiteral(property, context, field.type), to, context), field.type, property, to, context);
  if (!ts.isShorthandPropertyAssignment(property)) return refuse(property, "literal-accessor");
  const symbol = context.checker.getShorthandAssignmentValueSymbol(property);
  if (symbol === undefined) return refuse(property, "name-unknown", { name: property.name.text });
  const target = (symbol.flags & ts.SymbolFlags.Alias) !== 0 ? context.checker.getAliasedSymbol(symbol) : symbol;
  const value = settle(lowerSymbol(target, property.name, to, context, field.type), to, context);
  return coerce(value, field.type, property, to, context);
}

/** `...other`: every field of the other object, read now. */
function addSpread(property: ts.SpreadAssignment, info: ClassInfo, collected: Collected, to: Block, context: FunctionContext): void {
  const source = keepUnlessStable(lowerExpression(property.expression, to, context), to, context);
  const given = source.type.kind === "object" ? context.compilation.classesById.get(source.type.class) : undefined;
  if (given === undefined || given.hir.nativeStruct !== null) return refuse(property, "spread-object", { type: typeText(source.type) });
  const keys: string[] = [];
  for (const { name } of allFields(given)) {
    const field = allFields(info).find((candidate) => candidate.name === name);
    /* What a class keeps to itself is not in the type of the spread. */
    if (field === undefined && given.declaration !== null) continue;
    if (field === undefined) refuse(property, "literal-field", { field: name, type: info.hir.name });
    if (given.optional.has(name) && collected.order.includes(name)) refuse(property, "spread-optional", { field: name });
    collected.operands.add(coerce(readProperty(source, name, property, to, context), field.type, property, to, context));
    collected.order.push(name);
    keys.push(name);
  }
  collected.keys.push({ of: given, keys });
}

function valueOf(
  field: HirField,
  info: ClassInfo,
  order: readonly string[],
  values: readonly Expression[],
  node: ts.Node,
  context: FunctionContext,
): Expression {
  const value = values[order.lastIndexOf(field.name)];
  if (value !== undefined) return value;
  if (info.optional.has(field.name) || field.type.kind === "optional") return nullOf(field.type, context.place(node));
  return refuse(node, "literal-field-missing", { field: field.name, type: info.hir.name });
}
