/*
 * What generated code writes for TypeScript's checked expressions: conversions, arithmetic, indices, casts, optional
 * scalars. Each takes the place to name when it traps; all of it is inlined, the traps are calls out of line. Included
 * by generated code after rt.h.
 */
#ifndef TSVISOR_RT_CHECKED_H
#define TSVISOR_RT_CHECKED_H

#include "rt.h"

/* A static place. SOURCE_FILE is defined by each generated file. */
#define RT_AT_FILE(path, l, c)                                                                                         \
	(__extension__({                                                                                               \
		static const struct rt_place rt_place_here = {(path), (l), (c)};                                       \
		&rt_place_here;                                                                                        \
	}))
#define RT_AT(l, c) RT_AT_FILE(SOURCE_FILE, l, c)

#define RT_UNLIKELY(test) __builtin_expect(!!(test), 0)

/* Greatest and, negated, least value of TypeScript's `number` without fractions. */
#define RT_SAFE_MAX INT64_C(9007199254740991)

/* ---- conversions that trap ---- */
#define RT_DEFINE_CONVERSION(name, type, least, greatest, wanted)                                                      \
	static inline type rt_to_##name(int64_t value, const struct rt_place *place)                                   \
	{                                                                                                              \
		if (RT_UNLIKELY(value < (least) || value > (greatest)))                                                \
			rt_trap_range(place, value, wanted);                                                           \
		return (type)value;                                                                                    \
	}                                                                                                              \
	static inline type rt_unsigned_to_##name(uint64_t value, const struct rt_place *place)                         \
	{                                                                                                              \
		if (RT_UNLIKELY(value > (uint64_t)(greatest)))                                                         \
			rt_trap_range_unsigned(place, value, wanted);                                                  \
		return (type)value;                                                                                    \
	}
RT_DEFINE_CONVERSION(u8, uint8_t, 0, INT64_C(0xff), "u8")
RT_DEFINE_CONVERSION(u16, uint16_t, 0, INT64_C(0xffff), "u16")
RT_DEFINE_CONVERSION(u32, uint32_t, 0, INT64_C(0xffffffff), "u32")
RT_DEFINE_CONVERSION(i8, int8_t, -INT64_C(0x80), INT64_C(0x7f), "i8")
RT_DEFINE_CONVERSION(i16, int16_t, -INT64_C(0x8000), INT64_C(0x7fff), "i16")
RT_DEFINE_CONVERSION(i32, int32_t, -INT64_C(0x80000000), INT64_C(0x7fffffff), "i32")
RT_DEFINE_CONVERSION(number, int64_t, -RT_SAFE_MAX, RT_SAFE_MAX, "number (the safe integers)")

static inline uint64_t rt_to_u64(int64_t value, const struct rt_place *place)
{
	if (RT_UNLIKELY(value < 0))
		rt_trap_range(place, value, "u64");
	return (uint64_t)value;
}

static inline int64_t rt_unsigned_to_i64(uint64_t value, const struct rt_place *place)
{
	if (RT_UNLIKELY(value > INT64_MAX))
		rt_trap_range_unsigned(place, value, "i64");
	return (int64_t)value;
}

/* ---- arithmetic that traps; "number" is a product of two numbers, whose sum and difference always fit ---- */
#define RT_DEFINE_OVERFLOW(name, type, builtin, reason)                                                                \
	static inline type rt_##name(type left, type right, const struct rt_place *place)                              \
	{                                                                                                              \
		type result;                                                                                           \
		if (RT_UNLIKELY(builtin(left, right, &result)))                                                        \
			rt_trap(place, reason);                                                                        \
		return result;                                                                                         \
	}
RT_DEFINE_OVERFLOW(add_u64, uint64_t, __builtin_add_overflow, "overflow: the sum does not fit u64")
RT_DEFINE_OVERFLOW(sub_u64, uint64_t, __builtin_sub_overflow, "overflow: the difference does not fit u64")
RT_DEFINE_OVERFLOW(mul_u64, uint64_t, __builtin_mul_overflow, "overflow: the product does not fit u64")
RT_DEFINE_OVERFLOW(add_i64, int64_t, __builtin_add_overflow, "overflow: the sum does not fit i64")
RT_DEFINE_OVERFLOW(sub_i64, int64_t, __builtin_sub_overflow, "overflow: the difference does not fit i64")
RT_DEFINE_OVERFLOW(mul_i64, int64_t, __builtin_mul_overflow, "overflow: the product does not fit i64")
RT_DEFINE_OVERFLOW(mul_number, int64_t, __builtin_mul_overflow, "overflow: the product is not a safe integer")

