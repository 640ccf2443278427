/*
 * Doubles: what generated code of the host profile writes for JavaScript's numbers. Included after lang/rt_checked.h;
 * never on the device, whose code is compiled without floating-point registers. The compiler's builtins stand for
 * libm's functions, so that no name of math.h gets into the program.
 */
#ifndef TSVISOR_RT_FLOAT_H
#define TSVISOR_RT_FLOAT_H

#include "lang/rt_checked.h"

RT_DEFINE_OPTIONAL(f64, double)

_Noreturn void rt_trap_double(const struct rt_place *place, double value, const char *type);

/* ---- conversions that trap: of a fraction, of NaN, of what is out of range ---- */
/* `below` and `above` are the nearest integers outside; both are doubles exactly. */
#define RT_DEFINE_DOUBLE_CONVERSION(name, type, below, above, wanted)                                                  \
	static inline type rt_double_to_##name(double value, const struct rt_place *place)                             \
	{                                                                                                              \
		if (RT_UNLIKELY(!(value > (below) && value < (above)) || (double)(type)value != value))                \
			rt_trap_double(place, value, wanted);                                                          \
		return (type)value;                                                                                    \
	}
RT_DEFINE_DOUBLE_CONVERSION(u8, uint8_t, -1.0, 0x1p8, "u8")
RT_DEFINE_DOUBLE_CONVERSION(u16, uint16_t, -1.0, 0x1p16, "u16")
RT_DEFINE_DOUBLE_CONVERSION(u32, uint32_t, -1.0, 0x1p32, "u32")
RT_DEFINE_DOUBLE_CONVERSION(u64, uint64_t, -1.0, 0x1p64, "u64")
RT_DEFINE_DOUBLE_CONVERSION(i8, int8_t, -0x1p7 - 1, 0x1p7, "i8")
RT_DEFINE_DOUBLE_CONVERSION(i16, int16_t, -0x1p15 - 1, 0x1p15, "i16")
RT_DEFINE_DOUBLE_CONVERSION(i32, int32_t, -0x1p31 - 1, 0x1p31, "i32")
/* The next double below -2^63 is 2048 less. */
RT_DEFINE_DOUBLE_CONVERSION(i64, int64_t, -0x1p63 - 2048, 0x1p63, "i64")
RT_DEFINE_DOUBLE_CONVERSION(number, int64_t, -0x1p53, 0x1p53, "number (the safe integers)")

_Noreturn void rt_trap_quotient(const struct rt_place *place, int64_t dividend, const char *type);

/* Safe integers divided on their way to a `type`, which JavaScript's result of a division by zero does not fit. */
static inline int64_t rt_quotient_to(int64_t left, int64_t right, const char *type, const struct rt_place *place)
{
	if (RT_UNLIKELY(right == 0))
		rt_trap_quotient(place, left, type);
	return left / right;
}

static inline int64_t rt_remainder_to(int64_t left, int64_t right, const char *type, const struct rt_place *place)
{
	if (RT_UNLIKELY(right == 0))
		rt_trap_quotient(place, 0, type);
	return left % right;
}

/* A variable that counts: a double would begin to round at 2^53. Lowering relies on the bound. */
#define RT_COUNTER_MAX (INT64_C(1) << 52)

static inline int64_t rt_to_counter(int64_t value, const struct rt_place *place)
{
	if (RT_UNLIKELY(value < -RT_COUNTER_MAX || value > RT_COUNTER_MAX))
		rt_trap_range(place, value, "a counter (-2^52 to 2^52)");
	return value;
}

/* ---- conversions that JavaScript does by itself ---- */
uint32_t rt_low32_slow(double value);

/* ToUint32: the integer part modulo 2^32; 0 for NaN and the infinities. */
static inline uint32_t rt_low32(double value)
{
	if (__builtin_expect(value > -0x1p63 && value < 0x1p63, 1))
		return (uint32_t)(uint64_t)(int64_t)value;
	return rt_low32_slow(value);
}

/* An index: RT_NO_INDEX, which is outside everything, for what is no safe integer. */
static inline int64_t rt_index(double value)
{
	if (RT_UNLIKELY(!(value > -0x1p53 && value < 0x1p53)))
		return RT_NO_INDEX;
	int64_t index = (int64_t)value;
	return RT_UNLIKELY((double)index != value) ? RT_NO_INDEX : index;
}

/* The integer that `value` is; INT64_MIN, which no case of a switch is, for what is none. */
static inline int64_t rt_math_integer_or_none(double value)
{
	if (!(value > -0x1p63 && value < 0x1p63))
		return INT64_MIN;
	int64_t integer = (int64_t)value;
	return (double)integer == value ? integer : INT64_MIN;
}

/* ToIntegerOrInfinity; what is beyond 2^52 either way is that, far outside every container but with room for adding a
 * length. */
static inline int64_t rt_math_to_integer(double value)
{
	if (value != value)
		return 0;
	if (value >= 0x1p52)
		return RT_COUNTER_MAX;
	return value <= -0x1p52 ? -RT_COUNTER_MAX : (int64_t)value;
}

/* Keys of maps: all NaN are one, and -0 is 0. */
static inline double rt_math_key(double value)
{
	return value != value ? __builtin_nan("") : value + 0.0;
}

static inline struct rt_optional_f64 rt_math_optional_key(struct rt_optional_f64 key)
{
	return (struct rt_optional_f64){key.has, rt_math_key(key.value)};
}

/* ---- Math ---- */
static inline double rt_math_abs(double x)
{
	return __builtin_fabs(x);
}

