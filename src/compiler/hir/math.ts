/** Functions on numbers without effects, in the host profile: what `Math` has, and the conversions that JavaScript does by itself. */

/** A function's C name and how its value is represented; the arguments are all f64. */
export interface MathFunction {
  readonly c: string;
  readonly result: "f64" | "number";
}

const double = (c: string): MathFunction => ({ c, result: "f64" });
const integer = (c: string): MathFunction => ({ c, result: "number" });

export const mathFunctions = {
  sqrt: double("rt_math_sqrt"),
  cbrt: double("rt_math_cbrt"),
  abs: double("rt_math_abs"),
  floor: double("rt_math_floor"),
  ceil: double("rt_math_ceil"),
  trunc: double("rt_math_trunc"),
  round: double("rt_math_round"),
  sign: double("rt_math_sign"),
  fround: double("rt_math_fround"),
  min: double("rt_math_min"),
  max: double("rt_math_max"),
  pow: double("rt_math_pow"),
  exp: double("rt_math_exp"),
  expm1: double("rt_math_expm1"),
  log: double("rt_math_log"),
  log2: double("rt_math_log2"),
  log10: double("rt_math_log10"),
  log1p: double("rt_math_log1p"),
  sin: double("rt_math_sin"),
  cos: double("rt_math_cos"),
  tan: double("rt_math_tan"),
  asin: double("rt_math_asin"),
  acos: double("rt_math_acos"),
  atan: double("rt_math_atan"),
  atan2: double("rt_math_atan2"),
  sinh: double("rt_math_sinh"),
  cosh: double("rt_math_cosh"),
  tanh: double("rt_math_tanh"),
  asinh: double("rt_math_asinh"),
  acosh: double("rt_math_acosh"),
  atanh: double("rt_math_atanh"),
  hypot: double("rt_math_hypot"),
  /** What a map's or set's key is looked up by: one NaN, and -0 as 0. */
  key: double("rt_math_key"),
  /** ToIntegerOrInfinity, cut off at ±2^52: how JavaScript's library reads a place. NaN is 0. */
  toInteger: integer("rt_math_to_integer"),
  /** The integer that the value is; the least int64_t for what is none. */
  integerOrNone: integer("rt_math_integer_or_none"),
} as const satisfies Record<string, MathFunction>;

export type MathName = keyof typeof mathFunctions;
