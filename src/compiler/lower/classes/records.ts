/** Records: the classes behind object types without a class, behind tuples, and behind object literals of interface types. */
import * as ts from "typescript";
import type { HirField } from "../../hir/nodes.js";
import type { ClassId, HirType } from "../../hir/types.js";
import { noSubstitution, type Compilation } from "../compilation.js";
import { qualifiedName } from "../names.js";
import { refuse } from "../refusal.js";
import { hirType, scopeAt, type TypeScope } from "../types/from-ts.js";
import { classWithKeys, type KeyPart } from "../show/key-orders.js";
import { sameType, typeIdentifier, typeText } from "../types/hir-types.js";
import { classInfo } from "./classes.js";
import type { ClassInfo, InterfaceInfo, LiteralValue } from "./class-info.js";
import { literalValue, literalValues } from "./fields.js";
import { interfaceClosure } from "./interfaces.js";
import { addForwardingMethods } from "./record-methods.js";
import { Finding, Stale } from "../reuse/works.js";

interface RecordMember {
  readonly field: HirField;
  readonly literals: readonly LiteralValue[] | null;
  readonly optional: boolean;
}

/** An interface or object type with a name: one record class per type arguments. */
export function namedRecordFor(type: ts.Type, symbol: ts.Symbol, typeArguments: readonly HirType[], scope: TypeScope): ClassInfo {
  const { compilation } = scope;
  const key = `record ${compilation.numberOf(symbol)} ${typeArguments.map(typeText).join(", ")}`;
  const node = symbol.declarations?.[0] ?? scope.node;
  const files = (): readonly ts.SourceFile[] => [node.getSourceFile(), ...compilation.filesOf(typeArguments)];
  const info = compilation.classes.get(key, files, () => namedRecord(type, symbol, typeArguments, files(), { ...scope, node }));
  return standingFor(info, type, scope);
}

function namedRecord(
  type: ts.Type,
  symbol: ts.Symbol,
  typeArguments: readonly HirType[],
  files: readonly ts.SourceFile[],
  scope: TypeScope,
): ClassInfo {
  const { compilation, node } = scope;
  const name = symbol.name + typeArguments.map((argument) => `_${typeIdentifier(argument)}`).join("");
  const parents = parentsOf(type, scope, node);
  const info = makeRecord(name, symbol.name, node, { files, base: parents.base, interfaces: parents.interfaces, compilation });
  info.prepareFields = compilation.once(files, () => {
    parents.base?.prepareFields();
    const inherited = new Set(parents.baseType?.getProperties().map((property) => property.name));
    for (const property of type.getProperties()) if (!inherited.has(property.name)) addMember(info, recordMember(property, scope));
  });
  return finished(info, compilation, node);
}

/** Notes that the record stands for objects of that type. */
function standingFor(info: ClassInfo, type: ts.Type, { compilation, substitution }: Omit<TypeScope, "node">): ClassInfo {
  if (compilation.shown.isWanted) info.types.push({ type, substitution });
  return info;
}

interface Parents {
  readonly base: ClassInfo | null;
  readonly baseType: ts.Type | null;
  readonly interfaces: readonly ClassId[];
}

/** A record that extends one record has that one's fields first, so it may be used as one. */
function parentsOf(type: ts.Type, scope: TypeScope, node: ts.Node): Parents {
  const declaration = type.getSymbol()?.declarations?.find(ts.isInterfaceDeclaration);
  const clauses = declaration?.heritageClauses?.flatMap((clause) => [...clause.types]) ?? [];
  const bases = clauses.map((clause) => scope.compilation.checker.getTypeAtLocation(clause));
  const types = bases.map((base) => ({ base, type: hirType(base, { ...scope, node }) }));
  const interfaces = types.flatMap(({ type: parent }) => (parent.kind === "interface" ? [parent.interface] : []));
  const records = types.filter(({ type: parent }) => parent.kind === "object");
  const [only] = records;
  const base = only?.type.kind === "object" && records.length === 1 ? scope.compilation.classesById.get(only.type.class) : undefined;
  return {
    base: base ?? null,
    baseType: base === undefined ? null : (only?.base ?? null),
    interfaces: interfaceClosure(interfaces, scope.compilation),
  };
}

/** An object type without a name: equal shapes share one class; one that contains itself has a class of its own. */
export function shapeRecordFor(type: ts.Type, scope: TypeScope): HirType {
  const { shapes } = scope.compilation;
  const instance = [...scope.substitution.values()].map(typeText).join();
  const open = shapes.get(type)?.get(instance);
  if (open !== undefined) {
    open.record ??= recursiveShape(type, scope);
    return { kind: "object", class: open.record.hir.id };
  }
  const shape: OpenShape = { record: null };
  shapes.set(type, new Map([...(shapes.get(type) ?? []), [instance, shape]]));
  try {
    const members = type.getProperties().map((property) => recordMember(property, scope));
    return shape.record === null ? sharedShape(type, members, scope) : { kind: "object", class: shape.record.hir.id };
  } finally {
    if (shape.record === null) shapes.get(type)?.delete(instance);
  }
}

