/** What tsc has found out about a variable at a place, as HIR: the declared representation, unwrapped and cast. */
import * as ts from "typescript";
import type { Expression } from "../../hir/nodes.js";
import type { HirType } from "../../hir/types.js";
import type { FunctionContext } from "../function-context.js";
import { Refusal } from "../refusal.js";
import { hirType } from "../types/from-ts.js";
import { sameType } from "../types/hir-types.js";
import { cast, unwrap } from "./build.js";
import { isAssignable, isObject } from "./coerce.js";
import { isMixed, narrowedMixed } from "./mixed.js";

/**
 * `value` as what the checker says of `node` here. `trusted`: nothing can have changed since tsc's test (a local that no closure
 * assigns); otherwise the step is checked.
 */
export function narrowed(value: Expression, node: ts.Expression, trusted: boolean, context: FunctionContext): Expression {
  if (!canNarrow(value.type) || isAssignmentTarget(node)) return value;
  const type = context.checker.getTypeAtLocation(node);
  if ((type.flags & (ts.TypeFlags.Never | ts.TypeFlags.Unknown | ts.TypeFlags.Any)) !== 0) return value;
  if ((type.flags & (ts.TypeFlags.Null | ts.TypeFlags.Undefined)) !== 0) return value;
  const known = representable(type, node, context);
  return known === null ? value : narrowedTo(value, known, trusted, context);
}

/** Null for what tsc knows of a type parameter and HIR cannot say: `T | undefined` where T is optional already. */
function representable(type: ts.Type, node: ts.Expression, context: FunctionContext): HirType | null {
  try {
    return hirType(type, context.typeScope(node));
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

function canNarrow(type: HirType): boolean {
  return type.kind === "optional" || type.kind === "mixed" || isObject(type);
}

/** Of `=` alone: `x += 1` reads x as well. */
export function isAssignmentTarget(node: ts.Node): boolean {
  const { parent } = node;
  return ts.isBinaryExpression(parent) && parent.left === node && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken;
}

/** @param trusted as of `narrowed` */
export function narrowedTo(value: Expression, type: HirType, trusted: boolean, context: FunctionContext): Expression {
  if (sameType(value.type, type)) return value;
  if (isMixed(value.type)) return narrowedMixed(value, type, trusted, context);
  if (value.type.kind === "optional") {
    if (type.kind === "optional") return narrowedOptional(value, type, trusted, context);
    return narrowedTo(unwrap(value, !trusted), type, trusted, context);
  }
  const below = isObject(value.type) && isObject(type) && isAssignable(type, value.type, context.compilation);
  return below ? cast(value, type, !trusted) : value;
}

function narrowedOptional(
  value: Expression,
  type: HirType & { readonly kind: "optional" },
  trusted: boolean,
  context: FunctionContext,
): Expression {
  if (value.type.kind !== "optional" || !isObject(value.type.of) || !isObject(type.of)) return value;
  return trusted && isAssignable(type.of, value.type.of, context.compilation) ? cast(value, type, false) : value;
}
