/** `a?.b`, `a?.m(x)`, `a?.[i]` and what follows them: nothing behind a null is evaluated. */
import * as ts from "typescript";
import type { Block, Expression, Value } from "../../hir/nodes.js";
import { callClosure } from "../calls/call.js";
import { callMember } from "../calls/member-call.js";
import type { FunctionContext } from "../function-context.js";
import type { HirType } from "../../hir/types.js";
import { hirType, optionalOf } from "../types/from-ts.js";
import { assignLocal, conditional, ifStatement, letStatement, local, not, nullOf, optional } from "../values/build.js";
import { narrowed } from "../values/narrow.js";
import { coerce } from "../values/coerce.js";
import { isNullish, missingOfType, presentValue } from "../values/nullish.js";
import { keepUnlessStable, resultLocal, settle } from "../values/temporaries.js";
import { lowerElementOf } from "./element-access.js";
import { lowerExpression } from "./lower-expression.js";
import { isTested } from "./logical.js";
import { memberName, readProperty } from "./property-access.js";

/** Where the chain's code goes: deeper with each `?.`. */
interface Chain {
  block: Block;
  /** Tests passed so far, for the short form. */
  readonly tests: Expression[];
  readonly context: FunctionContext;
}

export function lowerOptionalChain(node: ts.Expression, to: Block, context: FunctionContext): Value {
  const inner: Block = [];
  const chain: Chain = { block: inner, tests: [], context };
  const value = settle(lowerLink(node, chain), chain.block, context);
  const [test] = chain.tests;
  if (test === undefined) {
    to.push(...inner);
    return value;
  }
  if (value.type.kind === "void") {
    to.push(...inner);
    return value;
  }
  return chainResult(value, test, chain, inner, node, to);
}

function chainResult(value: Expression, test: Expression, chain: Chain, inner: Block, node: ts.Expression, to: Block): Expression {
  const { context } = chain;
  const both = value.type.kind === "optional" && isDistinguished(node) ? typeOfBoth(node, context) : null;
  if (both !== null) return resultWithNull(value, both, chain, inner, node, to);
  const type = value.type.kind === "optional" ? value.type : optionalOf(value.type, node);
  if (chain.tests.length === 1 && chain.block.length === 0) {
    inner.pop();
    to.push(...inner);
    return conditional(test, nullOf(type, value.at), optional(value));
  }
  const result = resultLocal(type, context);
  chain.block.push(assignLocal(result, optional(value)));
  to.push(letStatement(result, nullOf(type, value.at), value.at), ...inner);
  return local(result, value.at);
}

/** `T | null | undefined`, when the chain is of such a type. */
function typeOfBoth(node: ts.Expression, context: FunctionContext): (HirType & { readonly kind: "optional" }) | null {
  const type = context.checker.getTypeAtLocation(node);
  const missing = missingOfType(type);
  if (!missing.null || !missing.undefined) return null;
  const hir = hirType(type, context.typeScope(node));
  return hir.kind === "optional" ? hir : null;
}

/** The last part's own `null` is not the `undefined` of the chain. */
function resultWithNull(
  value: Expression,
  type: HirType & { readonly kind: "optional" },
  chain: Chain,
  inner: Block,
  node: ts.Expression,
  to: Block,
): Expression {
  const { context } = chain;
  const result = resultLocal(type, context);
  const kept = keepUnlessStable(value, chain.block, context);
  const there: Block = [];
  there.push(assignLocal(result, coerce(presentValue(kept, false), type, node, there, context)));
  chain.block.push(ifStatement(isNullish(kept), [assignLocal(result, optional(nullOf(type.of, value.at)))], there));
  to.push(letStatement(result, nullOf(type, value.at), value.at), ...inner);
  return local(result, value.at);
}

/** Somebody can see which of the two it is: anything but a test for both. */
function isDistinguished(node: ts.Expression): boolean {
  const { parent } = node;
  if (ts.isParenthesizedExpression(parent)) return isDistinguished(parent);
  if (ts.isNonNullExpression(parent) || ts.isOptionalChain(parent) || isTested(node)) return false;
  if (!ts.isBinaryExpression(parent)) return true;
  const { kind } = parent.operatorToken;
  const isLoose = kind === ts.SyntaxKind.EqualsEqualsToken || kind === ts.SyntaxKind.ExclamationEqualsToken;
  return !isLoose && !(kind === ts.SyntaxKind.QuestionQuestionToken && parent.left === node);
}

/** One part of the chain; what comes before it first. */
function lowerLink(node: ts.Expression, chain: Chain): Value {
  const { context } = chain;
  if (!ts.isOptionalChain(node)) return lowerExpression(node, chain.block, context);
  if (ts.isNonNullExpression(node)) return presentValue(link(node.expression, chain), true);
  if (ts.isCallExpression(node)) return lowerCallLink(node, chain);
  const receiver = guarded(link(node.expression, chain), node, chain);
  if (ts.isElementAccessExpression(node)) return lowerElementOf(receiver, node, chain.block, context);
  return narrowed(readProperty(receiver, memberName(node.name, context), node, chain.block, context), node, false, context);
}

function link(node: ts.Expression, chain: Chain): Expression {
  return settle(lowerLink(node, chain), chain.block, chain.context);
}

function lowerCallLink(node: ts.CallExpression, chain: Chain): Value {
  const { context } = chain;
  const callee = node.expression;
  if (ts.isPropertyAccessExpression(callee) && node.questionDotToken === undefined) {
    const receiver = guarded(link(callee.expression, chain), callee, chain);
    return callMember(receiver, memberName(callee.name, context), node, chain.block, context);
  }
  const closure = guarded(link(callee, chain), node, chain);
  return callClosure(closure, node, chain.block, context);
}

/** Behind `?.` the value is there: the code goes on inside the test. */
function guarded(value: Expression, node: ts.Expression & { readonly questionDotToken?: ts.QuestionDotToken }, chain: Chain): Expression {
  if (node.questionDotToken === undefined || value.type.kind !== "optional") return value;
  const kept = keepUnlessStable(value, chain.block, chain.context);
  const then: Block = [];
  const test = isNullish(kept);
  chain.block.push(ifStatement(not(test), then));
  chain.tests.push(test);
  chain.block = then;
  return presentValue(kept, false);
}
