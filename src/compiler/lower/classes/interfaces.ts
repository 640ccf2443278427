/** Interfaces that classes implement: calls and data members go through a table. */
import * as ts from "typescript";
import type { HirField } from "../../hir/nodes.js";
import type { ClassId, HirType } from "../../hir/types.js";
import type { Compilation } from "../compilation.js";
import { signatureOf } from "../functions/signatures.js";
import type { Signature } from "../functions/function-instance.js";
import { qualifiedName } from "../names.js";
import { refuse } from "../refusal.js";
import { hirType, type TypeScope } from "../types/from-ts.js";
import { typeIdentifier, typeText } from "../types/hir-types.js";
import type { InterfaceInfo } from "./class-info.js";

export function interfaceFor(type: ts.Type, symbol: ts.Symbol, typeArguments: readonly HirType[], scope: TypeScope): InterfaceInfo {
  const { compilation } = scope;
  const key = `interface ${compilation.numberOf(symbol)} ${typeArguments.map(typeText).join(", ")}`;
  const declaration = symbol.declarations?.[0] ?? scope.node;
  return compilation.interfaces.get(
    key,
    () => [declaration.getSourceFile(), ...compilation.filesOf(typeArguments)],
    () => makeInterface(type, symbol, typeArguments, { ...scope, node: declaration }),
  );
}

function makeInterface(type: ts.Type, symbol: ts.Symbol, typeArguments: readonly HirType[], scope: TypeScope): InterfaceInfo {
  const { compilation, node } = scope;
  const name = symbol.name + typeArguments.map((argument) => `_${typeIdentifier(argument)}`).join("");
  const id = compilation.uniqueName(qualifiedName(compilation.moduleOf(node).name, name));
  const files = [node.getSourceFile(), ...compilation.filesOf(typeArguments)];
  const hir = { id, name: symbol.name, at: compilation.placeOf(node), extends: [], methods: [], fields: [] };
  const info: InterfaceInfo = {
    hir,
    files,
    signatures: new Map(),
    optionalMethods: new Set(),
    record: null,
    type,
    substitution: scope.substitution,
    typeArguments,
    symbol,
    prepare: () => undefined,
  };
  info.prepare = compilation.once(files, () => {
    fill(info, scope);
  });
  compilation.works.tell(() => {
    compilation.interfacesById.set(id, info);
    compilation.moduleOf(node).interfaces.push(hir);
  });
  compilation.enqueue(files, () => {
    compilation.guard(node, () => {
      info.prepare();
    });
  });
  return info;
}

function fill(info: InterfaceInfo, scope: TypeScope): void {
  const inherited = new Set<string>();
  for (const parent of parentInterfaces(info, scope)) {
    info.hir.extends.push(parent.hir.id);
    parent.prepare();
    for (const property of parent.type.getProperties()) inherited.add(property.name);
  }
  for (const property of info.type.getProperties()) {
    if (!inherited.has(property.name)) addMember(info, property, { ...scope, node: property.declarations?.[0] ?? scope.node });
  }
}

function parentInterfaces(info: InterfaceInfo, scope: TypeScope): InterfaceInfo[] {
  const bases =
    (info.type as ts.InterfaceType).isClassOrInterface() || isReference(info.type)
      ? scope.compilation.checker.getBaseTypes(declaredType(info.type))
      : [];
  return bases.map((base) => {
    const type = hirType(base, { ...scope, substitution: ownSubstitution(info, scope.compilation) });
    const found = type.kind === "interface" ? scope.compilation.interfacesById.get(type.interface) : undefined;
    return found ?? refuse(scope.node, "interface-extends", { name: info.symbol.name });
  });
}

function isReference(type: ts.Type): type is ts.TypeReference {
  return (type.flags & ts.TypeFlags.Object) !== 0 && ((type as ts.ObjectType).objectFlags & ts.ObjectFlags.Reference) !== 0;
}

