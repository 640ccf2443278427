/** Parameters and bodies of functions. */
import * as ts from "typescript";
import type { Block, Expression, Local } from "../../hir/nodes.js";
import type { HirType } from "../../hir/types.js";
import { lowerAs, lowerEffect, lowerValueAs } from "../expressions/lower-expression.js";
import type { FunctionContext } from "../function-context.js";
import { bindPattern } from "../statements/patterns.js";
import { endsHere, lowerStatements } from "../statements/lower-statement.js";
import { bindVariable } from "../statements/variables.js";
import { typeAt } from "../types/from-ts.js";
import { assignLocal, ifStatement, isNull, letStatement, local, nullOf, unwrap } from "../values/build.js";
import { stringType } from "../types/hir-types.js";
import { coerce } from "../values/coerce.js";
import { resultLocal } from "../values/temporaries.js";
import type { Parameter } from "./function-instance.js";

/** Adds the declared parameters to the function and binds their names; defaults are evaluated into `to`. */
export function lowerParameters(
  declarations: readonly ts.ParameterDeclaration[],
  parameters: readonly Parameter[],
  to: Block,
  context: FunctionContext,
): void {
  const locals = parameters.map((parameter) => {
    const added = context.newLocal(parameter.name, parameter.type);
    context.function.parameters.push(added);
    return added;
  });
  bindParameters(declarations, locals, to, context);
}

/** Binds the names of `declarations` to the locals that hold the arguments. */
export function bindParameters(
  declarations: readonly ts.ParameterDeclaration[],
  locals: readonly Local[],
  to: Block,
  context: FunctionContext,
): void {
  declarations.forEach((declaration, n) => {
    const argument = locals[n];
    if (argument !== undefined) bindParameter(declaration, argument, to, context);
  });
}

function bindParameter(declaration: ts.ParameterDeclaration, argument: Local, to: Block, context: FunctionContext): void {
  const type = declaredType(declaration, context);
  const value = argumentValue(declaration, argument, type, to, context);
  if (!ts.isIdentifier(declaration.name)) return bindPattern(declaration.name, value, to, context);
  bindVariable(declaration.name, value, to, context, argument);
}

/** Inside, a parameter with a default is never undefined; one with `?` may be. */
function declaredType(declaration: ts.ParameterDeclaration, context: FunctionContext): HirType {
  return (context.checker.getTypeAtLocation(declaration).flags & ts.TypeFlags.Never) !== 0 ? stringType : typeAt(declaration, context);
}

function argumentValue(
  declaration: ts.ParameterDeclaration,
  argument: Local,
  type: HirType,
  to: Block,
  context: FunctionContext,
): Expression {
  const at = context.place(declaration);
  const given = local(argument, at);
  const { initializer } = declaration;
  if (initializer === undefined || argument.type.kind !== "optional" || type.kind === "optional")
    return coerce(given, type, declaration, to, context);
  const value = resultLocal(type, context, argument.name);
  const missing: Block = [];
  missing.push(assignLocal(value, lowerAs(initializer, type, missing, context)));
  const present: Block = [];
  present.push(assignLocal(value, coerce(unwrap(given, false), type, declaration, present, context)));
  to.push(letStatement(value, null, at), ifStatement(isNull(given), missing, present));
  return local(value, at);
}

/** The statements of a function, or the expression of an arrow function as its result. */
export function lowerBody(body: ts.ConciseBody, to: Block, context: FunctionContext): void {
  if (!ts.isBlock(body)) return context.compilation.guard(body, () => lowerResult(body, to, context));
  lowerStatements(body.statements, to, context);
  endFunction(body, to, context);
}

/** tsc has seen that only a function that may return undefined runs to its end. */
function endFunction(body: ts.Block, to: Block, context: FunctionContext): void {
  const { result } = context;
  if (result.kind === "void" || endsHere(to)) return;
  const at = context.place(body);
  if (result.kind === "optional") to.push({ kind: "return", value: nullOf(result, at), at });
  else to.push({ kind: "unreachable", reason: "the end of a function that returns a value", at });
}

/** `return node`. */
export function lowerResult(node: ts.Expression, to: Block, context: FunctionContext): void {
  if (context.result.kind === "void") {
    lowerEffect(node, to, context);
    to.push({ kind: "return", value: null, at: context.place(node) });
    return;
  }
  to.push({ kind: "return", value: lowerValueAs(node, context.result, to, context), at: context.place(node) });
}
