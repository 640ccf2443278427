/** Static methods and accessors: functions that calling, reading and assigning `C.x` call. A generic class has them once, for all its types. */
import * as ts from "typescript";
import type { Expression, Value } from "../../hir/nodes.js";
import { callTarget } from "../calls/call-target.js";
import type { FunctionContext } from "../function-context.js";
import type { FunctionInstance } from "../functions/function-instance.js";
import { functionFor } from "../functions/functions.js";
import { voidType } from "../types/hir-types.js";
import { isStatic } from "./fields.js";

/** The method that `C.name` is; null where it is something else. */
export function staticMethod({ name }: ts.PropertyAccessExpression, { checker }: FunctionContext): ts.MethodDeclaration | null {
  const declaration = checker.getSymbolAtLocation(name)?.valueDeclaration;
  return declaration !== undefined && ts.isMethodDeclaration(declaration) && isStatic(declaration) ? declaration : null;
}

/** The getter's call; null where `C.x` is something else. */
export function readStaticAccessor(node: ts.PropertyAccessExpression, context: FunctionContext): Value | null {
  const getter = instanceOf(node, ts.isGetAccessorDeclaration, context);
  return getter === null ? null : callTarget(getter.target, [], getter.signature.result, context.place(node));
}

/** What assigns to `C.x` by its setter; null where `C.x` is something else. */
export function staticSetter(node: ts.PropertyAccessExpression, context: FunctionContext): StaticSetter | null {
  const setter = instanceOf(node, ts.isSetAccessorDeclaration, context);
  const type = setter?.signature.parameters[0]?.type;
  if (setter === null || type === undefined) return null;
  return { type, call: (value) => callTarget(setter.target, [value], voidType, context.place(node)) };
}

export interface StaticSetter {
  readonly type: Expression["type"];
  call(value: Expression): Value;
}

function instanceOf(
  node: ts.PropertyAccessExpression,
  isWanted: (declaration: ts.Node) => declaration is ts.AccessorDeclaration,
  context: FunctionContext,
): FunctionInstance | null {
  const declaration = context.checker.getSymbolAtLocation(node.name)?.declarations?.find(isWanted);
  if (declaration === undefined || !isStatic(declaration)) return null;
  return functionFor(declaration, [], node, context.compilation);
}
