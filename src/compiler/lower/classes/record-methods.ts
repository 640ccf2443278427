/** Methods of the records behind object literals of an interface type: each calls the function that its field holds. */
import type * as ts from "typescript";
import type { Value } from "../../hir/nodes.js";
import { noSubstitution, type Compilation } from "../compilation.js";
import { makeFunction } from "../functions/make-function.js";
import { returnCall } from "../functions/lifted.js";
import { refuse } from "../refusal.js";
import { sameType, typeText } from "../types/hir-types.js";
import { assign, local } from "../values/build.js";
import { findField, type ClassInfo, type InterfaceInfo, type InterfaceMethod } from "./class-info.js";

export function addForwardingMethods(record: ClassInfo, compilation: Compilation, node: ts.Node): void {
  for (const id of record.hir.interfaces) {
    const info = compilation.interfacesById.get(id);
    if (info !== undefined) addMethodsOf(info, record, compilation, node);
  }
}

function addMethodsOf(info: InterfaceInfo, record: ClassInfo, compilation: Compilation, node: ts.Node): void {
  info.prepare();
  for (const method of info.hir.methods) {
    if (record.hir.methods.has(method.name)) continue;
    addMethod(method, record, compilation, node);
  }
}

function addMethod(method: InterfaceMethod, record: ClassInfo, compilation: Compilation, node: ts.Node): void {
  const context = makeFunction(
    {
      name: `${record.hir.name}.${method.name}`,
      node,
      result: method.result,
      substitution: noSubstitution,
      thisClass: record,
      parent: null,
      synthetic: true,
    },
    compilation,
  );
  const at = context.place(node);
  const args = method.parameters.map((type, n) => {
    const added = context.newLocal(`argument${n}`, type);
    context.function.parameters.push(added);
    return local(added, at);
  });
  const name = method.name.replace(/^[gs]et /, "");
  const found = findField(record, name);
  const self = context.thisLocal;
  if (found === null || self === null) return refuse(node, "member-unknown", { member: method.name, type: record.hir.name });
  const base = { object: local(self, at), class: found.owner.hir.id, field: name };
  const value: Value = { kind: "field", ...base, type: found.field.type, at };
  record.hir.methods.set(method.name, context.function);
  if (method.name.startsWith("get ")) return void context.function.body.push({ kind: "return", value, at });
  const [first] = args;
  if (method.name.startsWith("set ") && first !== undefined)
    return void context.function.body.push(assign({ kind: "field", ...base }, first));
  if (value.type.kind !== "closure" || !sameType(value.type.result, method.result))
    return refuse(node, "member-unknown", { member: name, type: typeText(value.type) });
  returnCall({ kind: "callClosure", closure: value, arguments: args, type: method.result, at }, context);
}
