/** Arithmetic: in int64_t for numbers, in the type itself for 64-bit integers, in 32 bits for the bit operators of numbers. */
import type { ArithmeticOperator, Expression, HirType } from "../hir/nodes.js";
import { hirTypeText } from "../hir/type-text.js";
import { call, castTo, compound, operand, type Code } from "./code.js";
import { valueRange } from "./conversions.js";
import { emitExpression, type ExpressionOf } from "./expressions.js";
import { integerLiteral } from "./literals.js";
import type { ExpressionScope } from "./scope.js";
import { cType } from "./types.js";

type Arithmetic = ExpressionOf<"arithmetic">;

const bitOperators: ReadonlySet<ArithmeticOperator> = new Set<ArithmeticOperator>(["&", "|", "^"]);
const shifts: ReadonlySet<ArithmeticOperator> = new Set<ArithmeticOperator>(["<<", ">>", ">>>"]);

export function emitArithmetic(e: Arithmetic, scope: ExpressionScope): Code {
  if (e.type.kind === "f64") return emitDouble(e, scope);
  if (e.type.kind === "int" && e.type.bits === 64) return emitWide(e, e.type.signed, scope);
  if (shifts.has(e.op)) return emitShift32(e, scope);
  if (bitOperators.has(e.op)) return emitBits(e, scope);
  return emitNumber(e, scope);
}

/** `-1 * x` is how lowering writes the negative, which C has an operator for. */
function emitDouble(e: Arithmetic, scope: ExpressionScope): Code {
  const [left, right] = [emitExpression(e.left, scope), emitExpression(e.right, scope)];
  if (e.op === "%") return call("rt_math_remainder", left.text, right.text);
  if (e.op === "*" && e.left.kind === "float" && e.left.value === -1) return compound(`-${operand(right)}`);
  return compound(`${operand(left)} ${e.op} ${operand(right)}`);
}

/** An operand in exactly the C type `type`. */
function inType(e: Expression, type: string, scope: ExpressionScope): Code {
  const code = emitExpression(e, scope);
  return cType(e.type) === type && e.kind !== "integer" ? code : castTo(type, code);
}

/** An operand beside one that has the right type already: constants need no cast then. */
function beside(e: Expression, other: Expression, type: string, scope: ExpressionScope): string {
  const fits = e.kind === "integer" && other.kind !== "integer";
  return operand(fits ? emitExpression(e, scope) : inType(e, type, scope));
}

function infix(e: Arithmetic, type: string, scope: ExpressionScope): Code {
  return compound(`${beside(e.left, e.right, type, scope)} ${e.op} ${beside(e.right, e.left, type, scope)}`);
}

/** Both sides as arguments of a function that takes `type`. */
function viaFunction(name: string, e: Arithmetic, scope: ExpressionScope, placed: boolean): Code {
  const sides = [emitExpression(e.left, scope).text, emitExpression(e.right, scope).text];
  return call(name, ...sides, ...(placed ? [scope.place(e.at)] : []));
}

function isConstant(e: Expression, test: (value: bigint) => boolean): boolean {
  return e.kind === "integer" && test(e.value);
}

/** The product of everything in the two types fits int64_t. */
function productFits(left: Expression, right: Expression): boolean {
  const greatest = (e: Expression): bigint => {
    const { least, greatest: most } = valueRange(e);
    return -least > most ? -least : most;
  };
  return greatest(left) * greatest(right) < 1n << 63n;
}

function emitNumber(e: Arithmetic, scope: ExpressionScope): Code {
  const isSafe = scope.program.ranges.neverTraps(e);
  if (e.op === "*" && !isSafe && !productFits(e.left, e.right)) return viaFunction("rt_mul_number", e, scope, true);
  const divides = e.op === "/" || e.op === "%";
  if (divides && !isSafe && !isConstant(e.right, (value) => value !== 0n)) return emitDivision(e, scope);
  const whole = infix(e, "int64_t", scope);
  return e.type.kind === "number" ? whole : castTo(cType(e.type), whole);
}

