/** `receiver.name(…)` by the receiver's type. */
import type * as ts from "typescript";
import type { Block, Expression, Value } from "../../hir/nodes.js";
import type { HirType } from "../../hir/types.js";
import { findField, findMethod, type ClassInfo, type MethodInfo } from "../classes/class-info.js";
import { findInterfaceMember } from "../classes/interfaces.js";
import { genericMethodFor, findGenericMethod } from "../classes/methods.js";
import { readProperty, refuseInterfaceMember } from "../expressions/property-access.js";
import type { FunctionContext } from "../function-context.js";
import { callLibraryMethod } from "../library/methods.js";
import { Consequence, refuse } from "../refusal.js";
import { typeText, sameType } from "../types/hir-types.js";
import { assignLocal, cast, ifStatement, instanceOf, letStatement, local } from "../values/build.js";
import { resultType } from "../types/object-types.js";
import { byMember } from "../values/mixed.js";
import { coerce } from "../values/coerce.js";
import { keepUnlessStable, Operands, resultLocal, settle } from "../values/temporaries.js";
import { addArguments } from "./arguments.js";
import { callClosure, finishCall } from "./call.js";
import { callTarget } from "./call-target.js";
import { resolvedTypeArguments } from "./infer.js";

export function callMember(receiver: Expression, name: string, node: ts.CallExpression, to: Block, context: FunctionContext): Value {
  switch (receiver.type.kind) {
    case "object":
      return callObject(receiver, receiver.type.class, name, node, to, context);
    case "interface":
      return callInterface(receiver, receiver.type.interface, name, node, to, context);
    case "union":
      return callUnion(receiver, receiver.type.classes, name, node, to, context);
    case "mixed":
      return byMember(
        receiver,
        resultType(context.checker.getTypeAtLocation(node), context.typeScope(node)),
        node,
        to,
        context,
        (member, block) => settle(callMember(member, name, node, block, context), block, context),
      );
    case "optional":
      return refuse(node, "maybe-null", { value: node.expression.getText() });
    default:
      return callLibraryMethod(receiver, name, node, to, context);
  }
}

function callObject(receiver: Expression, id: string, name: string, node: ts.CallExpression, to: Block, context: FunctionContext): Value {
  const info = context.compilation.classesById.get(id);
  if (info === undefined) return refuse(node, "member-unknown", { member: name, type: id });
  const found = findMethod(info, name);
  if (found !== null) return callMethod(receiver, found, node, to, context);
  const generic = findGenericMethod(info, name);
  if (generic !== null) return callGeneric(receiver, generic.owner, generic.declaration, node, to, context);
  if (findField(info, name) !== null) return callClosure(readProperty(receiver, name, node, to, context), node, to, context);
  if (context.compilation.diagnostics.length > 0) throw new Consequence();
  return refuse(node, "member-unknown", { member: name, type: info.hir.name });
}

interface FoundMethod {
  readonly owner: ClassInfo;
  readonly method: MethodInfo;
}

function callMethod(
  receiver: Expression,
  { owner, method }: FoundMethod,
  node: ts.CallExpression,
  to: Block,
  context: FunctionContext,
): Value {
  const { signature, target, slot } = method;
  const operands = new Operands(to, context);
  operands.add(receiver);
  addArguments(signature, node.arguments, operands, node, to, context);
  const [self = receiver, ...args] = operands.finish();
  const base = { type: signature.result, at: context.place(node) };
  if (slot !== null) {
    return finishCall(
      { kind: "callVirtual", class: slot, method: method.name, receiver: self, arguments: args, ...base },
      signature.never,
      to,
      context,
    );
  }
  const upcast = cast(self, { kind: "object", class: owner.hir.id }, false);
  return finishCall(callTarget(target, [upcast, ...args], base.type, base.at), signature.never, to, context);
}

function callGeneric(
  receiver: Expression,
  owner: ClassInfo,
  declaration: ts.MethodDeclaration,
  node: ts.CallExpression,
  to: Block,
  context: FunctionContext,
): Value {
  const typeArguments = resolvedTypeArguments(node, declaration, context);
  const { signature, target } = genericMethodFor(owner, declaration, typeArguments, node, context.compilation);
  const operands = new Operands(to, context);
  operands.add(cast(receiver, { kind: "object", class: owner.hir.id }, false));
  addArguments(signature, node.arguments, operands, node, to, context);
  return finishCall(callTarget(target, operands.finish(), signature.result, context.place(node)), signature.never, to, context);
}

function callInterface(
  receiver: Expression,
  id: string,
  name: string,
  node: ts.CallExpression,
  to: Block,
  context: FunctionContext,
): Value {
  const info = context.compilation.interfacesById.get(id);
  if (info === undefined) return refuse(node, "member-unknown", { member: name, type: id });
  const member = findInterfaceMember(info, name, context.compilation);
  if (member === null) return refuseInterfaceMember(info, name, node);
  if (member.kind === "field") return callClosure(readProperty(receiver, name, node, to, context), node, to, context);
  const { signature, owner } = member;
  const operands = new Operands(to, context);
  operands.add(receiver);
  addArguments(signature, node.arguments, operands, node, to, context);
  const [self = receiver, ...args] = operands.finish();
  const call: Value = {
    kind: "callInterface",
    interface: owner.hir.id,
    method: name,
    receiver: self,
    arguments: args,
    type: signature.result,
    at: context.place(node),
  };
  return finishCall(call, signature.never, to, context);
}

/** One call for each class of the union, behind a test. */
function callUnion(
  receiver: Expression,
  classes: readonly string[],
  name: string,
  node: ts.CallExpression,
  to: Block,
  context: FunctionContext,
): Value {
  const self = keepUnlessStable(receiver, to, context);
  const type = unionResult(classes, name, node, context);
  const result = type.kind === "void" ? null : resultLocal(type, context);
  if (result !== null) to.push(letStatement(result, null, receiver.at));
  let block = to;
  classes.forEach((id, n) => {
    const branch: Block = [];
    const narrowed = cast(self, { kind: "object", class: id }, false);
    const value = callObject(narrowed, id, name, node, branch, context);
    const settled = settle(value, branch, context);
    if (result !== null) branch.push(assignLocal(result, coerce(settled, type, node, branch, context)));
    block = n === classes.length - 1 ? appended(block, branch) : nextBranch(block, instanceOf(self, id), branch);
  });
  return result === null ? settle({ kind: "null", type: { kind: "void" }, at: receiver.at }, to, context) : local(result, receiver.at);
}

function appended(block: Block, branch: Block): Block {
  block.push(...branch);
  return block;
}

function nextBranch(block: Block, test: Expression, branch: Block): Block {
  const otherwise: Block = [];
  block.push(ifStatement(test, branch, otherwise));
  return otherwise;
}

function unionResult(classes: readonly string[], name: string, node: ts.Node, context: FunctionContext): HirType {
  const results = classes.map((id) => {
    const info = context.compilation.classesById.get(id);
    const method = info === undefined ? null : findMethod(info, name);
    const field = info === undefined || method !== null ? null : findField(info, name);
    if (method !== null) return method.method.signature.result;
    const type = field?.field.type;
    return type?.kind === "closure" ? type.result : refuse(node, "member-unknown", { member: name, type: id });
  });
  const [first, ...others] = results;
  if (first === undefined || others.some((other) => !sameType(first, other)))
    return refuse(node, "union-member", { member: name, types: results.map(typeText).join(", ") });
  return first;
}
