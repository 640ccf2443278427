/**
 * Generators where something loops over them: their statements stand in the loop's place, and each `yield` runs its body. A `break` of
 * the loop leaves both, through the generator's `finally`, as JavaScript's does.
 */
import * as ts from "typescript";
import type { Block, Expression, Local } from "../../hir/nodes.js";
import { addArguments } from "../calls/arguments.js";
import type { ClassInfo } from "../classes/class-info.js";
import { skipParentheses } from "../../frontend/parentheses.js";
import { symbolOf } from "../expressions/identifier.js";
import { lowerEffect, lowerExpression, lowerValueAs } from "../expressions/lower-expression.js";
import type { FunctionContext, JumpTarget } from "../function-context.js";
import { functionAround, isModuleLevel } from "../functions/analysis.js";
import { bindParameters } from "../functions/bodies.js";
import { parametersOf } from "../functions/signatures.js";
import { refuse } from "../refusal.js";
import { hirType } from "../types/from-ts.js";
import { Operands, keep, keepUnlessStable, settle } from "../values/temporaries.js";
import { lowerTurns, valueOfTurn, type Turn, type TurnBody } from "./iteration.js";
import { lowerStatements } from "./lower-statement.js";

type GeneratorDeclaration = (ts.FunctionDeclaration | ts.MethodDeclaration) & { readonly body: ts.Block };

/** A generator whose statements are being put in. */
export interface GeneratorFrame {
  readonly declaration: ts.Node;
  /** Of the block around its statements: `return` leaves it. */
  readonly label: number;
  yield(turn: Turn, to: Block): void;
}

interface Generator {
  readonly declaration: GeneratorDeclaration;
  /** The object, for a method. */
  readonly receiver: ts.Expression | null;
  readonly arguments: readonly ts.Expression[];
}

/** The generator that `node` calls, or that makes the object `node` iterable; null for anything else. */
export function generatorOf(node: ts.Expression, context: FunctionContext): Generator | null {
  const bare = skipParentheses(node);
  if (ts.isCallExpression(bare)) return calledGenerator(bare, context);
  const type = context.checker.getTypeAtLocation(bare);
  const member = type.getProperties().find((property) => property.escapedName.toString().startsWith("__@iterator"));
  const declaration = member?.valueDeclaration;
  return declaration !== undefined && isGenerator(declaration) ? { declaration, receiver: bare, arguments: [] } : null;
}

function calledGenerator(node: ts.CallExpression, context: FunctionContext): Generator | null {
  const callee = skipParentheses(node.expression);
  const name = ts.isPropertyAccessExpression(callee) ? callee.name : callee;
  if (!ts.isIdentifier(name)) return null;
  const declaration = symbolOf(name, context).valueDeclaration;
  if (declaration === undefined || !isGenerator(declaration)) return null;
  const isMethod = ts.isMethodDeclaration(declaration) && ts.isPropertyAccessExpression(callee);
  return { declaration, receiver: isMethod ? callee.expression : null, arguments: node.arguments };
}

function isGenerator(node: ts.Node): node is GeneratorDeclaration {
  const isFunction = ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node);
  return isFunction && node.asteriskToken !== undefined && node.body !== undefined;
}

/** The generator's statements, with `body` for each value; `label` is the loop's. */
export function loopOverGenerator(
  { declaration, receiver, arguments: args }: Generator,
  label: number,
  node: ts.Expression,
  to: Block,
  context: FunctionContext,
  body: TurnBody,
): void {
  checkGenerator(declaration, node, context);
  const outer = { jumps: [...context.jumps], self: context.thisLocal, substitution: context.substitution };
  const self = receiver === null ? null : receiverLocal(receiver, to, context);
  if (self !== null) context.substitution = new Map([...outer.substitution, ...substitutionOf(self, context)]);
  const inner: Block = [];
  bindArguments(declaration, args, node, inner, context);
  const end = context.newLabel();
  const yielded = (turn: Turn, block: Block): void => {
    const inside = { jumps: [...context.jumps], self: context.thisLocal, substitution: context.substitution };
    /* The body may loop over the same generator: its names are this generator's again afterwards. */
    const names = [...context.bindings];
    context.substitution = outer.substitution;
    withState(context, outer.jumps, outer.self, () => yieldTo(turn, label, block, context, body));
    restore(context, inside.jumps, inside.self);
    context.substitution = inside.substitution;
    for (const [symbol, binding] of names) context.bindings.set(symbol, binding);
  };
  context.generators.push({ declaration, label: end, yield: yielded });
  if (self !== null) context.thisLocal = self;
  lowerStatements(declaration.body.statements, inner, context);
  context.generators.pop();
  restore(context, outer.jumps, outer.self);
  context.substitution = outer.substitution;
  const at = context.place(node);
  to.push({ kind: "block", body: [{ kind: "block", body: inner, label: end, at }], label, at });
}

function restore(context: FunctionContext, jumps: readonly JumpTarget[], self: Local | null): void {
  context.jumps.splice(0, context.jumps.length, ...jumps);
  context.thisLocal = self;
}

