/** Arrow functions and function expressions as values. */
import * as ts from "typescript";
import type { Block, Local, Value } from "../../hir/nodes.js";
import type { HirType } from "../../hir/types.js";
import type { FunctionContext } from "../function-context.js";
import { refuse } from "../refusal.js";
import { numberType } from "../types/hir-types.js";
import { expectedAs } from "../values/expected.js";
import { bindParameters, lowerBody } from "./bodies.js";
import { bindCaptures, captureValues, capturesOf } from "./captures.js";
import { makeFunction } from "./make-function.js";
import { signatureOfDeclaration } from "./signatures.js";

type ClosureType = HirType & { readonly kind: "closure" };

type FunctionNode = ts.ArrowFunction | ts.FunctionExpression | ts.MethodDeclaration;

export function lowerFunctionExpression(
  node: ts.ArrowFunction | ts.FunctionExpression,
  _to: Block,
  context: FunctionContext,
  expected: HirType | null,
): Value {
  return lowerFunctionNode(node, node.body, context, expected);
}

/** `{ name(parameters) { … } }` in an object literal: a function, without a `this`. */
export function lowerMethodLiteral(node: ts.MethodDeclaration, context: FunctionContext, expected: HirType | null): Value {
  return node.body === undefined
    ? refuse(node, "function-without-body", { name: node.name.getText() })
    : lowerFunctionNode(node, node.body, context, expected);
}

/** A function that captures nothing is static; any other is a closure object. */
function lowerFunctionNode(node: FunctionNode, body: ts.ConciseBody, context: FunctionContext, expected: HirType | null): Value {
  if (node.asteriskToken !== undefined || node.modifiers?.some((modifier) => modifier.kind === ts.SyntaxKind.AsyncKeyword) === true)
    refuse(node, "async-or-generator");
  if (node.typeParameters !== undefined) return refuse(node, "generic-function-value");
  return makeClosure(node, body, closureTypeOf(node, context, expected), node.parameters, context);
}

/** `(_, i) => …` of `Array.from({ length }, …)` as a function of the index alone. */
export function lowerIndexFunction(node: ts.ArrowFunction, result: HirType, context: FunctionContext): Value {
  const type: ClosureType = { kind: "closure", parameters: [numberType], result };
  return makeClosure(node, node.body, type, node.parameters.slice(1), context);
}

function makeClosure(
  node: FunctionNode,
  body: ts.ConciseBody,
  type: ClosureType,
  parameters: readonly ts.ParameterDeclaration[],
  context: FunctionContext,
): Value {
  const captures = capturesOf(node, context);
  const values = captureValues(captures, node, context);
  const inner = makeFunction(
    {
      name: `${context.function.name}.closure`,
      node,
      result: type.result,
      substitution: context.substitution,
      thisClass: null,
      parent: context,
    },
    context.compilation,
  );
  inner.function.captures.push(...bindCaptures(captures, node, inner, context));
  lowerClosureBody(parameters, body, type, inner);
  const at = context.place(node);
  if (values.length === 0) return { kind: "functionValue", function: inner.function, type, at };
  return { kind: "closure", function: inner.function, captures: values, type, at };
}

/** The type of its place, so that it can be called as that; its own where the place does not say. */
function closureTypeOf(node: FunctionNode, context: FunctionContext, expected: HirType | null): ClosureType {
  const wanted = expectedAs(expected, "closure");
  if (wanted !== null && wanted.parameters.length >= node.parameters.length) return wanted;
  const signature = signatureOfDeclaration(node, context);
  const parameters = signature.parameters.map(({ type, missing }): HirType => {
    const isOptional = missing === null || type.kind === "optional" || type.kind === "void";
    return isOptional ? type : { kind: "optional", of: type };
  });
  return { kind: "closure", parameters, result: signature.result };
}

function lowerClosureBody(
  declared: readonly ts.ParameterDeclaration[],
  body: ts.ConciseBody,
  type: ClosureType,
  inner: FunctionContext,
): void {
  const locals = type.parameters.map((parameter, n): Local => {
    const added = inner.newLocal(nameOfParameter(declared[n], n), parameter);
    inner.function.parameters.push(added);
    return added;
  });
  bindParameters(declared, locals, inner.function.body, inner);
  lowerBody(body, inner.function.body, inner);
}

function nameOfParameter(declaration: ts.ParameterDeclaration | undefined, n: number): string {
  const name = declaration?.name.getText() ?? "";
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) ? name : `unused${n}`;
}