function declaredType(type: ts.Type): ts.InterfaceType {
  return (isReference(type) ? type.target : type) as ts.InterfaceType;
}

/** Base types come uninstantiated: the interface's own parameters stand for its arguments. */
function ownSubstitution(info: InterfaceInfo, compilation: Compilation): ReadonlyMap<ts.Symbol, HirType> {
  const own = new Map(info.substitution);
  const declaration = info.symbol.declarations?.find(ts.isInterfaceDeclaration);
  declaration?.typeParameters?.forEach((parameter, n) => {
    const symbol = compilation.checker.getSymbolAtLocation(parameter.name);
    const type = info.typeArguments[n];
    if (symbol !== undefined && type !== undefined) own.set(symbol, type);
  });
  return own;
}

function addMember(info: InterfaceInfo, property: ts.Symbol, scope: TypeScope): void {
  const { checker } = scope.compilation;
  const type = checker.getTypeOfSymbol(property);
  if ((property.flags & ts.SymbolFlags.Method) !== 0) {
    if ((property.flags & ts.SymbolFlags.Optional) !== 0) return void info.optionalMethods.add(property.name);
    const [call, ...others] = type.getCallSignatures();
    if (call === undefined || others.length > 0) return refuse(scope.node, "overloads");
    return addMethod(info, property.name, signatureOf(call, scope));
  }
  const [call, ...others] = type.getCallSignatures();
  const isMethodOfClasses = scope.compilation.hierarchy.isMethod(info.symbol, property.name);
  if (isMethodOfClasses && call !== undefined && others.length === 0) return addMethod(info, property.name, signatureOf(call, scope));
  const field: HirField = { name: property.name, type: hirType(type, scope), readonly: false, unowned: false, sharing: null };
  if (!scope.compilation.hierarchy.isAccessor(info.symbol, property.name)) return void info.hir.fields.push(field);
  addAccessors(info, field, property);
}

/** Some class has `get x()`: everybody is asked by method. */
function addAccessors(info: InterfaceInfo, field: HirField, property: ts.Symbol): void {
  const value = { name: "value", type: field.type, missing: null, rest: false };
  addMethod(info, `get ${field.name}`, { parameters: [], result: field.type, never: false, returnsThis: false });
  const isReadonly =
    property.declarations?.some((declaration) => (ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Readonly) !== 0) ?? false;
  if (!isReadonly)
    addMethod(info, `set ${field.name}`, { parameters: [value], result: { kind: "void" }, never: false, returnsThis: false });
}

function addMethod(info: InterfaceInfo, name: string, signature: Signature): void {
  info.signatures.set(name, signature);
  info.hir.methods.push({ name, parameters: signature.parameters.map((parameter) => parameter.type), result: signature.result });
}

/** The interfaces and all that they extend. */
export function interfaceClosure(ids: readonly ClassId[], compilation: Compilation): ClassId[] {
  const all = new Set<ClassId>();
  const visit = (id: ClassId): void => {
    if (all.has(id)) return;
    all.add(id);
    const info = compilation.interfacesById.get(id);
    info?.prepare();
    info?.hir.extends.forEach(visit);
  };
  ids.forEach(visit);
  return [...all];
}

export type InterfaceMember =
  | { readonly kind: "method"; readonly owner: InterfaceInfo; readonly signature: Signature }
  | { readonly kind: "field"; readonly owner: InterfaceInfo; readonly field: HirField };

/** The member `name` of the interface or of one that it extends. */
export function findInterfaceMember(info: InterfaceInfo, name: string, compilation: Compilation): InterfaceMember | null {
  for (const id of interfaceClosure([info.hir.id], compilation)) {
    const owner = compilation.interfacesById.get(id);
    const signature = owner?.signatures.get(name);
    if (owner !== undefined && signature !== undefined) return { kind: "method", owner, signature };
    const field = owner?.hir.fields.find((candidate) => candidate.name === name);
    if (owner !== undefined && field !== undefined) return { kind: "field", owner, field };
  }
  return null;
}
