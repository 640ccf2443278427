/* Numbers as text: Number.prototype.toString and BigInt.prototype.toString for integers. */
#include "rt_internal.h"

/* A sign and 64 binary digits. */
#define LONGEST 65

static struct rt_string *format(uint64_t magnitude, bool negative, int64_t radix)
{
	char digits[LONGEST];
	char *at = digits + LONGEST;
	do {
		*--at = "0123456789abcdefghijklmnopqrstuvwxyz"[magnitude % (uint64_t)radix];
		magnitude /= (uint64_t)radix;
	} while (magnitude != 0);
	if (negative)
		*--at = '-';
	return rt_string_new(at, (uint32_t)(digits + LONGEST - at));
}

struct rt_string *rt_string_from_signed(int64_t value, int64_t radix)
{
	return value < 0 ? format(0 - (uint64_t)value, true, radix) : format((uint64_t)value, false, radix);
}

struct rt_string *rt_string_from_unsigned(uint64_t value, int64_t radix)
{
	return format(value, false, radix);
}
