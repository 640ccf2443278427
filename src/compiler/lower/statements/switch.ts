/** `switch`: a jump on integer constants, a chain of tests on anything else. No case falls into the next. */
import * as ts from "typescript";
import type { Block, Expression } from "../../hir/nodes.js";
import { classTest, equal, isNullLiteral } from "../expressions/comparison.js";
import { skipParentheses } from "../../frontend/parentheses.js";
import { lowerExpression } from "../expressions/lower-expression.js";
import { readProperty } from "../expressions/property-access.js";
import type { FunctionContext } from "../function-context.js";
import { isNumeric, numberType } from "../types/hir-types.js";
import { assignLocal, boolean, compare, ifStatement, integer, letStatement, local } from "../values/build.js";
import { constantOf } from "../values/constants.js";
import { math } from "../values/doubles.js";
import { isExactly } from "../values/nullish.js";
import { keepUnlessStable, resultLocal } from "../values/temporaries.js";
import { declareLocalFunctions } from "./local-functions.js";
import { endsHere, lowerStatement } from "./lower-statement.js";
import { withTarget } from "./jumps.js";

/** Clauses that share statements. */
interface Group {
  readonly cases: readonly ts.Expression[];
  readonly isDefault: boolean;
  readonly statements: readonly ts.Statement[];
}

export function lowerSwitch(node: ts.SwitchStatement, to: Block, context: FunctionContext): void {
  const scrutinee = lowerScrutinee(node.expression, to, context);
  const groups = groupsOf(node.caseBlock);
  declareLocalFunctions(
    groups.flatMap((group) => [...group.statements]),
    context,
  );
  withTarget(node, "switch", context, (label) => {
    if (fallsThrough(groups)) lowerFalling(scrutinee, groups, label, node, to, context);
    else if (!lowerJump(scrutinee, groups, label, node, to, context)) lowerChain(scrutinee, groups, label, node, to, context);
  });
}

/** The value, or the union whose discriminant is asked for. */
interface Scrutinee {
  readonly value: Expression;
  readonly discriminant: string | null;
}

function lowerScrutinee(node: ts.Expression, to: Block, context: FunctionContext): Scrutinee {
  const bare = skipParentheses(node);
  if (ts.isPropertyAccessExpression(bare) && !ts.isOptionalChain(bare) && context.checker.getTypeAtLocation(bare.expression).isUnion()) {
    const object = lowerExpression(bare.expression, to, context);
    if (object.type.kind === "union") return { value: keepUnlessStable(object, to, context), discriminant: bare.name.text };
  }
  return { value: keepUnlessStable(lowerExpression(node, to, context), to, context), discriminant: null };
}

/** Control may run from the end of one group into the next. */
function fallsThrough(groups: readonly Group[]): boolean {
  return groups.slice(0, -1).some((group) => !endsByItself(group.statements.at(-1)));
}

/** By its syntax alone: what only looks as if it went on costs a test, nothing else. */
function endsByItself(statement: ts.Statement | undefined): boolean {
  if (statement === undefined) return false;
  if (ts.isBlock(statement)) return endsByItself(statement.statements.at(-1));
  if (ts.isIfStatement(statement)) return endsByItself(statement.thenStatement) && endsByItself(statement.elseStatement);
  return (
    ts.isBreakStatement(statement) || ts.isReturnStatement(statement) || ts.isThrowStatement(statement) || ts.isContinueStatement(statement)
  );
}

/** First the number of the group to start with, then every group from there on. */
function lowerFalling(
  scrutinee: Scrutinee,
  groups: readonly Group[],
  label: number,
  node: ts.SwitchStatement,
  to: Block,
  context: FunctionContext,
): void {
  const at = context.place(node);
  const start = resultLocal(numberType, context, "start");
  const otherwise = groups.findIndex((group) => group.isDefault);
  const number = (n: number): Expression => integer(BigInt(n), numberType, at);
  to.push(letStatement(start, number(otherwise < 0 ? groups.length : otherwise), at));
  let block = to;
  groups.forEach((group, n) => {
    const next: Block = [];
    block.push(ifStatement(anyOf(group.cases, scrutinee, block, context), [assignLocal(start, number(n))], next));
    block = next;
  });
  const body: Block = [];
  groups.forEach((group, n) => {
    const statements: Block = [];
    for (const statement of group.statements) if (!endsHere(statements)) lowerStatement(statement, statements, context);
    body.push(ifStatement(compare("<=", local(start, at), number(n)), statements));
  });
  to.push({ kind: "block", body, label, at });
}