/** A shape whose members are being looked at, with its record once one of them was the shape itself. */
export interface OpenShape {
  record: ClassInfo | null;
}

/** Its fields are looked at later, when the shape is known. */
function recursiveShape(type: ts.Type, scope: TypeScope): ClassInfo {
  const { compilation, node } = scope;
  const properties = [...type.getProperties()].sort((a, b) => (a.name < b.name ? -1 : 1));
  const name = `Object_${properties.map((property) => property.name).join("_")}`;
  const files = [node.getSourceFile(), ...compilation.filesOf([...scope.substitution.values()])];
  const info = makeRecord(name, name, node, { files, base: null, interfaces: [], compilation });
  /* It is known by tsc's type, which the next compilation has as another object. */
  compilation.works.whenRepeated(() => {
    throw new Stale();
  });
  info.prepareFields = compilation.once(files, () => {
    for (const property of properties) addMember(info, recordMember(property, scope));
  });
  return finished(standingFor(info, type, scope), compilation, node);
}

function sharedShape(type: ts.Type, members: readonly RecordMember[], scope: TypeScope): HirType {
  if (members.length === 0) return refuse(scope.node, "empty-object-type");
  const sorted = [...members].sort((a, b) => (a.field.name < b.field.name ? -1 : 1));
  const name = sorted.map((member) => member.field.name).join("_");
  return { kind: "object", class: standingFor(shared(`Object_${name}`, sorted, scope), type, scope).hir.id };
}

/** `A & B` of object types: the fields of A, then those that B adds, so that it may be used as an A. Null for anything else. */
export function intersectionRecordFor(type: ts.IntersectionType, scope: TypeScope): HirType | null {
  const [first, ...others] = type.types;
  if (first === undefined || !type.types.every((part) => isRecordType(part, scope))) return null;
  const base = hirType(first, scope);
  const info = base.kind === "object" ? scope.compilation.classesById.get(base.class) : undefined;
  if (info === undefined) return null;
  info.prepareFields();
  const inherited = new Set(first.getProperties().map((property) => property.name));
  const added = type.getProperties().filter((property) => !inherited.has(property.name));
  if (added.length === 0) return base;
  const name = `${info.hir.name}_and_${others.map((other) => other.aliasSymbol?.name ?? other.symbol?.name ?? "").join("_")}`;
  const members = added.map((property) => recordMember(property, scope));
  const record = shared(name.replace(/[^A-Za-z0-9_]/g, ""), members, scope, info);
  return { kind: "object", class: standingFor(record, type, scope).hir.id };
}

/** An object type with fields alone, that no class implements. */
function isRecordType(type: ts.Type, scope: TypeScope): boolean {
  const isObject = (type.flags & ts.TypeFlags.Object) !== 0 && type.getCallSignatures().length === 0;
  if (!isObject || scope.compilation.checker.getIndexInfosOfType(type).length > 0 || type.getProperties().length === 0) return false;
  const hir = hirType(type, scope);
  return hir.kind === "object" && scope.compilation.classesById.get(hir.class)?.declaration === null;
}

/** `["a", "b"] as const` is a list of constants: an array. Any other tuple is a record. */
export function tupleRecordFor(type: ts.TupleTypeReference, scope: TypeScope): HirType {
  const parts = scope.compilation.checker.getTypeArguments(type);
  const isConstant =
    type.target.readonly && parts.length > 0 && parts.every((part) => literalValue(part, scope.compilation.checker) !== null);
  return isConstant ? constantList(parts, scope) : tupleType(type, scope);
}

function constantList(parts: readonly ts.Type[], scope: TypeScope): HirType {
  const [first, ...others] = parts.map((part) => hirType(part, scope));
  if (first === undefined || others.some((other) => !sameType(first, other))) return refuse(scope.node, "constant-list");
  return { kind: "array", element: first };
}

function tupleType(type: ts.TupleTypeReference, scope: TypeScope): HirType {
  const elements = scope.compilation.checker.getTypeArguments(type).map((element) => hirType(element, scope));
  if (type.target.elementFlags.some((flags) => flags !== ts.ElementFlags.Required)) return refuse(scope.node, "tuple-variadic");
  if (elements.length === 0) return refuse(scope.node, "empty-object-type");
  return { kind: "object", class: standingFor(tupleRecord(elements, scope), type, scope).hir.id };
}

/** The record of a tuple; its fields are `item0`, `item1`, … */
export function tupleRecord(elements: readonly HirType[], scope: Pick<TypeScope, "compilation" | "node">): ClassInfo {
  const members = elements.map((type, n) => ({
    field: { name: `item${n}`, type, readonly: false, unowned: false, sharing: null },
    literals: null,
    optional: false,
  }));
  return shared(`Tuple_${elements.map(typeIdentifier).join("_")}`, members, scope);
}

export function isTupleRecord(info: ClassInfo): boolean {
  return info.symbol === null && info.declaration === null && info.hir.fields[0]?.name === "item0";
}

