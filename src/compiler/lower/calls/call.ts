/** Calls, by what is called. */
import * as ts from "typescript";
import type { Block, Expression, Value } from "../../hir/nodes.js";
import type { HirType } from "../../hir/types.js";
import { hasTag } from "../../frontend/tags.js";
import { skipParentheses } from "../../frontend/parentheses.js";
import { findLifted, namespaceMember, symbolOf } from "../expressions/identifier.js";
import { lowerExpression } from "../expressions/lower-expression.js";
import { lowerOptionalChain } from "../expressions/optional-chain.js";
import { memberName } from "../expressions/property-access.js";
import type { FunctionContext } from "../function-context.js";
import { isModuleLevel } from "../functions/analysis.js";
import { functionFor, genericConstant, type TopLevelFunction } from "../functions/functions.js";
import { liftedArguments, liftedInstance, type LiftedFunction } from "../functions/lifted.js";
import { lowerBind } from "../functions/method-values.js";
import { staticMethod } from "../classes/static-members.js";
import { lowerFilledArray } from "../library/arrays.js";
import { isConsole, lowerConsoleCall } from "../library/console.js";
import { lowerGlobalCall } from "../library/global-functions.js";
import { lowerIntrinsic } from "../library/intrinsics.js";
import { lowerNamespaceCall, namespaceOf } from "../library/namespaces.js";
import { refuse } from "../refusal.js";
import { isGlobalSymbol, resultType } from "../types/object-types.js";
import { sameType, typeText } from "../types/hir-types.js";
import { neverValue, unwrap } from "../values/build.js";
import { hirType } from "../types/from-ts.js";
import { narrowedTo } from "../values/narrow.js";
import { Operands, settle } from "../values/temporaries.js";
import { addArguments } from "./arguments.js";
import { callTarget } from "./call-target.js";
import { resolvedTypeArguments } from "./infer.js";
import { callMember } from "./member-call.js";
import { generatorOf } from "../statements/generators.js";
import { checkedPredicate, predicateOf } from "./predicates.js";
import { lowerSuperCall, lowerSuperMethod } from "./super.js";

export function lowerCall(node: ts.CallExpression, to: Block, context: FunctionContext, expected: HirType | null): Value {
  if (generatorOf(node, context) !== null) return refuse(node, "generator-value");
  if (expected !== null) context.wanted.set(node, expected);
  const predicate = predicateOf(node, context);
  const call = lowerPlainCall(node, to, context, expected);
  return predicate === null ? call : checkedPredicate(call, predicate, node, to, context);
}

function lowerPlainCall(node: ts.CallExpression, to: Block, context: FunctionContext, expected: HirType | null): Value {
  if (ts.isOptionalChain(node)) return lowerOptionalChain(node, to, context);
  const callee = skipParentheses(node.expression);
  if (callee.kind === ts.SyntaxKind.SuperKeyword) return lowerSuperCall(node, to, context);
  if (ts.isIdentifier(callee)) return lowerNamedCall(callee, node, to, context, expected);
  if (ts.isPropertyAccessExpression(callee)) return lowerMemberCall(callee, node, to, context, expected);
  return callClosure(lowerExpression(node.expression, to, context), node, to, context);
}

function lowerNamedCall(
  callee: ts.Identifier,
  node: ts.CallExpression,
  to: Block,
  context: FunctionContext,
  expected: HirType | null,
): Value {
  const symbol = symbolOf(callee, context);
  const lifted = findLifted(symbol, context);
  if (lifted !== null) return callLifted(lifted, node, to, context);
  if (isGlobalSymbol(symbol, context)) return lowerGlobalCall(callee.text, node, to, context, expected);
  const declaration = symbol.valueDeclaration;
  if (isForeign(declaration)) return refuse(callee, "library-name", { name: callee.text });
  if (declaration !== undefined && ts.isFunctionDeclaration(declaration) && isModuleLevel(declaration)) {
    if (hasTag(declaration, "intrinsic")) return lowerIntrinsic(callee.text, node, to, context);
    return callFunction(implementationOf(symbol, declaration), node, to, context);
  }
  const generic = genericConstant(symbol);
  if (generic !== null) return callFunction(generic, node, to, context);
  return callClosure(lowerExpression(callee, to, context, expected), node, to, context);
}

/** Declared by another library, as Node's own functions are: nothing says what it does. */
function isForeign(declaration: ts.Declaration | undefined): boolean {
  return declaration?.getSourceFile().isDeclarationFile ?? false;
}

function implementationOf(symbol: ts.Symbol, declaration: ts.FunctionDeclaration): ts.FunctionDeclaration {
  return (
    symbol.declarations?.filter((candidate) => ts.isFunctionDeclaration(candidate)).find((candidate) => candidate.body !== undefined) ??
    declaration
  );
}

