/** Expressions: no effect but a trap, so each becomes one C expression. */
import { hirTypeText } from "../hir/type-text.js";
import { mathFunctions } from "../hir/math.js";
import type { Expression, HirType, Place } from "../hir/nodes.js";
import { isCounted } from "../hir/types.js";
import type { ElementAccess } from "../passes/ranges/facts.js";
import { emitArithmetic } from "./arithmetic.js";
import { atom, base, call, castTo, compound, member, operand, type Code } from "./code.js";
import { emitCompare, emitIsNull } from "./comparisons.js";
import { emitConvert } from "./conversions.js";
import { isNeedless } from "./guards.js";
import { floatLiteral, integerLiteral } from "./literals.js";
import { emitIsMember, emitUnbox } from "./mixed.js";
import type { ExpressionScope } from "./scope.js";
import { cType, isOptionalScalar, optionalName, zero } from "./types.js";

export type ExpressionOf<K extends Expression["kind"]> = Extract<Expression, { kind: K }>;

/** `e` as C. */
export function emitExpression(e: Expression, scope: ExpressionScope): Code {
  switch (e.kind) {
    case "integer":
      return atom(integerLiteral(e.value, e.type));
    case "float":
      return atom(floatLiteral(e.value));
    case "boolean":
      return atom(e.value ? "true" : "false");
    case "string":
      return atom(scope.string(e.value));
    case "null":
      return emitNull(e.type);
    case "local":
      return atom(scope.local(e.local));
    case "global":
      return atom(scope.program.globalName(e.global));
    case "field":
      return atom(scope.program.fieldAccess(e.class, e.field, emitExpression(e.object, scope), e.object.type));
    case "interfaceField":
      return atom(scope.program.dispatch.interfaceFieldAccess(e.interface, e.field, emitExpression(e.object, scope)));
    case "index":
      return emitIndex(e, scope);
    case "length":
      return emitLength(e, scope);
    case "cellGet":
      return atom(member(emitExpression(e.cell, scope), "value"));
    case "arithmetic":
      return emitArithmetic(e, scope);
    case "safe":
      return emitTested(e, "rt_to_number", scope);
    case "counted":
      return emitTested(e, "rt_to_counter", scope);
    case "math":
      return call(mathFunctions[e.function].c, ...e.arguments.map((argument) => emitExpression(argument, scope).text));
    case "convert":
      return emitConvert(e, scope);
    case "compare":
      return emitCompare(e, scope);
    case "not":
      return compound(`!${operand(emitExpression(e.value, scope))}`);
    case "and":
      if (isNeedless(e, scope.program.ranges)) return emitTest(e.right, scope);
      return compound(`${operand(emitTest(e.left, scope))} && ${operand(emitTest(e.right, scope))}`);
    case "or":
      return compound(`${operand(emitTest(e.left, scope))} || ${operand(emitTest(e.right, scope))}`);
    case "conditional":
      return emitConditional(e, scope);
    case "wrap":
      return emitWrap(e, scope);
    case "isNull":
      return emitIsNull(e.value, scope);
    case "unwrap":
      return emitUnwrap(e, scope);
    case "instanceOf":
      return scope.program.instanceTest(emitExpression(e.value, scope), e.class);
    case "cast":
      return emitCast(e, scope);
    case "isMember":
      return emitIsMember(e.value, e.member, scope);
    case "unbox":
      return emitUnbox(e, scope);
    case "functionValue":
      return atom(`&${scope.program.closureValue(e.function)}`);
  }
}

function emitNull(type: HirType): Code {
  if (type.kind === "mixed") return atom("&rt_null");
  return atom(isOptionalScalar(type) ? `(${cType(type)})${zero(type)}` : "NULL");
}

/** The value, through the function of the runtime that traps for some values, unless it can be none of those. */
function emitTested(e: ExpressionOf<"safe" | "counted">, test: string, scope: ExpressionScope): Code {
  const value = emitExpression(e.value, scope);
  return scope.program.ranges.neverTraps(e) ? value : call(test, value.text, scope.place(e.at));
}

/** `e` as C of exactly the type `to`: pointers to other structs are cast. */
export function emitAs(e: Expression, to: HirType, scope: ExpressionScope): Code {
  return coerce(emitExpression(e, scope), e, to);
}

/** Pointers to different structs need a cast; everything else has to agree already. */
export function coerce(code: Code, from: Expression, to: HirType): Code {
  if (from.kind === "null" || !isCounted(to)) {
    if (isCounted(from.type) === isCounted(to) || from.kind === "null") return code;
    throw new Error(`${from.at.file}:${from.at.line}: ${hirTypeText(from.type)} where ${hirTypeText(to)} is expected`);
  }
  if (!isCounted(from.type))
    throw new Error(`${from.at.file}:${from.at.line}: ${hirTypeText(from.type)} where ${hirTypeText(to)} is expected`);
  return cType(from.type) === cType(to) ? code : castTo(cType(to), code);
}

