/** A function value where another function type is expected: fewer parameters, or others that convert. */
import type * as ts from "typescript";
import type { Block, Expression, Operation } from "../../hir/nodes.js";
import type { HirType } from "../../hir/types.js";
import { noSubstitution } from "../compilation.js";
import type { FunctionContext } from "../function-context.js";
import { refuse } from "../refusal.js";
import { typeText } from "../types/hir-types.js";
import { local, nullOf } from "../values/build.js";
import { coerce } from "../values/coerce.js";
import { keep, settle } from "../values/temporaries.js";
import { makeFunction } from "./make-function.js";

type ClosureType = HirType & { readonly kind: "closure" };

export function adaptClosure(value: Expression, target: ClosureType, node: ts.Node, to: Block, context: FunctionContext): Expression {
  if (value.type.kind !== "closure") return value;
  const { compilation } = context;
  const description = {
    name: "adapted",
    node,
    result: target.result,
    substitution: noSubstitution,
    thisClass: null,
    parent: null,
    synthetic: true,
  };
  const inner = makeFunction(description, compilation);
  const passed = target.parameters.map((type, n) => {
    const added = inner.newLocal(`argument${n}`, type);
    inner.function.parameters.push(added);
    return local(added, value.at);
  });
  const isStatic = value.kind === "functionValue";
  const original = isStatic ? value : captureOriginal(value, inner);
  callAndReturn(original, value.type, passed, node, inner);
  if (isStatic) return { kind: "functionValue", function: inner.function, type: target, at: value.at };
  return keep({ kind: "closure", function: inner.function, captures: [value], type: target, at: value.at }, to, context);
}

function captureOriginal(value: Expression, inner: FunctionContext): Expression {
  const taken = inner.newLocal("original", value.type);
  inner.function.captures.push(taken);
  return local(taken, value.at);
}

function callAndReturn(
  original: Expression,
  source: ClosureType,
  passed: readonly Expression[],
  node: ts.Node,
  inner: FunctionContext,
): void {
  const { body, result } = inner.function;
  const args = source.parameters.map((type, n) => argument(type, passed[n], node, inner));
  const base = { arguments: args, type: source.result, at: original.at };
  const call: Operation =
    original.kind === "functionValue"
      ? { kind: "call", function: original.function, ...base }
      : { kind: "callClosure", closure: original, ...base };
  if (result.kind === "void") return void body.push({ kind: "do", value: call, at: call.at });
  const value = coerce(settle(call, body, inner), result, node, body, inner);
  body.push({ kind: "return", value, at: call.at });
}

function argument(type: HirType, passed: Expression | undefined, node: ts.Node, inner: FunctionContext): Expression {
  if (passed !== undefined) return coerce(passed, type, node, inner.function.body, inner);
  if (type.kind === "optional") return nullOf(type, inner.place(node));
  return refuse(node, "no-conversion", { value: node.getText(), source: "a function with more parameters", target: typeText(type) });
}