/** Runs `work` as a part of the function that loops, not of the generator. */
function withState(context: FunctionContext, jumps: readonly JumpTarget[], self: Local | null, work: () => void): void {
  const frames = context.generators.splice(0, context.generators.length);
  restore(context, jumps, self);
  work();
  context.generators.push(...frames);
}

/** The loop's body, once: its `continue` goes on behind it, its `break` leaves the generator too. */
function yieldTo(turn: Turn, label: number, to: Block, context: FunctionContext, body: TurnBody): void {
  const once = context.newLabel();
  const target = context.jumps.findIndex((jump) => jump.label === label);
  const own = context.jumps[target];
  if (own !== undefined) context.jumps[target] = { ...own, continueLabel: once };
  const block: Block = [];
  body(turn, block);
  const { at } = turn.value;
  block.push({ kind: "break", label: once, at });
  const update: Block = [{ kind: "break", label: once, at }];
  to.push({ kind: "loop", label: once, test: { kind: "boolean", value: true, type: { kind: "bool" }, at }, body: block, update, at });
}

function checkGenerator(declaration: GeneratorDeclaration, node: ts.Node, context: FunctionContext): void {
  const isFree = ts.isMethodDeclaration(declaration) || isModuleLevel(declaration);
  if (!isFree || declaration.typeParameters !== undefined) refuse(node, "generator-value");
  if (context.generators.some((frame) => frame.declaration === declaration)) refuse(node, "generator-recursion");
  const visit = (at: ts.Node): void => {
    if (at !== declaration && ts.isFunctionLike(at)) return;
    if (ts.isTryStatement(at) && at.catchClause !== undefined && containsYield(at.tryBlock)) refuse(at, "generator-catch");
    ts.forEachChild(at, visit);
  };
  visit(declaration);
}

function containsYield(node: ts.Node): boolean {
  if (ts.isYieldExpression(node)) return true;
  return !ts.isFunctionLike(node) && (ts.forEachChild(node, containsYield) ?? false);
}

function receiverLocal(receiver: ts.Expression, to: Block, context: FunctionContext): Local {
  const object = keep(lowerExpression(receiver, to, context), to, context, "self");
  return object.kind === "local" && object.type.kind === "object" ? object.local : refuse(receiver, "generator-value");
}

function substitutionOf(self: Local, context: FunctionContext): ClassInfo["substitution"] {
  const info = self.type.kind === "object" ? context.compilation.classesById.get(self.type.class) : undefined;
  const all = new Map<ts.Symbol, HirTypeOf>();
  for (let at: ClassInfo | null = info ?? null; at !== null; at = at.base)
    for (const [symbol, type] of at.substitution) all.set(symbol, type);
  return all;
}

type HirTypeOf = Local["type"];

function bindArguments(
  declaration: GeneratorDeclaration,
  args: readonly ts.Expression[],
  node: ts.Node,
  to: Block,
  context: FunctionContext,
): void {
  const parameters = parametersOf(declaration, { compilation: context.compilation, substitution: context.substitution });
  const operands = new Operands(to, context);
  addArguments({ parameters }, args, operands, node, to, context);
  const locals = operands.finish().map((value, n): Local => {
    const kept = keep(value, to, context, parameters[n]?.name ?? "argument");
    return kept.kind === "local" ? kept.local : refuse(node, "generator-value");
  });
  bindParameters(declaration.parameters, locals, to, context);
}

/** `yield value;` and `yield* iterable;` as statements. */
export function lowerYield(node: ts.YieldExpression, to: Block, context: FunctionContext): void {
  const frame = context.generators.at(-1);
  if (frame === undefined || node.expression === undefined || functionAround(node) !== frame.declaration)
    return refuse(node, "generator-value");
  if (!ts.isExpressionStatement(node.parent)) return refuse(node, "yield-value");
  const give = (value: Expression, block: Block): void =>
    frame.yield({ kind: "value", value: keepUnlessStable(value, block, context) }, block);
  if (node.asteriskToken !== undefined)
    return lowerTurns(node.expression, node.expression, to, context, (turn, block) => give(valueOfTurn(turn, node, block, context), block));
  give(settle(lowerValueAs(node.expression, yieldedType(frame.declaration, context), to, context), to, context), to);
}

/** `T` of `Generator<T>`. */
function yieldedType(declaration: ts.Node, context: FunctionContext): Expression["type"] {
  const { checker } = context;
  const signature = ts.isFunctionLike(declaration) ? checker.getSignatureFromDeclaration(declaration) : undefined;
  const type = signature === undefined ? undefined : checker.getReturnTypeOfSignature(signature);
  const [element] = type === undefined ? [] : checker.getTypeArguments(type as ts.TypeReference);
  return element === undefined ? refuse(declaration, "generator-value") : hirType(element, context.typeScope(declaration));
}

/** `return` in a generator ends it; true when `node` stands in one. */
export function lowerGeneratorReturn(node: ts.ReturnStatement, to: Block, context: FunctionContext): boolean {
  const frame = context.generators.at(-1);
  if (frame === undefined || functionAround(node) !== frame.declaration) return false;
  if (node.expression !== undefined) lowerEffect(node.expression, to, context);
  to.push({ kind: "break", label: frame.label, at: context.place(node) });
  return true;
}