/** An index as an int64_t; what does not fit, or is no integer, becomes negative and is outside every array. */
function emitIndexNumber(e: Expression, scope: ExpressionScope): string {
  const code = emitExpression(e, scope);
  if (e.type.kind === "f64") return call("rt_index", code.text).text;
  const unsigned64 = e.type.kind === "int" && e.type.bits === 64 && !e.type.signed;
  return unsigned64 && e.kind !== "integer" ? castTo("int64_t", code).text : code.text;
}

/** The element as something that can be read and assigned. */
export function emitElement(access: ElementAccess, scope: ExpressionScope, at: Place): string {
  const { of, index } = access;
  const element = elementType(of.type);
  const cached = of.kind === "local" ? scope.cachedArray(of.local) : null;
  const number = emitIndexNumber(index, scope);
  const pointer = `(${cType(element)}${isCounted(element) ? "" : " "}*)`;
  if (scope.program.ranges.isInside(access)) {
    return `${cached === null ? `(${pointer}${member(emitExpression(of, scope), "data")})` : cached.data()}[${number}]`;
  }
  if (cached !== null) return `${cached.data()}[${call("rt_inside", number, cached.length(), scope.place(at)).text}]`;
  const checked = of.type.kind === "bytes" ? "rt_bytes_at" : "rt_array_at";
  return `(*${pointer}${call(checked, emitExpression(of, scope).text, number, `sizeof(${cType(element)})`, scope.place(at)).text})`;
}

function elementType(type: HirType): HirType {
  if (type.kind === "array" || type.kind === "bytes") return type.element;
  throw new Error(`${hirTypeText(type)} has no elements`);
}

function emitIndex(e: ExpressionOf<"index">, scope: ExpressionScope): Code {
  return atom(emitElement(e, scope, e.at));
}

function emitLength(e: ExpressionOf<"length">, scope: ExpressionScope): Code {
  const lengths: Partial<Record<HirType["kind"], string>> = { array: "length", bytes: "length", string: "units", map: "size", set: "size" };
  const field = lengths[e.of.type.kind];
  if (field === undefined) throw new Error(`${hirTypeText(e.of.type)} has no length`);
  return castTo("int64_t", atom(member(emitExpression(e.of, scope), field)));
}

/**
 * One of the tests of `&&`, `||` or `?:`. Bits that are compared with a constant stand apart: gcc puts such tests together, and has a warning
 * without a name, so that nothing turns it off, where the outcome is then known.
 */
function emitTest(e: Expression, scope: ExpressionScope): Code {
  const test = emitExpression(e, scope);
  return isBitTest(e) ? call("rt_apart", test.text) : test;
}

function isBitTest(e: Expression): boolean {
  if (e.kind === "not") return isBitTest(e.value);
  if (e.kind !== "compare" || e.right.kind !== "integer") return false;
  const bits = e.left.kind === "convert" ? e.left.value : e.left;
  return bits.kind === "arithmetic" && bits.op === "&";
}

function emitConditional(e: ExpressionOf<"conditional">, scope: ExpressionScope): Code {
  const branch = (side: Expression): Code => (e.type.kind === "bool" ? emitTest(side, scope) : emitAs(side, e.type, scope));
  const [then, otherwise] = [branch(e.then), branch(e.else)];
  const whole = compound(`${operand(emitTest(e.test, scope))} ? ${operand(then)} : ${operand(otherwise)}`);
  return needsCast(e) ? castTo(cType(e.type), whole) : whole;
}

/** C would give a constant, or an integer narrower than int, the type int. */
function needsCast(e: ExpressionOf<"conditional">): boolean {
  if (e.type.kind !== "int" && e.type.kind !== "number") return false;
  const same = cType(e.then.type) === cType(e.type) && cType(e.else.type) === cType(e.type);
  return !same || (e.type.kind === "int" && e.type.bits < 32) || e.then.kind === "integer" || e.else.kind === "integer";
}

function emitWrap(e: ExpressionOf<"wrap">, scope: ExpressionScope): Code {
  if (!isOptionalScalar(e.type)) return emitAs(e.value, e.type, scope);
  if (isOptionalScalar(e.value.type)) return emitExpression(e.value, scope);
  return atom(`(${cType(e.type)}){ true, ${emitExpression(e.value, scope).text} }`);
}

function emitUnwrap(e: ExpressionOf<"unwrap">, scope: ExpressionScope): Code {
  const value = emitExpression(e.value, scope);
  if (!isOptionalScalar(e.value.type)) {
    if (!e.checked || e.value.type.kind !== "optional") return coerce(value, e.value, e.type);
    return castTo(cType(e.type), call("rt_not_null", value.text, scope.place(e.at)));
  }
  if (!e.checked) return atom(`${base(value)}.value`);
  return call(`${optionalName(e.value.type)}_value`, value.text, scope.place(e.at));
}

function emitCast(e: ExpressionOf<"cast">, scope: ExpressionScope): Code {
  if (!e.checked) return emitAs(e.value, e.type, scope);
  const value = emitExpression(e.value, scope);
  return castTo(cType(e.type), scope.program.checkedCast(value, e.type, scope.place(e.at)));
}