/* The lesser one; NaN if either is, and -0 is less than 0. */
static inline double rt_math_min(double a, double b)
{
	if (a != a || b != b)
		return __builtin_nan("");
	if (a == b)
		return __builtin_signbit(a) ? a : b;
	return a < b ? a : b;
}

static inline double rt_math_max(double a, double b)
{
	if (a != a || b != b)
		return __builtin_nan("");
	if (a == b)
		return __builtin_signbit(a) ? b : a;
	return a > b ? a : b;
}

/* To the nearest integer, halves up; what rounds to zero keeps its sign. */
static inline double rt_math_round(double x)
{
	double down = __builtin_floor(x);
	return __builtin_copysign(x - down >= 0.5 ? down + 1 : down, x);
}

static inline double rt_math_sign(double x)
{
	return x > 0 ? 1 : x < 0 ? -1 : x;
}

static inline double rt_math_fround(double x)
{
	return (double)(float)x;
}

/* IEEE gives 1 where the base is 1 or -1 and the exponent infinite or NaN; JavaScript gives NaN. */
static inline double rt_math_pow(double base, double exponent)
{
	bool isUnit = base == 1 || base == -1;
	if (isUnit && !(__builtin_fabs(exponent) <= __DBL_MAX__))
		return __builtin_nan("");
	return __builtin_pow(base, exponent);
}

#define RT_DEFINE_MATH(name, function)                                                                                 \
	static inline double rt_math_##name(double x)                                                                  \
	{                                                                                                              \
		return function(x);                                                                                    \
	}
RT_DEFINE_MATH(sqrt, __builtin_sqrt)
RT_DEFINE_MATH(cbrt, __builtin_cbrt)
RT_DEFINE_MATH(floor, __builtin_floor)
RT_DEFINE_MATH(ceil, __builtin_ceil)
RT_DEFINE_MATH(trunc, __builtin_trunc)
RT_DEFINE_MATH(exp, __builtin_exp)
RT_DEFINE_MATH(expm1, __builtin_expm1)
RT_DEFINE_MATH(log, __builtin_log)
RT_DEFINE_MATH(log2, __builtin_log2)
RT_DEFINE_MATH(log10, __builtin_log10)
RT_DEFINE_MATH(log1p, __builtin_log1p)
RT_DEFINE_MATH(sin, __builtin_sin)
RT_DEFINE_MATH(cos, __builtin_cos)
RT_DEFINE_MATH(tan, __builtin_tan)
RT_DEFINE_MATH(asin, __builtin_asin)
RT_DEFINE_MATH(acos, __builtin_acos)
RT_DEFINE_MATH(atan, __builtin_atan)
RT_DEFINE_MATH(sinh, __builtin_sinh)
RT_DEFINE_MATH(cosh, __builtin_cosh)
RT_DEFINE_MATH(tanh, __builtin_tanh)
RT_DEFINE_MATH(asinh, __builtin_asinh)
RT_DEFINE_MATH(acosh, __builtin_acosh)
RT_DEFINE_MATH(atanh, __builtin_atanh)

static inline double rt_math_atan2(double y, double x)
{
	return __builtin_atan2(y, x);
}

static inline double rt_math_hypot(double x, double y)
{
	return __builtin_hypot(x, y);
}

/* `%`: the sign is the dividend's. */
static inline double rt_math_remainder(double dividend, double divisor)
{
	return __builtin_fmod(dividend, divisor);
}

/* At least 0, below 1: random.c */
double rt_random(void);

/* ---- DataView: data_view.c ---- */
uint64_t rt_view_read(const struct rt_bytes *bytes, int64_t at, int64_t size, bool little_endian);
void rt_view_write(struct rt_bytes *bytes, int64_t at, int64_t size, uint64_t value, bool little_endian);

static inline uint64_t rt_bits_of_double(double value)
{
	uint64_t bits;
	__builtin_memcpy(&bits, &value, sizeof(bits));
	return bits;
}

static inline double rt_double_of_bits(uint64_t bits)
{
	double value;
	__builtin_memcpy(&value, &bits, sizeof(value));
	return value;
}

static inline uint64_t rt_bits_of_single(double value)
{
	float single = (float)value;
	uint32_t bits;
	__builtin_memcpy(&bits, &single, sizeof(bits));
	return bits;
}

static inline double rt_single_of_bits(uint64_t low)
{
	uint32_t bits = (uint32_t)low;
	float single;
	__builtin_memcpy(&single, &bits, sizeof(single));
	return (double)single;
}

/* ---- text: double_text.c ---- */
/* Room for any number as JavaScript writes it: 21 digits, or 17 with point, sign and exponent, or 6 zeros before them.
 */
#define RT_DOUBLE_TEXT 32

/* Writes Number.prototype.toString's text, without a 0 behind it; gives its length. */
uint32_t rt_double_text(double value, char text[RT_DOUBLE_TEXT]);
struct rt_string *rt_string_from_double(double value);

/* ---- double_format.c, double_radix.c: NULL without memory ---- */
struct rt_string *rt_double_to_fixed(double value, int64_t fraction);	    /* 0 to 100 digits behind the point */
struct rt_string *rt_double_to_precision(double value, int64_t precision);  /* 1 to 100 digits */
struct rt_string *rt_double_to_exponential(double value, int64_t fraction); /* 0 to 100 digits behind the point */
struct rt_string *rt_double_to_shortest_exponential(double value);
struct rt_string *rt_double_to_radix(double value, int64_t radix); /* 2 to 36 */

/* ---- double_parse.c: NaN for what is no number ---- */
double rt_parse_float(const struct rt_string *s);
double rt_parse_int(const struct rt_string *s, int64_t radix);
double rt_double_of_string(const struct rt_string *s);

#endif
