/** Methods as values: `object.method.bind(object)`, and `object.method` of a method that never asks for `this`. */
import * as ts from "typescript";
import type { Block, Expression, Value } from "../../hir/nodes.js";
import { callTarget } from "../calls/call-target.js";
import { findMethod } from "../classes/class-info.js";
import { lowerExpression } from "../expressions/lower-expression.js";
import { memberName } from "../expressions/property-access.js";
import type { FunctionContext } from "../function-context.js";
import { refuse } from "../refusal.js";
import { cast, local } from "../values/build.js";
import { coerce } from "../values/coerce.js";
import { keepUnlessStable } from "../values/temporaries.js";
import { returnCall, valueParameters } from "./lifted.js";
import { makeFunction } from "./make-function.js";

/** `object.method.bind(self)` without further arguments; null for any other call. */
export function lowerBind(node: ts.CallExpression, to: Block, context: FunctionContext): Value | null {
  const callee = node.expression;
  if (!ts.isPropertyAccessExpression(callee) || callee.name.text !== "bind" || !ts.isPropertyAccessExpression(callee.expression))
    return null;
  const method = callee.expression;
  const [self, ...others] = node.arguments;
  if (self === undefined || others.length > 0 || !isMethod(method, context)) return null;
  return boundMethod(lowerExpression(self, to, context), method, node, to, context);
}

function isMethod(node: ts.PropertyAccessExpression, context: FunctionContext): boolean {
  const declaration = context.checker.getSymbolAtLocation(node.name)?.valueDeclaration;
  return declaration !== undefined && ts.isMethodDeclaration(declaration);
}

/** `object.method` by itself has no `this`: refused unless the method does without. */
export function methodValue(receiver: Expression, node: ts.Node, to: Block, context: FunctionContext): Value {
  const access = ts.isPropertyAccessExpression(node) ? node : refuse(node, "method-as-value", { method: node.getText() });
  const declaration = context.checker.getSymbolAtLocation(access.name)?.valueDeclaration;
  if (declaration === undefined || !ts.isMethodDeclaration(declaration) || asksForThis(declaration))
    return refuse(node, "method-as-value", { method: node.getText() });
  return boundMethod(receiver, access, node, to, context);
}

function asksForThis(node: ts.Node): boolean {
  if (node.kind === ts.SyntaxKind.ThisKeyword || node.kind === ts.SyntaxKind.SuperKeyword) return true;
  return ts.forEachChild(node, asksForThis) ?? false;
}

/** A closure that calls the method of the object that it holds. */
function boundMethod(receiver: Expression, access: ts.PropertyAccessExpression, node: ts.Node, to: Block, context: FunctionContext): Value {
  const info = receiver.type.kind === "object" ? context.compilation.classesById.get(receiver.type.class) : undefined;
  const found = info === undefined ? null : findMethod(info, memberName(access.name, context));
  if (found === null) return refuse(node, "method-as-value", { method: access.getText() });
  const { signature, slot, target, name } = found.method;
  const self = keepUnlessStable(coerce(receiver, { kind: "object", class: found.owner.hir.id }, node, to, context), to, context);
  const inner = makeFunction(
    {
      ...{ name: `${found.owner.hir.name}.${name}.bound`, node, result: signature.result, substitution: context.substitution },
      ...{ thisClass: null, parent: null, synthetic: true },
    },
    context.compilation,
  );
  const taken = inner.newLocal("self", self.type);
  inner.function.captures.push(taken);
  const args = valueParameters(signature, node, inner);
  const at = context.place(node);
  const object = local(taken, at);
  const base = { type: signature.result, at };
  if (slot === null) returnCall(callTarget(target, [cast(object, self.type, false), ...args], base.type, at), inner);
  else returnCall({ kind: "callVirtual", class: slot, method: name, receiver: object, arguments: args, ...base }, inner);
  const type = { kind: "closure", parameters: inner.function.parameters.map((p) => p.type), result: signature.result } as const;
  return { kind: "closure", function: inner.function, captures: [self], type, at };
}
