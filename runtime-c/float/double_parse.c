/* Text as doubles: Number(text), parseFloat, parseInt. The digits' value is strtod's, which is exact. */
#include "rt_float.h"
#include <stdlib.h>
#include <string.h>

struct reader {
	const char *at;
	const char *end;
};

/* Bytes of the white space or line end at the reader's place; 0 for anything else. ECMA-262, sections 12.2 and 12.3. */
static uint32_t space_at(const struct reader *r)
{
	/* U+00A0, U+1680, U+2000 to U+200A, U+2028, U+2029, U+202F, U+205F, U+3000, U+FEFF in UTF-8. */
	static const char *const spaces[] = {"\xc2\xa0", "\xe1\x9a\x80", "\xe2\x80\x80", "\xe2\x80\x81", "\xe2\x80\x82",
		"\xe2\x80\x83", "\xe2\x80\x84", "\xe2\x80\x85", "\xe2\x80\x86", "\xe2\x80\x87", "\xe2\x80\x88",
		"\xe2\x80\x89", "\xe2\x80\x8a", "\xe2\x80\xa8", "\xe2\x80\xa9", "\xe2\x80\xaf", "\xe2\x81\x9f",
		"\xe3\x80\x80", "\xef\xbb\xbf"};
	if (r->at == r->end)
		return 0;
	char c = *r->at;
	if (c == ' ' || (c >= '\t' && c <= '\r'))
		return 1;
	for (uint32_t i = 0; i < sizeof(spaces) / sizeof(spaces[0]); i++) {
		size_t length = strlen(spaces[i]);
		if ((size_t)(r->end - r->at) >= length && memcmp(r->at, spaces[i], length) == 0)
			return (uint32_t)length;
	}
	return 0;
}

static void skip_spaces(struct reader *r)
{
	for (uint32_t bytes = space_at(r); bytes > 0; bytes = space_at(r))
		r->at += bytes;
}

static struct reader reader_of(const struct rt_string *s)
{
	struct reader r = {s->text, s->text + s->bytes};
	skip_spaces(&r);
	return r;
}

static bool take(struct reader *r, const char *word)
{
	size_t length = strlen(word);
	if ((size_t)(r->end - r->at) < length || memcmp(r->at, word, length) != 0)
		return false;
	r->at += length;
	return true;
}

/* -1 where there is none. */
static int32_t digit_at(const struct reader *r, int32_t radix)
{
	if (r->at == r->end)
		return -1;
	char c = *r->at;
	int32_t digit = c >= '0' && c <= '9' ? c - '0' : (c | 32) >= 'a' && (c | 32) <= 'z' ? (c | 32) - 'a' + 10 : -1;
	return digit < radix ? digit : -1;
}

static uint32_t skip_digits(struct reader *r)
{
	const char *before = r->at;
	while (digit_at(r, 10) >= 0)
		r->at++;
	return (uint32_t)(r->at - before);
}

/* Takes `12`, `1.5`, `.5`, `1e9` without a sign; false where there is none. An exponent without digits is not part of
 * it. */
static bool take_decimal(struct reader *r, double *value)
{
	const char *before = r->at;
	uint32_t digits = skip_digits(r);
	if (r->at < r->end && *r->at == '.') {
		struct reader fraction = {r->at + 1, r->end};
		uint32_t more = skip_digits(&fraction);
		if (digits + more > 0)
			r->at = fraction.at;
		digits += more;
	}
	if (digits == 0)
		return false;
	if (r->at < r->end && (*r->at | 32) == 'e') {
		struct reader exponent = {r->at + 1, r->end};
		if (!take(&exponent, "+"))
			(void)take(&exponent, "-");
		if (skip_digits(&exponent) > 0)
			r->at = exponent.at;
	}
	/* `0x10` would be a hexadecimal number to strtod. */
	*value = r->at - before == 1 && *before == '0' ? 0 : strtod(before, NULL);
	return true;
}

