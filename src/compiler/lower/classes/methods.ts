/** Methods and accessors of a class: declared together, their bodies lowered later. */
import * as ts from "typescript";
import { nativeFunctionName } from "../../frontend/tags.js";
import type { HirFunction } from "../../hir/nodes.js";
import type { ClassId, HirType } from "../../hir/types.js";
import type { Compilation } from "../compilation.js";
import { lowerBody, lowerParameters } from "../functions/bodies.js";
import type { CallTarget, FunctionInstance, Signature } from "../functions/function-instance.js";
import { withTypeParameters } from "../functions/functions.js";
import { makeFunction } from "../functions/make-function.js";
import { nativeFor } from "../functions/natives.js";
import { signatureOfDeclaration } from "../functions/signatures.js";
import { refuse } from "../refusal.js";
import { typeIdentifier, typeText, voidType } from "../types/hir-types.js";
import { addBridge, addFieldAccessors, nativeWrapper, sameSignature } from "./bridges.js";
import { findMethod, type ClassInfo, type MethodInfo } from "./class-info.js";
import { hasModifier, isStatic } from "./fields.js";
import { memberKey } from "./hierarchy.js";
import { privateName } from "./private-names.js";

type MethodLike = ts.MethodDeclaration | ts.AccessorDeclaration;

export function declareMethods(info: ClassInfo, declaration: ts.ClassLikeDeclaration, compilation: Compilation): void {
  for (const member of declaration.members) {
    if (isStatic(member) || (!ts.isMethodDeclaration(member) && !ts.isAccessor(member))) continue;
    compilation.guard(member, () => declareMethod(info, member, declaration, compilation));
  }
  for (const id of info.hir.interfaces) compilation.guard(declaration, () => conform(info, id, declaration, compilation));
}

function declareMethod(info: ClassInfo, member: MethodLike, declaration: ts.ClassLikeDeclaration, compilation: Compilation): void {
  if (ts.isMethodDeclaration(member) && member.asteriskToken !== undefined) {
    /* It stands where somebody loops over it. */
    if (compilation.hierarchy.overriddenBelow(declaration, memberKey(member))) refuse(member, "generator-override");
    return;
  }
  if (ts.isMethodDeclaration(member) && member.typeParameters !== undefined) {
    if (compilation.hierarchy.overriddenBelow(declaration, memberKey(member))) refuse(member, "generic-override");
    info.genericMethods.set(methodName(member, compilation), member);
    return;
  }
  if (isOverload(member, declaration)) return;
  if (!ts.isIdentifier(member.name) && !ts.isPrivateIdentifier(member.name)) return refuse(member.name, "computed-name");
  addMethod(info, member, methodName(member, compilation), declaration, compilation);
}

/** One of several signatures of a method, whose body takes them all. */
function isOverload(member: MethodLike, declaration: ts.ClassLikeDeclaration): boolean {
  if (!ts.isMethodDeclaration(member) || member.body !== undefined) return false;
  return declaration.members.some(
    (other) => ts.isMethodDeclaration(other) && other.body !== undefined && memberKey(other) === memberKey(member),
  );
}

/** As `memberName` has it where it is called. */
function methodName(member: MethodLike, compilation: Compilation): string {
  const key = memberKey(member);
  return ts.isPrivateIdentifier(member.name) ? key.replace(member.name.text, privateName(member.name, compilation)) : key;
}

function addMethod(
  info: ClassInfo,
  member: MethodLike,
  name: string,
  declaration: ts.ClassLikeDeclaration,
  compilation: Compilation,
): void {
  const signature = accessorAware(signatureOfDeclaration(member, { compilation, substitution: info.substitution }), member);
  const target = targetOf(info, member, name, signature, compilation);
  const inherited = info.base === null ? null : findMethod(info.base, name);
  const overridden = compilation.hierarchy.overriddenBelow(declaration, memberKey(member));
  const isAbstract = hasModifier(member, ts.SyntaxKind.AbstractKeyword);
  const slot: ClassId | null = inherited?.method.slot ?? (overridden || isAbstract ? info.hir.id : null);
  const differs = inherited !== null && !sameSignature(inherited.method.signature, signature);
  const published = differs && target !== null ? inherited.method.signature : signature;
  const method: MethodInfo = {
    name,
    signature: published,
    own: signature,
    target: target ?? abstractTarget(info, name, signature, member, compilation),
    declaration: member,
    slot,
  };
  info.methods.set(name, method);
  if (slot !== null) info.hir.virtual.add(name);
  if (target?.kind !== "hir") return;
  info.hir.methods.set(name, target.function);
  if (differs) addBridge(info, name, inherited.method.signature, { signature, target }, member, compilation);
}

function accessorAware(signature: Signature, member: MethodLike): Signature {
  return ts.isSetAccessorDeclaration(member) ? { ...signature, result: voidType } : signature;
}

/** An abstract method has no body; calls go through the slot. */
function abstractTarget(info: ClassInfo, name: string, signature: Signature, member: MethodLike, compilation: Compilation): CallTarget {
  const context = makeFunction(
    {
      name: `${info.hir.name}.${name}`,
      node: member,
      result: signature.result,
      substitution: info.substitution,
      thisClass: info,
      parent: null,
    },
    compilation,
  );
  for (const parameter of signature.parameters) context.function.parameters.push(context.newLocal(parameter.name, parameter.type));
  context.function.body.push({ kind: "unreachable", reason: "an abstract method was called", at: context.place(member) });
  info.hir.methods.set(name, context.function);
  return { kind: "hir", function: context.function };
}