function groupsOf(block: ts.CaseBlock): Group[] {
  const groups: Group[] = [];
  let cases: ts.Expression[] = [];
  let isDefault = false;
  block.clauses.forEach((clause, n) => {
    if (ts.isDefaultClause(clause)) isDefault = true;
    else cases.push(clause.expression);
    if (clause.statements.length === 0 && n < block.clauses.length - 1) return;
    groups.push({ cases, isDefault, statements: clause.statements });
    cases = [];
    isDefault = false;
  });
  return groups;
}

/** False when the value is no integer or some case no constant. */
function lowerJump(
  scrutinee: Scrutinee,
  groups: readonly Group[],
  label: number,
  node: ts.SwitchStatement,
  to: Block,
  context: FunctionContext,
): boolean {
  const { value, discriminant } = scrutinee;
  if (discriminant !== null || !isNumeric(value.type)) return false;
  const jump = value.type.kind === "f64" ? math("integerOrNone", [value], numberType) : value;
  const constants = groups.map((group) => group.cases.map((one) => constantOf(one, context.checker)));
  if (constants.some((group) => group.some((constant) => constant === null || typeof constant.value !== "bigint"))) return false;
  const cases = groups.flatMap((group, n) => {
    const values = (constants[n] ?? []).flatMap((constant) => (typeof constant?.value === "bigint" ? [constant.value] : []));
    return group.isDefault ? [] : [{ values, body: lowerGroup(group, label, context) }];
  });
  const last = groups.find((group) => group.isDefault);
  to.push({
    kind: "switch",
    label,
    value: jump,
    cases,
    otherwise: last === undefined ? [] : lowerGroup(last, label, context),
    at: context.place(node),
  });
  return true;
}

function lowerGroup(group: Group, label: number, context: FunctionContext): Block {
  const body: Block = [];
  for (const statement of group.statements) {
    if (endsHere(body)) break;
    lowerStatement(statement, body, context);
  }
  const last = body.at(-1);
  if (last?.kind === "break" && last.label === label) body.pop();
  return body;
}

/** Tests in order, the default last; `break` leaves the block around them. */
function lowerChain(
  scrutinee: Scrutinee,
  groups: readonly Group[],
  label: number,
  node: ts.SwitchStatement,
  to: Block,
  context: FunctionContext,
): void {
  const body: Block = [];
  let block = body;
  for (const group of groups.filter((candidate) => !candidate.isDefault)) {
    const test = anyOf(group.cases, scrutinee, block, context);
    const otherwise: Block = [];
    block.push(ifStatement(test, lowerGroup(group, label, context), otherwise));
    block = otherwise;
  }
  const last = groups.find((group) => group.isDefault);
  if (last !== undefined) block.push(...lowerGroup(last, label, context));
  to.push({ kind: "block", body, label, at: context.place(node) });
}

function anyOf(cases: readonly ts.Expression[], scrutinee: Scrutinee, to: Block, context: FunctionContext): Expression {
  const tests = cases.map((one) => testOf(one, scrutinee, to, context));
  const [first, ...others] = tests;
  if (first === undefined) return boolean(false, scrutinee.value.at);
  return others.reduce<Expression>((left, right) => ({ kind: "or", left, right, type: left.type, at: left.at }), first);
}

/** The expression behind `switch` that the case stands in. */
function scrutineeOf(node: ts.Node): ts.Node {
  let at = node;
  while (!ts.isSwitchStatement(at)) at = at.parent;
  return at.expression;
}

function testOf(node: ts.Expression, { value, discriminant }: Scrutinee, to: Block, context: FunctionContext): Expression {
  if (discriminant !== null) {
    const constant = constantOf(node, context.checker);
    const test = constant === null ? null : classTest(value, discriminant, constant.value, context);
    if (test !== null) return test;
    return equal(readProperty(value, discriminant, node, to, context), lowerExpression(node, to, context), node, context);
  }
  if (isNullLiteral(node))
    return isExactly(node.kind === ts.SyntaxKind.NullKeyword ? "null" : "undefined", value, scrutineeOf(node), context);
  return equal(value, lowerExpression(node, to, context), node, context);
}