static bool take_signed(struct reader *r, double *value)
{
	bool negative = take(r, "-");
	if (!negative)
		(void)take(r, "+");
	if (take(r, "Infinity"))
		*value = __builtin_inf();
	else if (!take_decimal(r, value))
		return false;
	if (negative)
		*value = -*value;
	return true;
}

double rt_parse_float(const struct rt_string *s)
{
	struct reader r = reader_of(s);
	double value = 0;
	return take_signed(&r, &value) ? value : __builtin_nan("");
}

/* Digits of a radix that is a power of two, rounded to the nearest double, halves to even. */
static double take_bits(struct reader *r, int32_t radix, int32_t bits)
{
	uint64_t kept = 0;
	int32_t dropped = 0;
	bool rest = false;
	for (int32_t digit = digit_at(r, radix); digit >= 0; digit = digit_at(r, radix)) {
		r->at++;
		for (int32_t bit = bits - 1; bit >= 0; bit--) {
			uint64_t next = (uint64_t)digit >> bit & 1;
			if (kept >> 62 == 0) {
				kept = kept << 1 | next;
			} else {
				rest = rest || next == 1;
				dropped++;
			}
		}
	}
	/* 63 bits are rounded to 53 by the conversion; what was dropped only tells halves from more than halves. */
	return __builtin_ldexp((double)(kept | rest), dropped);
}

/* Beyond 310 digits every number is infinite. */
#define LONGEST_DECIMAL 311

static double take_decimal_integer(struct reader *r)
{
	char digits[LONGEST_DECIMAL + 1];
	uint32_t count = 0;
	while (digit_at(r, 10) == 0)
		r->at++;
	for (; digit_at(r, 10) >= 0; r->at++) {
		if (count < LONGEST_DECIMAL)
			digits[count++] = *r->at;
	}
	digits[count] = '\0';
	return strtod(digits, NULL);
}

/* The digits at the reader's place; there is at least one. Radices that are no power of two may lose digits beyond
 * 2^53, as in JavaScript. */
static double take_integer(struct reader *r, int32_t radix)
{
	if (radix == 10)
		return take_decimal_integer(r);
	if ((radix & (radix - 1)) == 0)
		return take_bits(r, radix, __builtin_ctz((unsigned)radix));
	double value = 0;
	for (int32_t digit = digit_at(r, radix); digit >= 0; digit = digit_at(r, radix)) {
		value = value * radix + digit;
		r->at++;
	}
	return value;
}

double rt_parse_int(const struct rt_string *s, int64_t wanted)
{
	struct reader r = reader_of(s);
	bool negative = take(&r, "-");
	if (!negative)
		(void)take(&r, "+");
	int32_t radix = (int32_t)wanted;
	if ((radix == 0 || radix == 16) && (take(&r, "0x") || take(&r, "0X")))
		radix = 16;
	if (radix == 0)
		radix = 10;
	if (radix < 2 || radix > 36 || digit_at(&r, radix) < 0)
		return __builtin_nan("");
	double value = take_integer(&r, radix);
	return negative ? -value : value;
}

/* `0x1f`, `0o17`, `0b101`: -1 where the text is none of these; no sign is allowed. */
static int32_t take_prefix(struct reader *r)
{
	if (take(r, "0x") || take(r, "0X"))
		return 16;
	if (take(r, "0o") || take(r, "0O"))
		return 8;
	return take(r, "0b") || take(r, "0B") ? 2 : -1;
}

/* Number(text): all of it must be a number; nothing at all is 0. */
double rt_double_of_string(const struct rt_string *s)
{
	struct reader r = reader_of(s);
	double value = 0;
	if (r.at == r.end)
		return 0;
	int32_t radix = take_prefix(&r);
	bool found = radix > 0 ? digit_at(&r, radix) >= 0 : take_signed(&r, &value);
	if (found && radix > 0)
		value = take_integer(&r, radix);
	skip_spaces(&r);
	return found && r.at == r.end ? value : __builtin_nan("");
}
