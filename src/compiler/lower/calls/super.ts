/** `super(…)` and `super.method(…)`. */
import type * as ts from "typescript";
import type { Block, Value } from "../../hir/nodes.js";
import { findMethod, type ClassInfo } from "../classes/class-info.js";
import { constructorFor } from "../classes/constructors.js";
import { initialiseFields } from "../classes/initialisers.js";
import type { FunctionContext } from "../function-context.js";
import { refuse } from "../refusal.js";
import { cast, local, neverValue } from "../values/build.js";
import { Operands, settle } from "../values/temporaries.js";
import { addArguments } from "./arguments.js";
import { finishCall } from "./call.js";
import { callTarget } from "./call-target.js";

/** Runs the base's constructor on this object, then this class's own initialisers. */
export function lowerSuperCall(node: ts.CallExpression, to: Block, context: FunctionContext): Value {
  const { self, base } = baseOf(node, context);
  const constructor_ = constructorFor(base, context.compilation);
  const operands = new Operands(to, context);
  operands.add(cast(self, { kind: "object", class: base.hir.id }, false));
  addArguments(constructor_.signature, node.arguments, operands, node, to, context);
  const args = operands.finish();
  const at = context.place(node);
  if (constructor_.function !== null)
    to.push({ kind: "do", value: { kind: "call", function: constructor_.function, arguments: args, type: { kind: "void" }, at }, at });
  if (context.thisClass !== null) initialiseFields(context.thisClass, to, context);
  return neverValue(at);
}

/** The base's method, whatever overrides it. */
export function lowerSuperMethod(name: string, node: ts.CallExpression, to: Block, context: FunctionContext): Value {
  const { self, base } = baseOf(node, context);
  const found = findMethod(base, name);
  if (found === null) return refuse(node, "member-unknown", { member: name, type: base.hir.name });
  const { own: signature, target } = found.method;
  const operands = new Operands(to, context);
  operands.add(cast(self, { kind: "object", class: found.owner.hir.id }, false));
  addArguments(signature, node.arguments, operands, node, to, context);
  const call = callTarget(target, operands.finish(), signature.result, context.place(node));
  const result = finishCall(call, signature.never, to, context);
  return signature.returnsThis ? cast(settle(result, to, context), self.type, false) : result;
}

/** `super.name`: the base's accessor, whatever overrides it. A field is the object's own, and a method needs a call. */
export function lowerSuperAccessor(name: string, node: ts.Node, to: Block, context: FunctionContext): Value {
  const { self, base } = baseOf(node, context);
  const found = findMethod(base, `get ${name}`);
  if (found === null) return refuse(node, "super-property", { name });
  const { own: signature, target } = found.method;
  const receiver = cast(self, { kind: "object", class: found.owner.hir.id }, false);
  return settle(callTarget(target, [receiver], signature.result, context.place(node)), to, context);
}

function baseOf(node: ts.Node, context: FunctionContext) {
  const info = context.thisLocal?.type.kind === "object" ? context.compilation.classesById.get(context.thisLocal.type.class) : undefined;
  const base: ClassInfo | null | undefined = info?.base;
  if (base === null || base === undefined || context.thisLocal === null) return refuse(node, "this-outside");
  return { self: local(context.thisLocal, context.place(node)), base };
}
