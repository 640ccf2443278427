/** `${object}`: what the object's own `toString` gives. */
import type * as ts from "typescript";
import type { Block, Expression, Value } from "../../hir/nodes.js";
import type { ClassId } from "../../hir/types.js";
import { callTarget } from "../calls/call-target.js";
import { findMethod } from "../classes/class-info.js";
import { findInterfaceMember } from "../classes/interfaces.js";
import type { FunctionContext } from "../function-context.js";
import { stringType } from "../types/hir-types.js";
import { assignLocal, cast, ifStatement, instanceOf, letStatement, local } from "./build.js";
import { keepUnlessStable, resultLocal, settle } from "./temporaries.js";

/** Null where the type has no `toString` without arguments, or a `valueOf`, which JavaScript may ask instead. */
export function textOfObject(value: Expression, node: ts.Node, to: Block, context: FunctionContext): Expression | null {
  const { type } = value;
  if (type.kind === "object") return textOfClass(value, type.class, node, to, context);
  if (type.kind === "interface") return textOfInterface(value, type.interface, node, to, context);
  return type.kind === "union" ? textOfUnion(value, type.classes, node, to, context) : null;
}

function textOfClass(value: Expression, id: ClassId, node: ts.Node, to: Block, context: FunctionContext): Expression | null {
  const info = context.compilation.classesById.get(id);
  const found = info === undefined ? null : findMethod(info, "toString");
  if (info === undefined || found === null || findMethod(info, "valueOf") !== null) return null;
  const { slot, signature, target, name } = found.method;
  if (signature.parameters.length > 0 || signature.result.kind !== "string") return null;
  const base = { type: signature.result, at: context.place(node) };
  const call: Value =
    slot === null
      ? callTarget(target, [cast(value, { kind: "object", class: found.owner.hir.id }, false)], base.type, base.at)
      : { kind: "callVirtual", class: slot, method: name, receiver: value, arguments: [], ...base };
  return settle(call, to, context);
}

function textOfInterface(value: Expression, id: ClassId, node: ts.Node, to: Block, context: FunctionContext): Expression | null {
  const info = context.compilation.interfacesById.get(id);
  const member = info === undefined ? null : findInterfaceMember(info, "toString", context.compilation);
  if (member?.kind !== "method" || member.signature.parameters.length > 0 || member.signature.result.kind !== "string") return null;
  const call: Value = {
    ...{ kind: "callInterface", interface: member.owner.hir.id, method: "toString", receiver: value, arguments: [] },
    ...{ type: stringType, at: context.place(node) },
  };
  return settle(call, to, context);
}

/** One call for each class, behind a test. */
function textOfUnion(
  value: Expression,
  classes: readonly ClassId[],
  node: ts.Node,
  to: Block,
  context: FunctionContext,
): Expression | null {
  const self = keepUnlessStable(value, to, context);
  const result = resultLocal(stringType, context);
  to.push(letStatement(result, null, self.at));
  let block = to;
  for (const [n, id] of classes.entries()) {
    const branch: Block = [];
    const text = textOfClass(cast(self, { kind: "object", class: id }, false), id, node, branch, context);
    if (text === null) return null;
    branch.push(assignLocal(result, text));
    if (n === classes.length - 1) block.push(...branch);
    else {
      const next: Block = [];
      block.push(ifStatement(instanceOf(self, id), branch, next));
      block = next;
    }
  }
  return local(result, self.at);
}
