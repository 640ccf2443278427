/*
 * Number.prototype.toString(radix): the standard leaves the digits of fractions open. As V8 has it: digits until what
 * is left is less than half the distance to the next double, the last one rounded; digits of integers beyond 2^53 that
 * a double does not know are 0.
 */
#include "rt_float.h"

/* 1024 binary digits before the point, 1074 behind it, and the carry. */
#define HALF 1100u

struct radix_text {
	char characters[2 * HALF + 8];
	uint32_t start; /* of the integer part, which grows down from HALF */
	uint32_t end;	/* of the fraction, whose point is at HALF */
};

static const char radix_digits[] = "0123456789abcdefghijklmnopqrstuvwxyz";

static int32_t digit_value(char c)
{
	return c <= '9' ? c - '0' : c - 'a' + 10;
}

/* Adds one to the last digit; true: the carry goes on into the integer part, and no digit is left. */
static bool round_up(struct radix_text *t, int32_t radix)
{
	while (t->end > HALF + 1) {
		int32_t digit = digit_value(t->characters[t->end - 1]) + 1;
		if (digit < radix) {
			t->characters[t->end - 1] = radix_digits[digit];
			return false;
		}
		t->end--;
	}
	t->end = HALF;
	return true;
}

/* Half the distance from `value` to the next double above. */
static double half_step(double value)
{
	uint64_t bits;
	double next;
	__builtin_memcpy(&bits, &value, sizeof(bits));
	bits++;
	__builtin_memcpy(&next, &bits, sizeof(next));
	double half = 0.5 * (next - value);
	return half > 0 ? half : 0x1p-1074;
}

/* True: rounding carries into the integer part. */
static bool put_fraction(struct radix_text *t, double fraction, double delta, int32_t radix)
{
	t->characters[t->end++] = '.';
	do {
		fraction *= radix;
		delta *= radix;
		int32_t digit = (int32_t)fraction;
		t->characters[t->end++] = radix_digits[digit];
		fraction -= digit;
		if ((fraction > 0.5 || (fraction == 0.5 && digit % 2 == 1)) && fraction + delta > 1)
			return round_up(t, radix);
	} while (fraction >= delta);
	return false;
}

static void put_integer(struct radix_text *t, double integer, int32_t radix)
{
	for (; integer / radix >= 0x1p53; integer /= radix)
		t->characters[--t->start] = '0';
	do {
		double digit = __builtin_fmod(integer, radix);
		t->characters[--t->start] = radix_digits[(int32_t)digit];
		integer = (integer - digit) / radix;
	} while (integer > 0);
}

struct rt_string *rt_double_to_radix(double value, int64_t wanted)
{
	struct radix_text t = {.start = HALF, .end = HALF};
	int32_t radix = (int32_t)wanted;
	double magnitude = __builtin_fabs(value);
	if (!(magnitude <= __DBL_MAX__) || radix == 10)
		return rt_string_from_double(value);
	double integer = __builtin_floor(magnitude);
	double delta = half_step(magnitude);
	if (magnitude - integer >= delta && put_fraction(&t, magnitude - integer, delta, radix))
		integer += 1;
	put_integer(&t, integer, radix);
	if (value < 0)
		t.characters[--t.start] = '-';
	return rt_string_new(t.characters + t.start, t.end - t.start);
}
