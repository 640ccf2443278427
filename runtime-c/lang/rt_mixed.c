/* Values of several kinds. */
#include "rt_internal.h"

static const struct rt_class null_class = {
	.name = "null",
	.size = sizeof(struct rt_object),
	.first = RT_NO_CLASS,
	.last = RT_NO_CLASS,
};
struct rt_object rt_null = {RT_IMMORTAL, 0, &null_class};

static bool is_box(const struct rt_object *value)
{
	return value->class->first == RT_BOX_CLASS;
}

/* The box's scalar, as bits that are equal when the values are the same key: -0 is 0, NaN is NaN. */
static uint64_t bits_of(const struct rt_object *box)
{
	static const uint8_t sizes[] = {
		[RT_U8] = 1,
		[RT_U16] = 2,
		[RT_U32] = 4,
		[RT_U64] = 8,
		[RT_I8] = 1,
		[RT_I16] = 2,
		[RT_I32] = 4,
		[RT_I64] = 8,
		[RT_BOOL] = 1,
		[RT_F64] = 8,
	};
	uint64_t bits = 0;
	memcpy(&bits, box + 1, sizes[box->class->last]);
	if (box->class->last == RT_F64 && bits << 1 == 0)
		return 0;
	return bits;
}

/* Exponent all ones, and something behind it. */
static bool is_nan(const struct rt_object *box)
{
	return box->class->last == RT_F64 && bits_of(box) << 1 > 0xffe0000000000000u;
}

bool rt_mixed_same(const void *left, const void *right)
{
	const struct rt_object *a = left;
	const struct rt_object *b = right;
	if (a == NULL || b == NULL || a->class != b->class)
		return a == b;
	if (is_box(a))
		return bits_of(a) == bits_of(b) || (is_nan(a) && is_nan(b));
	if (a->class == &rt_string_class)
		return rt_string_equal((const struct rt_string *)a, (const struct rt_string *)b);
	return a == b;
}

bool rt_mixed_equal(const void *left, const void *right)
{
	const struct rt_object *a = left;
	return rt_mixed_same(left, right) && (a == NULL || !is_box(a) || !is_nan(a));
}

uint32_t rt_mixed_hash(struct rt_object *value)
{
	if (value == NULL)
		return 0;
	if (is_box(value))
		return rt_hash_bits(is_nan(value) ? 0 : bits_of(value));
	if (value->class == &rt_string_class)
		return rt_string_hash((struct rt_string *)value);
	return rt_hash_bits((uint64_t)(uintptr_t)value);
}
