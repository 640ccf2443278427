/** `===`, `<` and their like. */
import type { CompareOperator, Expression } from "../hir/nodes.js";
import { presentType } from "../hir/type-text.js";
import { isCounted } from "../hir/types.js";
import { atom, base, call, castTo, compound, operand, type Code } from "./code.js";
import { emitExpression, type ExpressionOf } from "./expressions.js";
import type { ExpressionScope } from "./scope.js";
import { cType, isOptionalScalar, optionalName } from "./types.js";

const cOperators: Readonly<Record<CompareOperator, string>> = { "===": "==", "!==": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">=" };

export function emitIsNull(value: Expression, scope: ExpressionScope): Code {
  if (value.kind === "null") return atom("true");
  const code = emitExpression(value, scope);
  return isOptionalScalar(value.type) ? compound(`!${base(code)}.has`) : compound(`${operand(code)} == NULL`);
}

export function emitCompare(e: ExpressionOf<"compare">, scope: ExpressionScope): Code {
  if (e.left.kind === "null") return perhapsNot(e.op, emitIsNull(e.right, scope));
  if (e.right.kind === "null") return perhapsNot(e.op, emitIsNull(e.left, scope));
  if (isOptionalScalar(e.left.type)) return emitOptionalCompare(e, scope);
  if (!isCounted(e.left.type)) return emitScalarCompare(e, scope);
  if (presentType(e.left.type).kind === "mixed" || presentType(e.right.type).kind === "mixed") return emitMixedCompare(e, scope);
  return presentType(e.left.type).kind === "string" ? emitStringCompare(e, scope) : emitIdentityCompare(e, scope);
}

function perhapsNot(op: CompareOperator, equal: Code): Code {
  return op === "!==" ? compound(`!${operand(equal)}`) : equal;
}

function emitOptionalCompare(e: ExpressionOf<"compare">, scope: ExpressionScope): Code {
  const sides = [emitExpression(e.left, scope).text, emitExpression(e.right, scope).text];
  return perhapsNot(e.op, call(`${optionalName(e.left.type)}_equal`, ...sides));
}

function emitStringCompare(e: ExpressionOf<"compare">, scope: ExpressionScope): Code {
  const sides = [emitExpression(e.left, scope).text, emitExpression(e.right, scope).text];
  const mayBeNull = e.left.type.kind === "optional" || e.right.type.kind === "optional";
  if (e.op === "===" || e.op === "!==") return perhapsNot(e.op, call(mayBeNull ? "rt_string_equal_or_null" : "rt_string_equal", ...sides));
  return compound(`${call("rt_string_compare", ...sides).text} ${cOperators[e.op]} 0`);
}

/** Boxes and strings by what is in them, everything else by identity. */
function emitMixedCompare(e: ExpressionOf<"compare">, scope: ExpressionScope): Code {
  return perhapsNot(e.op, call("rt_mixed_equal", emitExpression(e.left, scope).text, emitExpression(e.right, scope).text));
}

function emitIdentityCompare(e: ExpressionOf<"compare">, scope: ExpressionScope): Code {
  const same = cType(e.left.type) === cType(e.right.type);
  const side = (s: Expression): string => operand(same ? emitExpression(s, scope) : castTo("const void *", emitExpression(s, scope)));
  return compound(`${side(e.left)} ${cOperators[e.op]} ${side(e.right)}`);
}

function emitScalarCompare(e: ExpressionOf<"compare">, scope: ExpressionScope): Code {
  const [left, right] = [emitExpression(e.left, scope), emitExpression(e.right, scope)];
  return compound(`${operand(signedSide(e.left, e.right, left))} ${cOperators[e.op]} ${operand(signedSide(e.right, e.left, right))}`);
}

/** Beside a signed number an unsigned one is widened, so that C does not turn the signed one into an unsigned one. */
function signedSide(side: Expression, other: Expression, code: Code): Code {
  const mixed = side.kind !== "integer" && other.kind !== "integer" && cType(side.type) !== cType(other.type);
  return mixed && side.type.kind !== "bool" ? castTo("int64_t", code) : code;
}