function emitDivision(e: Arithmetic, scope: ExpressionScope): Code {
  const isQuotient = e.op === "/";
  if (e.storedAs === undefined) return viaFunction(isQuotient ? "rt_div_i64" : "rt_rem_i64", e, scope, true);
  const sides = [emitExpression(e.left, scope).text, emitExpression(e.right, scope).text];
  return call(isQuotient ? "rt_quotient_to" : "rt_remainder_to", ...sides, `"${wantedBy(e.storedAs)}"`, scope.place(e.at));
}

/** As `runtime-c/float` names what a double is converted to. */
function wantedBy(type: HirType): string {
  return type.kind === "int" ? hirTypeText(type) : "number (the safe integers)";
}

/** Any integers in, the low bits of the result out. */
function emitBits(e: Arithmetic, scope: ExpressionScope): Code {
  const type = cType(e.type);
  if (isComplementOfNarrow(e)) return call("rt_complement", operand(inType(e.left, "int32_t", scope)));
  const whole = infix(e, type, scope);
  return isPromoted(e.type) ? castTo(type, whole) : whole;
}

/** `~x` of a narrow unsigned value: written out, GCC warns where it is compared. */
function isComplementOfNarrow(e: Arithmetic): boolean {
  const from = e.left.kind === "convert" ? e.left.value.type : e.left.type;
  const isNarrow = from.kind === "int" && !from.signed && from.bits < 32;
  return e.op === "^" && cType(e.type) === "int32_t" && isNarrow && isConstant(e.right, (value) => value === -1n);
}

/** C computes in int what is narrower than int. */
function isPromoted(type: HirType): boolean {
  return type.kind === "int" && type.bits < 32;
}

/** JavaScript looks at the low five bits of the count alone. */
function shiftCount(e: Expression, scope: ExpressionScope): string {
  if (e.kind === "integer") return (e.value & 31n).toString();
  return operand(compound(`${operand(emitExpression(e, scope))} & 31`));
}

function emitShift32(e: Arithmetic, scope: ExpressionScope): Code {
  const count = shiftCount(e.right, scope);
  const type = cType(e.type);
  const unsigned = e.op === ">>>" || e.op === "<<";
  const shifted = compound(`${operand(inType(e.left, unsigned ? "uint32_t" : "int32_t", scope))} ${e.op === "<<" ? "<<" : ">>"} ${count}`);
  return type === (unsigned ? "uint32_t" : "int32_t") ? shifted : castTo(type, shifted);
}

const checkedWide: Partial<Record<ArithmeticOperator, string>> = { "+": "add", "-": "sub", "*": "mul" };

function emitWide(e: Arithmetic, signed: boolean, scope: ExpressionScope): Code {
  const suffix = signed ? "i64" : "u64";
  if (shifts.has(e.op)) return emitWideShift(e, signed, scope);
  if (e.op === "/" || e.op === "%") {
    if (isConstant(e.right, (value) => value > 0n)) return infix(e, cType(e.type), scope);
    return viaFunction(`rt_${e.op === "/" ? "div" : "rem"}_${suffix}`, e, scope, true);
  }
  const checked = checkedWide[e.op];
  if (checked !== undefined && !e.wrap) return viaFunction(`rt_${checked}_${suffix}`, e, scope, true);
  if (checked === undefined || !signed) return infix(e, cType(e.type), scope);
  const sides = [inType(e.left, "uint64_t", scope), inType(e.right, "uint64_t", scope)].map(operand);
  return castTo("int64_t", compound(sides.join(` ${e.op} `)));
}

function emitWideShift(e: Arithmetic, signed: boolean, scope: ExpressionScope): Code {
  const right = e.op !== "<<";
  if (right && isConstant(e.right, (value) => value < 64n)) {
    return compound(
      `${operand(inType(e.left, cType(e.type), scope))} >> ${integerLiteral(e.right.kind === "integer" ? e.right.value : 0n, e.type)}`,
    );
  }
  if (right) return viaFunction(signed ? "rt_shr_i64" : "rt_shr_u64", e, scope, false);
  if (!e.wrap) return viaFunction(signed ? "rt_shl_i64" : "rt_shl_u64", e, scope, true);
  if (!signed) return viaFunction("rt_shl_wrap", e, scope, false);
  const bits = call("rt_shl_wrap", operand(inType(e.left, "uint64_t", scope)), emitExpression(e.right, scope).text);
  return castTo("int64_t", bits);
}
