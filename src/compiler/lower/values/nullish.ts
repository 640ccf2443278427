/** `null` and `undefined`: which of them a missing value is, tests for them, what is left without them. */
import * as ts from "typescript";
import type { Expression } from "../../hir/nodes.js";
import type { FunctionContext } from "../function-context.js";
import { boolean, cast, isMember, isNull, or, unbox, unwrap } from "./build.js";

/** What tsc knows of a missing value: it can be one of the two, or both; neither is said of a type parameter. */
export interface Missing {
  readonly null: boolean;
  readonly undefined: boolean;
}

export function missingOf(node: ts.Node, context: FunctionContext): Missing {
  return missingOfType(ts.isExpression(node) ? context.checker.getTypeAtLocation(node) : undefined);
}

export function missingOfType(type: ts.Type | undefined): Missing {
  const parts = type === undefined ? [] : type.isUnion() ? type.types : [type];
  const has = (flags: ts.TypeFlags): boolean => parts.some((part) => (part.flags & flags) !== 0);
  return { null: has(ts.TypeFlags.Null), undefined: has(ts.TypeFlags.Undefined | ts.TypeFlags.Void) };
}

/** What a missing value of `node` is; null where that is not known. Of an element or a link that may be absent, tsc says neither. */
export function missingName(node: ts.Node, context: FunctionContext): "null" | "undefined" | null {
  const type = ts.isExpression(node) ? context.checker.getTypeAtLocation(node) : undefined;
  const parts = type === undefined ? [] : type.isUnion() ? type.types : [type];
  const missing = missingOfType(type);
  const isOpen = parts.length === 0 || parts.some((part) => (part.flags & ts.TypeFlags.TypeParameter) !== 0);
  if (missing.null === missing.undefined && (missing.null || isOpen)) return null;
  return missing.null ? "null" : "undefined";
}

/** `value == null` */
export function isNullish(value: Expression): Expression {
  const { type } = value;
  if (type.kind === "optional") return or(isNull(value), isNullish(unwrap(value, false)));
  return type.kind === "mixed" && type.hasNull ? isMember(value, "null") : boolean(false, value.at);
}

/** The value without `null` and `undefined`; `checked`: traps where it is one of them. */
export function presentValue(value: Expression, checked: boolean): Expression {
  if (value.type.kind === "optional") return presentValue(unwrap(value, checked), checked);
  const { type } = value;
  if (type.kind !== "mixed" || !type.hasNull) return value;
  const [only, ...others] = type.members;
  if (only !== undefined && others.length === 0) return unbox(value, only);
  return cast(value, { kind: "mixed", members: type.members, hasNull: false }, false);
}

/** `value === null` or `value === undefined`, as `node` has it. */
export function isExactly(literal: "null" | "undefined", value: Expression, node: ts.Node, context: FunctionContext): Expression {
  const { type } = value;
  if (type.kind === "mixed") return literal === "null" && type.hasNull ? isMember(value, "null") : boolean(false, value.at);
  if (type.kind !== "optional") return boolean(false, value.at);
  if (type.of.kind === "mixed" && type.of.hasNull) {
    return literal === "undefined" ? isNull(value) : andPresent(value, isMember(unwrap(value, false), "null"));
  }
  const missing = missingOf(node, context);
  const isOther = missing.null !== missing.undefined && !missing[literal];
  return isOther ? boolean(false, value.at) : isNull(value);
}

function andPresent(value: Expression, test: Expression): Expression {
  const there: Expression = { kind: "not", value: isNull(value), type: test.type, at: value.at };
  return { kind: "and", left: there, right: test, type: test.type, at: value.at };
}
