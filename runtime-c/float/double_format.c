/* toFixed, toPrecision and toExponential: ECMA-262, section 21.1.3. Of two decimals that are equally close, JavaScript
 * takes the greater. */
#include "double_digits.h"
#include "rt_float.h"
#include <stdio.h>
#include <string.h>

/* No double has more significant digits: 2^-1074 has 751, the greatest below 2^-1022 has 767. */
#define EXACT_DIGITS 767
/* toFixed shows up to 21 digits before the point, and all up to 100 behind it. */
#define LONGEST_TEXT 160

/* All digits of a number; 0.DIGITS * 10^point. */
struct exact {
	char digit[EXACT_DIGITS];
	int32_t count;
	int32_t point;
};

/* `value` is finite and not negative; printf's digits are exact. */
static void exact_digits(double value, struct exact *e)
{
	char text[EXACT_DIGITS + 16];
	snprintf(text, sizeof(text), "%.*e", EXACT_DIGITS - 1, value);
	e->digit[0] = text[0];
	memcpy(e->digit + 1, text + 2, EXACT_DIGITS - 1);
	e->count = EXACT_DIGITS;
	int32_t exponent = 0;
	sscanf(text + EXACT_DIGITS + 2, "%d", &exponent);
	e->point = value == 0 ? 1 : exponent + 1;
}

/* Rounds to `count` digits, which may be 0 or less; a carry beyond the first digit makes the number one digit longer.
 */
static void round_digits(struct exact *e, int32_t count)
{
	bool up = count >= 0 && count < e->count && e->digit[count] >= '5';
	e->count = count < 0 ? 0 : count;
	int32_t at = e->count;
	while (up && at > 0 && e->digit[at - 1] == '9')
		e->digit[--at] = '0';
	if (!up)
		return;
	if (at > 0) {
		e->digit[at - 1]++;
		return;
	}
	memmove(e->digit + 1, e->digit, (size_t)e->count);
	e->digit[0] = '1';
	e->count++;
	e->point++;
}

struct text {
	char characters[LONGEST_TEXT];
	uint32_t length;
};

static void put(struct text *t, char c)
{
	t->characters[t->length++] = c;
}

/* Digits `from` to `to - 1`; those that are not there are zeros. */
static void put_digits(struct text *t, const struct exact *e, int32_t from, int32_t to)
{
	for (int32_t i = from; i < to; i++)
		put(t, i >= 0 && i < e->count ? e->digit[i] : '0');
}

/* D.DDD of `count` digits, with `fraction` of them behind the point. */
static void put_decimal(struct text *t, const struct exact *e, int32_t fraction)
{
	if (e->point <= 0)
		put(t, '0');
	else
		put_digits(t, e, 0, e->point);
	if (fraction > 0) {
		put(t, '.');
		put_digits(t, e, e->point, e->point + fraction);
	}
}

static void put_exponential(struct text *t, const struct exact *e, int32_t count)
{
	put_digits(t, e, 0, 1);
	if (count > 1) {
		put(t, '.');
		put_digits(t, e, 1, count);
	}
	t->length += (uint32_t)snprintf(t->characters + t->length, 8, "e%+d", e->point - 1);
}

static struct rt_string *finish(const struct text *t)
{
	return rt_string_new(t->characters, t->length);
}

static bool is_finite(double value)
{
	return __builtin_fabs(value) <= __DBL_MAX__;
}

static void start(struct text *t, double value)
{
	t->length = 0;
	if (value < 0)
		put(t, '-');
}

struct rt_string *rt_double_to_fixed(double value, int64_t fraction)
{
	struct text t;
	struct exact e;
	if (!(__builtin_fabs(value) < 1e21))
		return rt_string_from_double(value);
	start(&t, value);
	exact_digits(__builtin_fabs(value), &e);
	round_digits(&e, e.point + (int32_t)fraction);
	put_decimal(&t, &e, (int32_t)fraction);
	return finish(&t);
}

struct rt_string *rt_double_to_precision(double value, int64_t precision)
{
	struct text t;
	struct exact e;
	int32_t count = (int32_t)precision;
	if (!is_finite(value))
		return rt_string_from_double(value);
	start(&t, value);
	exact_digits(__builtin_fabs(value), &e);
	round_digits(&e, count);
	if (e.point - 1 < -6 || e.point > count)
		put_exponential(&t, &e, count);
	else
		put_decimal(&t, &e, count - e.point);
	return finish(&t);
}

struct rt_string *rt_double_to_exponential(double value, int64_t fraction)
{
	struct text t;
	struct exact e;
	if (!is_finite(value))
		return rt_string_from_double(value);
	start(&t, value);
	exact_digits(__builtin_fabs(value), &e);
	round_digits(&e, (int32_t)fraction + 1);
	put_exponential(&t, &e, (int32_t)fraction + 1);
	return finish(&t);
}

/* With as many digits as the value needs. */
struct rt_string *rt_double_to_shortest_exponential(double value)
{
	struct text t;
	struct exact e = {.digit = "0", .count = 1, .point = 1};
	if (!is_finite(value))
		return rt_string_from_double(value);
	start(&t, value);
	if (value != 0) {
		struct rt_digits shortest = rt_shortest_digits(__builtin_fabs(value));
		memcpy(e.digit, shortest.digit, shortest.count);
		e.count = (int32_t)shortest.count;
		e.point = shortest.point;
	}
	put_exponential(&t, &e, e.count);
	return finish(&t);
}
