/** Methods that stand between a table and a method of another signature: an overriding one, or one that implements an interface. */
import type * as ts from "typescript";
import type { Expression, HirFunction, HirNative } from "../../hir/nodes.js";
import type { Compilation } from "../compilation.js";
import { callTarget } from "../calls/call-target.js";
import type { FunctionContext } from "../function-context.js";
import type { CallTarget, Signature } from "../functions/function-instance.js";
import { returnCall, defaultValue } from "../functions/lifted.js";
import { makeFunction } from "../functions/make-function.js";
import { refuse } from "../refusal.js";
import { sameType, typeText } from "../types/hir-types.js";
import { assign, local, nullOf } from "../values/build.js";
import { coerce } from "../values/coerce.js";
import { settle } from "../values/temporaries.js";
import { findField, type ClassInfo } from "./class-info.js";

/** By types alone; names, defaults and rest parameters do not count. */
export function sameSignature(a: Signature, b: Signature): boolean {
  if (a.parameters.length !== b.parameters.length || !sameType(a.result, b.result)) return false;
  return a.parameters.every((parameter, n) => {
    const other = b.parameters[n];
    return other !== undefined && sameType(parameter.type, other.type);
  });
}

interface Implementation {
  readonly signature: Signature;
  readonly target: CallTarget;
}

/** Puts a method with the signature that the table has under `name`; it converts and calls the implementation. */
export function addBridge(
  info: ClassInfo,
  name: string,
  slot: Signature,
  implementation: Implementation,
  node: ts.Node,
  compilation: Compilation,
): void {
  const own = info.hir.methods.get(name);
  const context = makeFunction(
    {
      name: `${info.hir.name}.${name}.bridge`,
      node,
      result: slot.result,
      substitution: info.substitution,
      thisClass: info,
      parent: null,
      synthetic: true,
    },
    compilation,
  );
  info.hir.methods.set(name, context.function);
  if (own !== undefined) info.hir.methods.set(`${name} itself`, own);
  compilation.enqueue(info.files, () => {
    compilation.guard(node, () => {
      lowerBridge(slot, implementation, node, context);
    });
  });
}

function lowerBridge(slot: Signature, { signature, target }: Implementation, node: ts.Node, context: FunctionContext): void {
  const { body } = context.function;
  const at = context.place(node);
  const passed = addParameters(slot, node, context);
  const self = context.thisLocal === null ? [] : [local(context.thisLocal, at)];
  const args = signature.parameters.map((parameter, n): Expression => {
    const given = passed[n];
    if (given !== undefined) return coerce(given, parameter.type, node, body, context);
    if (parameter.missing === "null") return nullOf(parameter.type, at);
    if (parameter.missing === null) return refuse(node, "argument-missing", { name: parameter.name });
    return defaultValue(parameter.missing.initializer, parameter.type, node, context);
  });
  const call = callTarget(target, [...self, ...args], signature.result, at);
  if (slot.result.kind === "void" || sameType(slot.result, signature.result)) return returnOrDo(call, slot, context);
  body.push({ kind: "return", value: coerce(settle(call, body, context), slot.result, node, body, context), at });
}

function returnOrDo(call: ReturnType<typeof callTarget>, slot: Signature, context: FunctionContext): void {
  if (slot.result.kind === "void") context.function.body.push({ kind: "do", value: call, at: call.at });
  else returnCall(call, context);
}

function addParameters(slot: Signature, node: ts.Node, context: FunctionContext): Expression[] {
  return slot.parameters.map(({ name, type }) => {
    const added = context.newLocal(name, type);
    context.function.parameters.push(added);
    return local(added, context.place(node));
  });
}

/** The native method of a class that implements an interface, as a function for the table. */
export function nativeWrapper(
  info: ClassInfo,
  name: string,
  native: HirNative,
  signature: Signature,
  node: ts.Node,
  compilation: Compilation,
): HirFunction {
  const context = makeFunction(
    {
      name: `${info.hir.name}.${name}`,
      node,
      result: signature.result,
      substitution: info.substitution,
      thisClass: info,
      parent: null,
      synthetic: true,
    },
    compilation,
  );
  const at = context.place(node);
  const self = context.thisLocal === null ? [] : [local(context.thisLocal, at)];
  const args = addParameters(signature, node, context);
  returnCall({ kind: "callNative", native, arguments: [...self, ...args], type: signature.result, at }, context);
  return context.function;
}

/** `get x` or `set x` of an interface where the class has a plain field, or a function field where the interface has a method. */
export function addFieldAccessors(info: ClassInfo, name: string, signature: Signature, node: ts.Node, compilation: Compilation): void {
  const fieldName = name.replace(/^[gs]et /, "");
  const found = findField(info, fieldName);
  if (found === null) return refuse(node, "interface-method-missing", { method: name, type: info.hir.name });
  const context = makeFunction(
    {
      name: `${info.hir.name}.${name}`,
      node,
      result: signature.result,
      substitution: info.substitution,
      thisClass: info,
      parent: null,
      synthetic: true,
    },
    compilation,
  );
  const at = context.place(node);
  const self = context.thisLocal;
  if (self === null) return;
  info.hir.methods.set(name, context.function);
  const { body } = context.function;
  const base = { object: local(self, at), class: found.owner.hir.id, field: fieldName };
  const value: Expression = { kind: "field", ...base, type: found.field.type, at };
  const args = addParameters(signature, node, context);
  const [first] = args;
  if (name.startsWith("get ")) return void body.push({ kind: "return", value: coerce(value, signature.result, node, body, context), at });
  if (name.startsWith("set ") && first !== undefined)
    return void body.push(assign({ kind: "field", ...base }, coerce(first, found.field.type, node, body, context)));
  if (value.type.kind !== "closure" || value.type.parameters.length !== args.length || !sameType(value.type.result, signature.result)) {
    return refuse(node, "interface-field-type", { field: name, type: info.hir.name, wanted: "a method", found: typeText(value.type) });
  }
  returnCall({ kind: "callClosure", closure: value, arguments: args, type: signature.result, at }, context);
}
