/** Local functions that are only called: C functions that get what they use from around them as extra parameters. */
import type * as ts from "typescript";
import type { Block, Expression, HirFunction, Local, Operation, Value } from "../../hir/nodes.js";
import type { HirType } from "../../hir/types.js";
import type { FunctionContext } from "../function-context.js";
import { refuse } from "../refusal.js";
import { typeText } from "../types/hir-types.js";
import { coerce } from "../values/coerce.js";
import { constantExpression, constantOf } from "../values/constants.js";
import { numberConstant, writtenNumber } from "../values/doubles.js";
import { anyValue, conditional, isNull, local, nullOf, unwrap } from "../values/build.js";
import { lowerBody, lowerParameters } from "./bodies.js";
import { bindCaptures, captureValues, capturesOf, type Captures } from "./captures.js";
import type { Parameter, Signature } from "./function-instance.js";
import { withTypeParameters } from "./functions.js";
import { makeFunction } from "./make-function.js";
import { signatureOfDeclaration } from "./signatures.js";

export interface LiftedFunction {
  readonly name: string;
  readonly declaration: ts.FunctionLikeDeclaration;
  /** Function that declares it. */
  readonly home: FunctionContext;
  readonly instances: Map<string, LiftedInstance>;
}

export interface LiftedInstance {
  readonly function: HirFunction;
  readonly signature: Signature;
  readonly captures: Captures;
}

/** The function with these type arguments; lowered at its first use. */
export function liftedInstance(lifted: LiftedFunction, typeArguments: readonly HirType[], node: ts.Node): LiftedInstance {
  const key = typeArguments.map(typeText).join(", ");
  const known = lifted.instances.get(key);
  if (known !== undefined) return known;
  const { declaration, home } = lifted;
  const { body } = declaration;
  if (body === undefined) return refuse(declaration, "function-without-body", { name: lifted.name });
  const substitution = withTypeParameters(declaration, typeArguments, home.substitution, home.compilation);
  const signature = signatureOfDeclaration(declaration, { compilation: home.compilation, substitution });
  const captures = capturesOf(declaration, home);
  const name = `${home.function.name}.${lifted.name}`;
  const inner = makeFunction(
    { name, node: declaration, result: signature.result, substitution, thisClass: null, parent: home },
    home.compilation,
  );
  const instance = { function: inner.function, signature, captures };
  inner.function.parameters.push(...bindCaptures(captures, node, inner, home));
  lifted.instances.set(key, instance);
  lowerParameters(declaration.parameters, signature.parameters, inner.function.body, inner);
  lowerBody(body, inner.function.body, inner);
  return instance;
}

/** The captured values, first arguments of every call. */
export function liftedArguments(instance: LiftedInstance, node: ts.Node, context: FunctionContext): Expression[] {
  return captureValues(instance.captures, node, context);
}

/** A lifted function as a value: a closure around a call of it. */
export function liftedValue(lifted: LiftedFunction, node: ts.Node, _to: Block, context: FunctionContext): Value {
  if (lifted.declaration.typeParameters !== undefined) return refuse(node, "generic-function-value");
  const instance = liftedInstance(lifted, [], node);
  const values = liftedArguments(instance, node, context);
  const { signature } = instance;
  const inner = makeFunction(
    {
      name: `${lifted.name}.value`,
      node,
      result: signature.result,
      substitution: context.substitution,
      thisClass: null,
      parent: null,
      synthetic: true,
    },
    context.compilation,
  );
  const taken = values.map((value) => addCapture(value, inner));
  const passed = valueParameters(signature, node, inner);
  const call: Operation = {
    kind: "call",
    function: instance.function,
    arguments: [...taken, ...passed],
    type: signature.result,
    at: inner.place(node),
  };
  returnCall(call, inner);
  const type: HirType = {
    kind: "closure",
    parameters: inner.function.parameters.map((parameter) => parameter.type),
    result: signature.result,
  };
  const at = context.place(node);
  if (values.length === 0) return { kind: "functionValue", function: inner.function, type, at };
  return { kind: "closure", function: inner.function, captures: values, type, at };
}

function addCapture(value: Expression, inner: FunctionContext): Expression {
  const taken: Local = inner.newLocal("captured", value.type);
  inner.function.captures.push(taken);
  return local(taken, value.at);
}

/** Gives `inner` the parameters that a function value with this signature has, and returns what to pass to the function itself. */
export function valueParameters(signature: Signature, node: ts.Node, inner: FunctionContext): Expression[] {
  return signature.parameters.map((parameter) => {
    const type = valueType(parameter);
    const added = inner.newLocal(parameter.name, type);
    inner.function.parameters.push(added);
    return passedValue(parameter, local(added, inner.place(node)), node, inner);
  });
}

function valueType({ type, missing }: Parameter): HirType {
  return missing === null || type.kind === "optional" || type.kind === "void" ? type : { kind: "optional", of: type };
}

/** A constant default is put in here, where a direct caller would. */
function passedValue({ type, missing }: Parameter, value: Expression, node: ts.Node, inner: FunctionContext): Expression {
  if (missing === null || missing === "null" || type.kind === "optional") return value;
  return conditional(isNull(value), defaultValue(missing.initializer, type, node, inner), unwrap(value, false));
}

/** The constant `initializer` as a `type`. */
export function defaultValue(initializer: ts.Expression, type: HirType, node: ts.Node, context: FunctionContext): Expression {
  const at = context.place(node);
  const number = context.compilation.hasDoubles(initializer) ? writtenNumber(initializer) : null;
  if (number !== null) return coerce(numberConstant(number, at), type, initializer, [], context);
  const constant = constantOf(initializer, context.checker);
  if (constant === null) return type.kind === "optional" ? nullOf(type, at) : anyValue(type, at);
  const value = constantExpression(constant, at);
  return value === null
    ? refuse(initializer, "bigint-too-big", { value: initializer.getText() })
    : coerce(value, type, initializer, [], context);
}

/** Makes the call the end of `inner`, and its result, if there is one, `inner`'s. */
export function returnCall(call: Operation, inner: FunctionContext): void {
  const { body } = inner.function;
  if (call.type.kind !== "void") body.push({ kind: "return", value: call, at: call.at });
  else body.push({ kind: "do", value: call, at: call.at });
}
