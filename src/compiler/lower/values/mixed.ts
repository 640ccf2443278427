/** Values of mixed types: made of a value of one kind, taken apart again, looked at member by member. */
import type * as ts from "typescript";
import type { Block, Expression } from "../../hir/nodes.js";
import { isCounted, type HirType } from "../../hir/types.js";
import type { FunctionContext } from "../function-context.js";
import { refuse } from "../refusal.js";
import { isNarrow, isWide, presentType, sameType, typeText } from "../types/hir-types.js";
import type { MixedType } from "../types/mixed.js";
import {
  assignLocal,
  cast,
  conditional,
  ifStatement,
  isMember,
  isNull,
  letStatement,
  local,
  nullOf,
  optional,
  unbox,
  unwrap,
} from "./build.js";
import { coerce, convertTo, isAssignable, isObject } from "./coerce.js";
import { missingOf } from "./nullish.js";
import { keepUnlessStable, resultLocal, settle } from "./temporaries.js";

/** Also of an optional. */
export function isMixed(type: HirType): boolean {
  return presentType(type).kind === "mixed";
}

/** To or from a mixed type. @throws Refusal at `node` when no member fits */
export function coerceMixed(value: Expression, target: HirType, node: ts.Node, to: Block, context: FunctionContext): Expression {
  if (value.type.kind === "optional") return coercePossible(value, target, node, to, context);
  if (target.kind === "optional") return optional(coerce(value, target.of, node, to, context));
  if (target.kind !== "mixed") return memberAs(value, target, node, to, context);
  if (value.type.kind !== "mixed") return toMember(value, target, node, to, context);
  if (isSubset(value.type, target)) return cast(value, target, false);
  return byMember(value, target, node, to, context, (member, block) => coerce(member, target, node, block, context));
}

function isSubset(source: MixedType, target: MixedType): boolean {
  const isThere = source.members.every((member) => target.members.some((other) => sameType(member, other)));
  return isThere && (!source.hasNull || target.hasNull);
}

/** A value that may be missing: tsc says whether that is `null` or `undefined` where the target knows both. */
function coercePossible(value: Expression, target: HirType, node: ts.Node, to: Block, context: FunctionContext): Expression {
  const { at } = value;
  const kept = keepUnlessStable(value, to, context);
  if (target.kind !== "optional") return coerce(unwrap(kept, true), target, node, to, context);
  if (isCounted(kept.type) && sameInside(kept.type, target)) return cast(kept, target, false);
  const result = resultLocal(target, context);
  const present: Block = [];
  present.push(assignLocal(result, coerce(unwrap(kept, false), target, node, present, context)));
  const absent: Block = [assignLocal(result, missingAs(target, node, value.type, context, at))];
  to.push(letStatement(result, null, at), ifStatement(isNull(kept), absent, present));
  return local(result, at);
}

function sameInside(source: HirType, target: HirType): boolean {
  const [from, into] = [presentType(source), presentType(target)];
  return from.kind === "mixed" && into.kind === "mixed" && from.hasNull === into.hasNull && isSubset(from, into);
}

/** What stands for the missing value of a `source` in `target`. */
function missingAs(
  target: HirType & { readonly kind: "optional" },
  node: ts.Node,
  source: HirType,
  context: FunctionContext,
  at: Expression["at"],
): Expression {
  const knowsBoth = target.of.kind === "mixed" && target.of.hasNull;
  const from = presentType(source);
  if (!knowsBoth || (from.kind === "mixed" && from.hasNull)) return nullOf(target, at);
  const missing = missingOf(node, context);
  if (missing.null === missing.undefined) return refuse(node, "null-or-undefined", { value: node.getText() });
  return missing.null ? optional(nullOf(target.of, at)) : nullOf(target, at);
}

/** A value of one kind among others. */
function toMember(value: Expression, target: MixedType, node: ts.Node, to: Block, context: FunctionContext): Expression {
  const member = target.members.find((candidate) => accepts(candidate, value.type, context));
  if (member === undefined)
    return refuse(node, "no-conversion", { value: node.getText(), source: typeText(value.type), target: typeText(target) });
  const converted = coerce(value, member, node, to, context);
  if (isCounted(member)) return cast(converted, target, false);
  return settle({ kind: "box", value: converted, type: target, at: value.at }, to, context);
}

function accepts(member: HirType, source: HirType, context: FunctionContext): boolean {
  if (isNarrow(member)) return isNarrow(source);
  if (isWide(member)) return isWide(source);
  if (isObject(member)) return isObject(source) && isAssignable(source, member, context.compilation);
  return member.kind === source.kind && (member.kind === "closure" || sameType(member, source));
}