/** Null for an abstract method. */
function targetOf(info: ClassInfo, member: MethodLike, name: string, signature: Signature, compilation: Compilation): CallTarget | null {
  if (nativeFunctionName(member) !== null) {
    const native = nativeFor(member, signature, info, compilation);
    if (info.hir.interfaces.length > 0) info.hir.methods.set(name, nativeWrapper(info, name, native, signature, member, compilation));
    return { kind: "native", native };
  }
  const { body } = member;
  return body === undefined ? null : { kind: "hir", function: lowerMethodLater(info, member, body, name, signature, compilation) };
}

function lowerMethodLater(
  info: ClassInfo,
  member: MethodLike,
  body: ts.Block,
  name: string,
  signature: Signature,
  compilation: Compilation,
): HirFunction {
  const context = makeFunction(
    {
      name: `${info.hir.name}.${name}`,
      node: member,
      result: signature.result,
      substitution: info.substitution,
      thisClass: info,
      parent: null,
    },
    compilation,
  );
  compilation.enqueue(info.files, () => {
    compilation.guard(member, () => {
      lowerParameters(member.parameters, signature.parameters, context.function.body, context);
      lowerBody(body, context.function.body, context);
    });
  });
  return context.function;
}

/** Every method of the interface has a method of exactly its signature in the class. */
function conform(info: ClassInfo, id: ClassId, node: ts.ClassLikeDeclaration, compilation: Compilation): void {
  const wanted = compilation.interfacesById.get(id);
  if (wanted === undefined) return;
  for (const [name, signature] of wanted.signatures) conformMethod(info, name, signature, node, compilation);
  for (const field of wanted.hir.fields) {
    const found = [...fieldsOf(info)].find((candidate) => candidate.name === field.name);
    if (found === undefined) refuse(node, "interface-field-missing", { field: field.name, type: wanted.hir.name });
    if (typeText(found.type) !== typeText(field.type)) {
      refuse(node, "interface-field-type", {
        field: field.name,
        type: wanted.hir.name,
        wanted: typeText(field.type),
        found: typeText(found.type),
      });
    }
  }
}

function* fieldsOf(info: ClassInfo) {
  for (let at: ClassInfo | null = info; at !== null; at = at.base) yield* at.hir.fields;
}

function conformMethod(info: ClassInfo, name: string, signature: Signature, node: ts.ClassLikeDeclaration, compilation: Compilation): void {
  const found = findMethod(info, name);
  if (found === null) return addFieldAccessors(info, name, signature, node, compilation);
  const { method } = found;
  if (sameSignature(method.signature, signature)) return;
  if (method.slot !== null || found.owner !== info || method.target.kind === "builtin") {
    return refuse(method.declaration, "interface-signature", { method: name, type: info.hir.name });
  }
  addBridge(info, name, signature, { signature: method.signature, target: method.target }, method.declaration, compilation);
}

/** Of `info` or of its nearest base that has it; null: none. */
export function findGenericMethod(
  info: ClassInfo,
  name: string,
): { readonly owner: ClassInfo; readonly declaration: ts.MethodDeclaration } | null {
  info.prepareMethods();
  for (let owner: ClassInfo | null = info; owner !== null; owner = owner.base) {
    const declaration = owner.genericMethods.get(name);
    if (declaration !== undefined) return { owner, declaration };
  }
  return null;
}

/** The method with these type arguments: a function whose first parameter is the object. */
export function genericMethodFor(
  owner: ClassInfo,
  declaration: ts.MethodDeclaration,
  typeArguments: readonly HirType[],
  node: ts.Node,
  compilation: Compilation,
): FunctionInstance {
  const key = `method ${owner.hir.id} ${compilation.numberOf(declaration)} ${typeArguments.map(typeText).join(", ")}`;
  const files = (): readonly ts.SourceFile[] => [...owner.files, ...compilation.filesOf(typeArguments)];
  return compilation.functions.get(key, files, () => genericMethod(owner, declaration, typeArguments, node, compilation));
}

function genericMethod(
  owner: ClassInfo,
  declaration: ts.MethodDeclaration,
  typeArguments: readonly HirType[],
  node: ts.Node,
  compilation: Compilation,
): FunctionInstance {
  const { body } = declaration;
  if (body === undefined || nativeFunctionName(declaration) !== null)
    return refuse(node, "function-without-body", { name: declaration.name.getText() });
  const substitution = withTypeParameters(declaration, typeArguments, owner.substitution, compilation);
  const signature = signatureOfDeclaration(declaration, { compilation, substitution });
  const name = `${owner.hir.name}.${declaration.name.getText()}${typeArguments.map((type) => `_${typeIdentifier(type)}`).join("")}`;
  const context = makeFunction(
    { name, node: declaration, result: signature.result, substitution, thisClass: owner, parent: null },
    compilation,
  );
  compilation.enqueue([...owner.files, ...compilation.filesOf(typeArguments)], () => {
    compilation.guard(declaration, () => {
      lowerParameters(declaration.parameters, signature.parameters, context.function.body, context);
      lowerBody(body, context.function.body, context);
    });
  });
  return { signature, target: { kind: "hir", function: context.function } };
}
