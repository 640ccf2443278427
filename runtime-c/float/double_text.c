/* Doubles as JavaScript writes them: Number::toString of ECMA-262, section 6.1.6.1.20. */
#include "double_digits.h"
#include "rt_float.h"
#include <string.h>

struct text {
	char *at;
};

static void put(struct text *t, char c)
{
	*t->at++ = c;
}

static void put_all(struct text *t, const char *from, uint32_t count)
{
	memcpy(t->at, from, count);
	t->at += count;
}

static void put_zeros(struct text *t, int32_t count)
{
	for (; count > 0; count--)
		put(t, '0');
}

static void put_integer(struct text *t, uint64_t value)
{
	char digits[20];
	uint32_t count = 0;
	do {
		digits[sizeof(digits) - ++count] = (char)('0' + value % 10);
		value /= 10;
	} while (value != 0);
	put_all(t, digits + sizeof(digits) - count, count);
}

static void put_exponent(struct text *t, const struct rt_digits *d)
{
	int32_t exponent = d->point - 1;
	put(t, d->digit[0]);
	if (d->count > 1) {
		put(t, '.');
		put_all(t, d->digit + 1, d->count - 1);
	}
	put(t, 'e');
	put(t, exponent < 0 ? '-' : '+');
	put_integer(t, (uint64_t)(exponent < 0 ? -exponent : exponent));
}

/* From 1e-7 to below 1e21 without an exponent. */
static void put_digits(struct text *t, const struct rt_digits *d)
{
	int32_t count = (int32_t)d->count;
	if (d->point > 21 || d->point <= -6) {
		put_exponent(t, d);
	} else if (d->point <= 0) {
		put_all(t, "0.", 2);
		put_zeros(t, -d->point);
		put_all(t, d->digit, d->count);
	} else if (d->point >= count) {
		put_all(t, d->digit, d->count);
		put_zeros(t, d->point - count);
	} else {
		put_all(t, d->digit, (uint32_t)d->point);
		put(t, '.');
		put_all(t, d->digit + d->point, (uint32_t)(count - d->point));
	}
}

static uint32_t constant(char *text, const char *words)
{
	uint32_t length = (uint32_t)strlen(words);
	memcpy(text, words, length);
	return length;
}

uint32_t rt_double_text(double value, char text[RT_DOUBLE_TEXT])
{
	if (value != value)
		return constant(text, "NaN");
	struct text t = {text};
	if (value < 0)
		put(&t, '-');
	double magnitude = __builtin_fabs(value);
	if (magnitude > __DBL_MAX__)
		return (uint32_t)(t.at - text) + constant(t.at, "Infinity");
	/* Integers below 2^53 have their own digits. */
	if (magnitude < 0x1p53 && (double)(uint64_t)magnitude == magnitude) {
		put_integer(&t, (uint64_t)magnitude);
	} else {
		struct rt_digits digits = rt_shortest_digits(magnitude);
		put_digits(&t, &digits);
	}
	return (uint32_t)(t.at - text);
}

struct rt_string *rt_string_from_double(double value)
{
	char text[RT_DOUBLE_TEXT];
	uint32_t length = rt_double_text(value, text);
	return rt_string_new(text, length);
}