/** The member that `type` is or widens; a trap when the value is another one. */
function memberAs(value: Expression, target: HirType, node: ts.Node, to: Block, context: FunctionContext): Expression {
  const found = memberValue(value, target, context);
  return found === null
    ? refuse(node, "no-conversion", { value: node.getText(), source: typeText(value.type), target: typeText(target) })
    : coerce(found, target, node, to, context);
}

/** The value as the member that a `type` is one of; null when there is none. */
export function memberValue(value: Expression, type: HirType, context: FunctionContext): Expression | null {
  if (value.type.kind !== "mixed") return null;
  const { members } = value.type;
  const member = members.find((candidate) => sameType(candidate, type)) ?? members.find((candidate) => isPartOf(type, candidate, context));
  if (member === undefined) return null;
  const inside = unbox(value, member);
  if (sameType(member, type)) return inside;
  return isNarrow(member) ? convertTo(inside, type) : cast(inside, type, true);
}

function isPartOf(type: HirType, member: HirType, context: FunctionContext): boolean {
  if (isNarrow(type)) return isNarrow(member);
  return isObject(type) && isObject(member) && isAssignable(type, member, context.compilation);
}

/** What tsc has narrowed a mixed value to. Every step back to a member is checked. */
export function narrowedMixed(value: Expression, type: HirType, trusted: boolean, context: FunctionContext): Expression {
  if (value.type.kind === "optional") {
    if (type.kind !== "optional") return narrowedMixed(unwrap(value, !trusted), type, trusted, context);
    return narrowedPossible(value, type, context);
  }
  if (sameType(value.type, type) || value.type.kind !== "mixed") return value;
  if (type.kind === "mixed") return isSubset(type, value.type) ? cast(value, type, false) : value;
  if (type.kind !== "optional") return memberValue(value, type, context) ?? value;
  const inside = value.type.hasNull ? withoutNull(value, type.of, context) : null;
  return inside === null ? value : conditional(isMember(value, "null"), nullOf(type, value.at), optional(inside));
}

/** Both may be missing: in `type` only one of `null` and `undefined` is left, or fewer members. */
function narrowedPossible(value: Expression, type: HirType & { readonly kind: "optional" }, context: FunctionContext): Expression {
  if (value.type.kind !== "optional" || value.type.of.kind !== "mixed") return value;
  const { of } = value.type;
  if (type.of.kind === "mixed" && type.of.hasNull === of.hasNull) return isSubset(type.of, of) ? cast(value, type, false) : value;
  const present = unwrap(value, false);
  const inside = withoutNull(present, type.of, context);
  if (inside === null) return value;
  const there = of.hasNull ? conditional(isMember(present, "null"), nullOf(type, value.at), optional(inside)) : optional(inside);
  return conditional(isNull(value), nullOf(type, value.at), there);
}

function withoutNull(value: Expression, type: HirType, context: FunctionContext): Expression | null {
  return type.kind === "mixed" ? cast(value, type, false) : memberValue(value, type, context);
}

/** `make` of whichever member the value is, as one `type`; nothing comes of a call without a result. */
export function byMember(
  value: Expression,
  type: HirType,
  node: ts.Node,
  to: Block,
  context: FunctionContext,
  make: (member: Expression, block: Block) => Expression,
): Expression {
  const kept = keepUnlessStable(value, to, context);
  const { at } = value;
  const result = type.kind === "void" ? null : resultLocal(type, context);
  if (result !== null) to.push(letStatement(result, null, at));
  const branches = alternatives(kept);
  let block = to;
  branches.forEach(({ test, inside }, n) => {
    const branch: Block = [];
    const made = make(inside, branch);
    if (result !== null) branch.push(assignLocal(result, coerce(made, type, node, branch, context)));
    if (n === branches.length - 1) return void block.push(...branch);
    const otherwise: Block = [];
    block.push(ifStatement(test, branch, otherwise));
    block = otherwise;
  });
  return result === null ? nullOf(type, at) : local(result, at);
}

interface Alternative {
  readonly test: Expression;
  /** The value as that member; of mixed type where it is `null`. */
  readonly inside: Expression;
}

function alternatives(value: Expression): Alternative[] {
  if (value.type.kind !== "mixed") return [];
  const { members, hasNull } = value.type;
  const nulls = hasNull ? [{ test: isMember(value, "null"), inside: nullOf({ ...value.type, members: [] }, value.at) }] : [];
  return [...nulls, ...members.map((member) => ({ test: isMember(value, member), inside: unbox(value, member) }))];
}