export function callFunction(declaration: TopLevelFunction, node: ts.CallExpression, to: Block, context: FunctionContext): Value {
  const typeArguments = resolvedTypeArguments(node, declaration, context);
  const { signature, target } = functionFor(declaration, typeArguments, node, context.compilation);
  const operands = new Operands(to, context);
  addArguments(signature, node.arguments, operands, node, to, context);
  const call = finishCall(callTarget(target, operands.finish(), signature.result, context.place(node)), signature.never, to, context);
  return call.type.kind === "mixed" ? ofOverload(call, node, to, context) : call;
}

function callLifted(lifted: LiftedFunction, node: ts.CallExpression, to: Block, context: FunctionContext): Value {
  const typeArguments = resolvedTypeArguments(node, lifted.declaration, context);
  const instance = liftedInstance(lifted, typeArguments, node);
  const operands = new Operands(to, context);
  for (const value of liftedArguments(instance, node, context)) operands.add(value);
  addArguments(instance.signature, node.arguments, operands, node, to, context);
  const call = callTarget({ kind: "hir", function: instance.function }, operands.finish(), instance.signature.result, context.place(node));
  return finishCall(call, instance.signature.never, to, context);
}

/** After a call that does not come back there is nothing. */
export function finishCall(call: Value, never: boolean, to: Block, context: FunctionContext): Value {
  if (!never) return call;
  settle(call, to, context);
  to.push({ kind: "unreachable", reason: "a function of type never returned", at: call.at });
  return neverValue(call.at);
}

function lowerMemberCall(
  callee: ts.PropertyAccessExpression,
  node: ts.CallExpression,
  to: Block,
  context: FunctionContext,
  expected: HirType | null,
): Value {
  if (callee.expression.kind === ts.SyntaxKind.SuperKeyword) return lowerSuperMethod(callee.name.text, node, to, context);
  const member = namespaceMember(callee, context);
  if (member !== null) return lowerNamedCall(member, node, to, context, expected);
  if (isConsole(callee.expression, context)) return lowerConsoleCall(callee.name.text, node, to, context);
  const namespace = namespaceOf(callee.expression, context);
  if (namespace !== null) return lowerNamespaceCall(namespace, callee.name.text, node, to, context, expected);
  const bound = lowerBind(node, to, context);
  if (bound !== null) return bound;
  const filled = lowerFilledArray(callee, node, to, context, expected);
  if (filled !== null) return filled;
  const method = staticMethod(callee, context);
  if (method !== null) return callFunction(method, node, to, context);
  const receiver = lowerExpression(callee.expression, to, context);
  return withStaticType(callMember(receiver, memberName(callee.name, context), node, to, context), node, to, context);
}

/** An overriding method may return a narrower class than the slot through which it is called; so does one that returns `this`. */
function withStaticType(value: Value, node: ts.CallExpression, to: Block, context: FunctionContext): Value {
  if (value.type.kind === "mixed") return ofOverload(value, node, to, context);
  if (value.type.kind !== "object" || (value.kind !== "callVirtual" && value.kind !== "call")) return value;
  const type = context.checker.getTypeAtLocation(node);
  if ((type.flags & ts.TypeFlags.Object) === 0) return value;
  const wanted = hirType(type, context.typeScope(node));
  return sameType(wanted, value.type) ? value : narrowedTo(settle(value, to, context), wanted, true, context);
}

/** What a function with several signatures gives is what the one that fits says. */
function ofOverload(value: Value, node: ts.CallExpression, to: Block, context: FunctionContext): Value {
  const wanted = resultType(context.checker.getTypeAtLocation(node), context.typeScope(node));
  if (wanted.kind === "void" || sameType(wanted, value.type)) return value;
  return narrowedTo(settle(value, to, context), wanted, false, context);
}

/** Traps where `callee` is null. */
export function callClosure(callee: Expression, node: ts.CallExpression, to: Block, context: FunctionContext): Value {
  const closure = unwrap(callee, true);
  const { type } = closure;
  if (type.kind !== "closure") return refuse(node, "not-callable", { type: typeText(type) });
  const operands = new Operands(to, context);
  operands.add(closure);
  addArguments({ parameters: closureParameters(type, node, context) }, node.arguments, operands, node, to, context);
  const [target, ...args] = operands.finish();
  const never = (context.checker.getTypeAtLocation(node).flags & ts.TypeFlags.Never) !== 0;
  const call: Value = { kind: "callClosure", closure: target ?? closure, arguments: args, type: type.result, at: context.place(node) };
  return finishCall(call, never, to, context);
}

/** Optional ones may be missing; a rest parameter is known from the signature. */
function closureParameters(type: HirType & { readonly kind: "closure" }, node: ts.CallExpression, context: FunctionContext) {
  const declaration = context.checker.getResolvedSignature(node)?.getDeclaration();
  return type.parameters.map((parameter, n) => ({
    name: `argument ${n + 1}`,
    type: parameter,
    missing: parameter.kind === "optional" ? ("null" as const) : null,
    rest: declaration?.parameters[n]?.dotDotDotToken !== undefined,
  }));
}