static inline uint64_t rt_div_u64(uint64_t left, uint64_t right, const struct rt_place *place)
{
	if (RT_UNLIKELY(right == 0))
		rt_trap(place, "division by zero");
	return left / right;
}

static inline uint64_t rt_rem_u64(uint64_t left, uint64_t right, const struct rt_place *place)
{
	if (RT_UNLIKELY(right == 0))
		rt_trap(place, "division by zero");
	return left % right;
}

static inline int64_t rt_div_i64(int64_t left, int64_t right, const struct rt_place *place)
{
	if (RT_UNLIKELY(right == 0))
		rt_trap(place, "division by zero");
	if (RT_UNLIKELY(right == -1 && left == INT64_MIN))
		rt_trap(place, "overflow: the quotient does not fit i64");
	return left / right;
}

static inline int64_t rt_rem_i64(int64_t left, int64_t right, const struct rt_place *place)
{
	if (RT_UNLIKELY(right == 0))
		rt_trap(place, "division by zero");
	return right == -1 ? 0 : left % right;
}

/* ~value. As an expression GCC warns of it where value is promoted from a narrow unsigned type and compared. */
static inline int32_t rt_complement(int32_t value)
{
	return ~value;
}

/* Shifts of bigints: a count of 64 or more shifts everything out. */
static inline uint64_t rt_shl_wrap(uint64_t value, uint64_t count)
{
	return count < 64 ? value << count : 0;
}

static inline uint64_t rt_shr_u64(uint64_t value, uint64_t count)
{
	return count < 64 ? value >> count : 0;
}

static inline int64_t rt_shr_i64(int64_t value, uint64_t count)
{
	return value >> (count < 64 ? count : 63);
}

static inline uint64_t rt_shl_u64(uint64_t value, uint64_t count, const struct rt_place *place)
{
	uint64_t result = rt_shl_wrap(value, count);
	if (RT_UNLIKELY(rt_shr_u64(result, count) != value))
		rt_trap(place, "overflow: the shifted value does not fit u64");
	return result;
}

static inline int64_t rt_shl_i64(int64_t value, uint64_t count, const struct rt_place *place)
{
	int64_t result = (int64_t)rt_shl_wrap((uint64_t)value, count);
	if (RT_UNLIKELY(value != 0 && (count > 63 || rt_shr_i64(result, count) != value)))
		rt_trap(place, "overflow: the shifted value does not fit i64");
	return result;
}

/* ---- elements ---- */
static inline size_t rt_inside(int64_t index, uint64_t length, const struct rt_place *place)
{
	if (RT_UNLIKELY((uint64_t)index >= length))
		rt_trap_index(place, index, length);
	return (size_t)index;
}

static inline void *rt_array_at(const struct rt_array *a, int64_t index, size_t size, const struct rt_place *place)
{
	if (RT_UNLIKELY((uint64_t)index >= a->length))
		rt_trap_index(place, index, a->length);
	return (char *)a->data + (size_t)index * size;
}

static inline void *rt_bytes_at(const struct rt_bytes *b, int64_t index, size_t size, const struct rt_place *place)
{
	if (RT_UNLIKELY((uint64_t)index >= b->length))
		rt_trap_index(place, index, b->length);
	return (char *)b->data + (size_t)index * size;
}

/* ---- objects ---- */
static inline void *rt_not_null(const void *object, const struct rt_place *place)
{
	if (RT_UNLIKELY(object == NULL))
		rt_trap(place, "null");
	return (void *)(uintptr_t)object;
}

/* Is it an instance of the class with these numbers, or of one that extends it? NULL is not. */
static inline bool rt_is_instance(const void *object, uint32_t first, uint32_t last)
{
	const struct rt_object *o = object;
	return o != NULL && o->class->first - first <= last - first;
}

