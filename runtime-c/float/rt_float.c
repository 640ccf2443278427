/* What of doubles is rare enough to be out of line. */
#include "rt_float.h"
#include <stdio.h>

_Noreturn void rt_trap_double(const struct rt_place *place, double value, const char *type)
{
	char text[RT_DOUBLE_TEXT];
	char reason[96];
	text[rt_double_text(value, text)] = '\0';
	snprintf(reason, sizeof(reason), "value %s does not fit %s", text, type);
	rt_trap(place, reason);
}

_Noreturn void rt_trap_quotient(const struct rt_place *place, int64_t dividend, const char *type)
{
	double quotient = dividend == 0 ? __builtin_nan("") : __builtin_inf();
	rt_trap_double(place, dividend < 0 ? -quotient : quotient, type);
}

/* Beyond 2^63 a double is an integer of 53 bits and zeros: modulo 2^32 by the remainder, which is exact. */
uint32_t rt_low32_slow(double value)
{
	if (!(__builtin_fabs(value) <= __DBL_MAX__))
		return 0;
	int64_t rest = (int64_t)__builtin_fmod(value, 0x1p32);
	return (uint32_t)(uint64_t)rest;
}
