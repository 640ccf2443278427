/** Conversions between numbers. */
import type { Expression, HirType } from "../hir/nodes.js";
import { hirTypeText } from "../hir/type-text.js";
import { atom, call, castTo, compound, operand, type Code } from "./code.js";
import { emitExpression, type ExpressionOf } from "./expressions.js";
import { integerLiteral } from "./literals.js";
import type { ExpressionScope } from "./scope.js";
import { cType } from "./types.js";

interface Range {
  readonly least: bigint;
  readonly greatest: bigint;
}

/** Least and greatest value of an integer type. */
export function rangeOf(type: HirType): Range {
  if (type.kind === "number") return { least: -(2n ** 53n) + 1n, greatest: 2n ** 53n - 1n };
  if (type.kind !== "int") throw new Error(`${hirTypeText(type)} has no range`);
  const values = 1n << BigInt(type.bits);
  return type.signed ? { least: -values / 2n, greatest: values / 2n - 1n } : { least: 0n, greatest: values - 1n };
}

/** What the value can be, as far as C compilers see it too. */
export function valueRange(e: Expression): Range {
  if (e.kind === "integer") return { least: e.value, greatest: e.value };
  if (e.kind === "length") return { least: 0n, greatest: 0xffff_ffffn };
  if (e.kind === "convert" && e.value.type.kind === "f64") return rangeOf(e.type);
  const own = rangeOf(e.type);
  if (e.kind !== "convert" || e.mode === "wrap") return own;
  const inner = valueRange(e.value);
  return {
    least: inner.least > own.least ? inner.least : own.least,
    greatest: inner.greatest < own.greatest ? inner.greatest : own.greatest,
  };
}

/** Every value of `from` is one of `to`: a conversion needs no test. */
export function fitsIn(from: HirType, to: HirType): boolean {
  const [inner, outer] = [rangeOf(from), rangeOf(to)];
  return inner.least >= outer.least && inner.greatest <= outer.greatest;
}

export function emitConvert(e: ExpressionOf<"convert">, scope: ExpressionScope): Code {
  if (e.type.kind === "f32") return castTo("float", emitExpression(e.value, scope));
  if (e.type.kind === "f64")
    return e.value.type.kind === "f64" ? emitExpression(e.value, scope) : castTo("double", emitExpression(e.value, scope));
  if (e.value.type.kind === "f64") return emitFromDouble(e, scope);
  const constant = constantOf(e);
  if (constant !== null) return atom(integerLiteral(constant, e.type));
  const value = emitExpression(e.value, scope);
  if (e.mode !== "checked" || fitsIn(e.value.type, e.type) || scope.program.ranges.neverTraps(e)) {
    return cType(e.value.type) === cType(e.type) && e.value.kind !== "integer" ? value : castTo(cType(e.type), value);
  }
  const unsigned = e.value.type.kind === "int" && !e.value.type.signed;
  const target = e.type.kind === "number" ? "number" : hirTypeText(e.type);
  return call(`rt_${unsigned ? "unsigned_" : ""}to_${target}`, value.text, scope.place(e.at));
}

/** `wrap` keeps the low 32 bits of the integer part; narrower ones are cut from those. */
function emitFromDouble(e: ExpressionOf<"convert">, scope: ExpressionScope): Code {
  if (e.mode === "wrap" && scope.program.ranges.neverTraps(e)) return castTo(cType(e.type), emitAsInteger(e.value, scope));
  const value = emitExpression(e.value, scope);
  if (e.mode === "exact") return castTo(cType(e.type), value);
  if (e.mode === "checked")
    return call(`rt_double_to_${e.type.kind === "number" ? "number" : hirTypeText(e.type)}`, value.text, scope.place(e.at));
  const low = call("rt_low32", value.text);
  return cType(e.type) === "uint32_t" ? low : castTo(cType(e.type), low);
}

/** A double that the range analysis knows to be an integer, computed as one. */
function emitAsInteger(e: Expression, scope: ExpressionScope): Code {
  if (e.kind === "convert") return castTo("int64_t", emitExpression(e.value, scope));
  if (e.kind !== "arithmetic") throw new Error("no integer");
  return compound(`${operand(emitAsInteger(e.left, scope))} ${e.op} ${operand(emitAsInteger(e.right, scope))}`);
}

/** The converted constant, where it is one and fits. */
function constantOf(e: ExpressionOf<"convert">): bigint | null {
  const inner: Expression = e.value;
  if (inner.kind !== "integer") return null;
  const { least, greatest } = rangeOf(e.type);
  return inner.value >= least && inner.value <= greatest ? inner.value : null;
}