function shared(
  name: string,
  members: readonly RecordMember[],
  { compilation, node }: Pick<TypeScope, "compilation" | "node">,
  base: ClassInfo | null = null,
): ClassInfo {
  const key = `shape ${base?.hir.id ?? ""} ${members.map(memberText).join("; ")}`;
  const types = members.map((member) => member.field.type);
  /* Whoever names a shape first: it is nobody's in particular. */
  const home = base === null ? (compilation.checked.library[0] ?? node) : node;
  const files = (): readonly ts.SourceFile[] => [home.getSourceFile(), ...(base?.files ?? []), ...compilation.filesOf(types)];
  return compilation.classes.get(key, files, () => {
    const info = makeRecord(name, name, home, { files: files(), base, interfaces: [], compilation });
    for (const member of members) addMember(info, member);
    return info;
  });
}

function memberText({ field, literals, optional }: RecordMember): string {
  const value = literals === null ? "" : ` = ${literals.map((literal) => `${typeof literal} ${literal}`).join(" | ")}`;
  return `${field.name}${optional ? "?" : ""}: ${typeText(field.type)}${value}`;
}

/** A record of the one value that is shown. */
export function shownRecord(type: HirType, { compilation, node }: Pick<TypeScope, "compilation" | "node">): ClassInfo {
  const info = makeRecord("Shown", "Shown", node, { files: [node.getSourceFile()], base: null, interfaces: [], compilation });
  addMember(info, { field: { name: "value", type, readonly: true, unowned: false, sharing: null }, literals: null, optional: false });
  return info;
}

/** The class of what an object literal makes whose keys come in that order. */
export function recordWithKeys(
  info: ClassInfo,
  keys: readonly KeyPart[],
  { compilation, node }: Pick<TypeScope, "compilation" | "node">,
): ClassInfo {
  return classWithKeys(info, keys, compilation, (base) => {
    const { name, interfaces } = base.hir;
    return makeRecord(`${name}_keys`, name, node, { files: [node.getSourceFile()], base, interfaces: [...interfaces], compilation });
  });
}

interface RecordOptions {
  readonly files: readonly ts.SourceFile[];
  readonly base: ClassInfo | null;
  readonly interfaces: readonly ClassId[];
  readonly compilation: Compilation;
}

function makeRecord(wanted: string, name: string, node: ts.Node, { files, base, interfaces, compilation }: RecordOptions): ClassInfo {
  const id = compilation.uniqueName(qualifiedName(compilation.moduleOf(node).name, wanted.slice(0, 80)));
  const hir = {
    ...{ id, name, at: compilation.placeOf(node), base: base?.hir.id ?? null, interfaces: [...interfaces], fields: [] },
    ...{ methods: new Map(), virtual: new Set<string>(), abstract: false, nativeStruct: null, isLock: false, shown: null },
  };
  const info = classInfo(hir, { files, base, declaration: null, substitution: noSubstitution, typeArguments: [], symbol: null });
  compilation.addClass(info, node);
  return info;
}

function finished(info: ClassInfo, compilation: Compilation, node: ts.Node): ClassInfo {
  compilation.enqueue(info.files, () => {
    compilation.guard(node, () => {
      info.prepareFields();
      if (info.hir.interfaces.length > 0) addForwardingMethods(info, compilation, node);
    });
  });
  return info;
}

function addMember(info: ClassInfo, { field, literals, optional }: RecordMember): void {
  info.hir.fields.push(field);
  if (literals !== null) info.literals.set(field.name, literals);
  if (optional) info.optional.add(field.name);
}

function recordMember(property: ts.Symbol, scope: TypeScope): RecordMember {
  const node = property.declarations?.[0] ?? scope.node;
  if (property.escapedName.toString().startsWith("__@")) return refuse(node, "computed-name");
  const type = scope.compilation.checker.getTypeOfSymbol(property);
  const hir = hirType(type, scopeAt(node, scope));
  if (hir.kind === "void") return refuse(node, "void-value");
  const optional = (property.flags & ts.SymbolFlags.Optional) !== 0;
  const name = property.name;
  return {
    field: { name, type: hir, readonly: false, unowned: false, sharing: null },
    literals: literalValues(type, scope.compilation.checker),
    optional,
  };
}

/** The class of object literals whose type is `info`: its functions are fields, and methods that call them. */
export function interfaceRecord(info: InterfaceInfo, scope: TypeScope): ClassInfo {
  info.record ??= new Finding(info.files, () => makeInterfaceRecord(info, scope));
  return scope.compilation.works.find(info.record);
}

function makeInterfaceRecord(info: InterfaceInfo, scope: TypeScope): ClassInfo {
  const { compilation } = scope;
  const node = info.symbol.declarations?.[0] ?? scope.node;
  const interfaces = interfaceClosure([info.hir.id], compilation);
  const options = { files: info.files, base: null, interfaces, compilation };
  const record = makeRecord(`${info.symbol.name}Record`, info.symbol.name, node, options);
  standingFor(record, info.type, { compilation, substitution: info.substitution });
  for (const property of info.type.getProperties())
    addMember(record, recordMember(property, { ...scope, substitution: info.substitution }));
  compilation.enqueue(info.files, () => {
    compilation.guard(node, () => {
      addForwardingMethods(record, compilation, node);
    });
  });
  return record;
}
