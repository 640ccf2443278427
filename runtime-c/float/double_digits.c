/*
 * The algorithm of Steele and White in Dybvig's form ("How to print floating-point numbers accurately", PLDI 1990;
 * Burger and Dybvig, PLDI 1996): the value and the distances to its neighbours as fractions of big numbers, a digit at
 * a time until what is left is closer to this double than to any other.
 */
#include "double_digits.h"
#include "big.h"
#include <stdbool.h>
#include <string.h>

/* value = significand * 2^exponent */
struct parts {
	uint64_t significand;
	int32_t exponent;
	bool closer_below; /* the next double below is half as far as the one above */
};

/* IEEE 754 binary64: 52 bits of fraction, 11 of exponent with a bias of 1023. */
static struct parts parts_of(double value)
{
	uint64_t bits;
	memcpy(&bits, &value, sizeof(bits));
	uint64_t fraction = bits & ((UINT64_C(1) << 52) - 1);
	int32_t biased = (int32_t)(bits >> 52) & 0x7ff;
	if (biased == 0)
		return (struct parts){fraction, -1074, false};
	return (struct parts){fraction | (UINT64_C(1) << 52), biased - 1075, fraction == 0 && biased > 1};
}

/* The value is rest / scale; above / scale and below / scale are half the distances to its neighbours. */
struct state {
	struct rt_big rest;
	struct rt_big scale;
	struct rt_big above;
	struct rt_big below;
	bool is_even; /* what lies just between two doubles is read as the even one */
};

static void start(struct state *s, struct parts p)
{
	uint32_t extra = p.closer_below ? 2 : 1;
	uint32_t up = p.exponent > 0 ? (uint32_t)p.exponent : 0;
	uint32_t down = p.exponent < 0 ? (uint32_t)-p.exponent : 0;
	rt_big_set(&s->rest, p.significand, up + extra);
	rt_big_set(&s->scale, 1, down + extra);
	rt_big_set(&s->above, 1, up + extra - 1);
	rt_big_set(&s->below, 1, up);
	s->is_even = (p.significand & 1) == 0;
}

static void times_ten(struct state *s)
{
	rt_big_multiply(&s->rest, 10);
	rt_big_multiply(&s->above, 10);
	rt_big_multiply(&s->below, 10);
}

/* Would rounding what is left up to the next digit still give this double? */
static bool reaches_up(const struct state *s)
{
	int order = rt_big_compare_sum(&s->rest, &s->above, &s->scale);
	return s->is_even ? order >= 0 : order > 0;
}

static bool reaches_down(const struct state *s)
{
	int order = rt_big_compare(&s->rest, &s->below);
	return s->is_even ? order <= 0 : order < 0;
}

/* Scales to 0.1 <= value < 1, or to where rounding leads; gives the power of ten. */
static int32_t scale_by_tens(struct state *s, struct parts p)
{
	int32_t bits = p.exponent + 63 - __builtin_clzll(p.significand);
	/* log10(2) from below in 2^-20: the estimate is right or one too small. */
	int32_t point = (int32_t)(((int64_t)bits * 315652) >> 20);
	if (point >= 0) {
		rt_big_multiply_power_of_ten(&s->scale, (uint32_t)point);
	} else {
		rt_big_multiply_power_of_ten(&s->rest, (uint32_t)-point);
		rt_big_multiply_power_of_ten(&s->above, (uint32_t)-point);
		rt_big_multiply_power_of_ten(&s->below, (uint32_t)-point);
	}
	for (; reaches_up(s); point++)
		rt_big_multiply(&s->scale, 10);
	return point;
}

/* The last digit, `digit` or one more: whichever is closer; of two as close the even one. */
static uint32_t last_digit(const struct state *s, uint32_t digit, bool down, bool up)
{
	if (!down || !up)
		return up ? digit + 1 : digit;
	int order = rt_big_compare_sum(&s->rest, &s->rest, &s->scale);
	return order < 0 || (order == 0 && digit % 2 == 0) ? digit : digit + 1;
}

struct rt_digits rt_shortest_digits(double value)
{
	struct parts p = parts_of(value);
	struct state s;
	start(&s, p);
	struct rt_digits digits = {.count = 0, .point = scale_by_tens(&s, p)};
	for (;;) {
		times_ten(&s);
		uint32_t digit = rt_big_divide(&s.rest, &s.scale);
		bool down = reaches_down(&s);
		bool up = reaches_up(&s);
		if (down || up)
			digit = last_digit(&s, digit, down, up);
		digits.digit[digits.count++] = (char)('0' + digit);
		if (down || up)
			return digits;
	}
}