/* NULL stays NULL. */
static inline void *rt_cast(const void *object, uint32_t first, uint32_t last, const struct rt_place *place)
{
	if (RT_UNLIKELY(object != NULL && !rt_is_instance(object, first, last)))
		rt_trap(place, "the object is of another class");
	return (void *)(uintptr_t)object;
}

/* The object where `is` holds; a trap otherwise. */
static inline void *rt_cast_if(const void *object, bool is, const struct rt_place *place)
{
	if (RT_UNLIKELY(!is))
		rt_trap(place, "the object is of another class");
	return (void *)(uintptr_t)object;
}

/* ---- values of several kinds ---- */
static inline bool rt_has_class(const void *value, const struct rt_class *class)
{
	return ((const struct rt_object *)value)->class == class;
}

/* An instance of one of the program's classes. */
static inline bool rt_is_program_object(const void *value)
{
	return ((const struct rt_object *)value)->class->first < RT_BOX_CLASS;
}

/* Neither that nor one of the library's. */
static inline bool rt_is_function(const void *value)
{
	return ((const struct rt_object *)value)->class->last == RT_FUNCTION;
}

/* The box, which `class` says it is. */
static inline void *rt_unbox(const void *value, const struct rt_class *class, const struct rt_place *place)
{
	if (RT_UNLIKELY(!rt_has_class(value, class)))
		rt_trap(place, "the value is of another type");
	return (void *)(uintptr_t)value;
}

/* ---- writing a counted place: the new value first, then the old one's count goes down ---- */
/* `place` becomes one more owner of `value`. */
#define RT_ASSIGN(place, value)                                                                                        \
	do {                                                                                                           \
		__typeof__(place) *rt_assigned_place = &(place);                                                       \
		void *rt_assigned_value = rt_retain(value);                                                            \
		void *rt_assigned_before = *rt_assigned_place;                                                         \
		*rt_assigned_place = rt_assigned_value;                                                                \
		rt_release(rt_assigned_before);                                                                        \
	} while (0)
/* `place` takes over what the variable `from` owns. */
#define RT_MOVE(place, from)                                                                                           \
	do {                                                                                                           \
		__typeof__(place) *rt_assigned_place = &(place);                                                       \
		void *rt_assigned_before = *rt_assigned_place;                                                         \
		*rt_assigned_place = (void *)(from);                                                                   \
		(from) = NULL;                                                                                         \
		rt_release(rt_assigned_before);                                                                        \
	} while (0)

static inline bool rt_string_equal_or_null(const struct rt_string *a, const struct rt_string *b)
{
	return a == b || (a != NULL && b != NULL && rt_string_equal(a, b));
}

/* ---- `T | null` of scalars ---- */
#define RT_DEFINE_OPTIONAL(name, type)                                                                                 \
	struct rt_optional_##name {                                                                                    \
		bool has;                                                                                              \
		type value;                                                                                            \
	};                                                                                                             \
	static inline type rt_optional_##name##_value(                                                                 \
		struct rt_optional_##name optional, const struct rt_place *place)                                      \
	{                                                                                                              \
		if (RT_UNLIKELY(!optional.has))                                                                        \
			rt_trap(place, "null");                                                                        \
		return optional.value;                                                                                 \
	}                                                                                                              \
	static inline bool rt_optional_##name##_equal(struct rt_optional_##name a, struct rt_optional_##name b)        \
	{                                                                                                              \
		return a.has == b.has && (!a.has || a.value == b.value);                                               \
	}
RT_DEFINE_OPTIONAL(bool, bool)
RT_DEFINE_OPTIONAL(u8, uint8_t)
RT_DEFINE_OPTIONAL(u16, uint16_t)
RT_DEFINE_OPTIONAL(u32, uint32_t)
RT_DEFINE_OPTIONAL(u64, uint64_t)
RT_DEFINE_OPTIONAL(i8, int8_t)
RT_DEFINE_OPTIONAL(i16, int16_t)
RT_DEFINE_OPTIONAL(i32, int32_t)
RT_DEFINE_OPTIONAL(i64, int64_t)

#endif
