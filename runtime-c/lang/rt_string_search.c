/* Strings: comparing and searching. */
#include "rt_text.h"
#include "rt_utf8.h"

bool rt_string_equal(const struct rt_string *a, const struct rt_string *b)
{
	if (a == b)
		return true;
	/* NULL is the missing value of an optional string. */
	if (a == NULL || b == NULL || a->bytes != b->bytes)
		return false;
	return rt_same_text(a->text, b->text, a->bytes);
}

static uint32_t common_bytes(const struct rt_string *a, const struct rt_string *b)
{
	uint32_t shorter = a->bytes < b->bytes ? a->bytes : b->bytes;
	uint32_t same = 0;
	while (same < shorter && a->text[same] == b->text[same])
		same++;
	return same;
}

/*
 * Bytes and units give different orders only where a character of two units meets one of three bytes: U+E000 to U+FFFF
 * come after surrogates. So the first difference is found by bytes and judged by units, from the start of its character
 * on.
 */
int rt_string_compare(const struct rt_string *a, const struct rt_string *b)
{
	uint32_t same = common_bytes(a, b);
	if (same == a->bytes || same == b->bytes)
		return a->bytes < b->bytes ? -1 : a->bytes > b->bytes;
	while (same > 0 && ((uint8_t)a->text[same] & 0xc0u) == 0x80u)
		same--;
	struct rt_units in_a = {a->text + same, a->text + a->bytes, 0};
	struct rt_units in_b = {b->text + same, b->text + b->bytes, 0};
	uint32_t unit_a = rt_units_next(&in_a);
	uint32_t unit_b = rt_units_next(&in_b);
	while (unit_a == unit_b) {
		unit_a = rt_units_next(&in_a);
		unit_b = rt_units_next(&in_b);
	}
	if (unit_a == UINT32_MAX || unit_b == UINT32_MAX)
		return unit_a == UINT32_MAX ? -1 : 1;
	return unit_a < unit_b ? -1 : 1;
}

static inline uint64_t fold(uint64_t h, uint64_t word)
{
	h = (h ^ word) * 0xbf58476d1ce4e5b9u;
	return h ^ h >> 32;
}

/*
 * Bits 31:0 of a multiply-and-fold hash over 8 bytes at a time; the multipliers are those of SplitMix64. The last two
 * words are multiplied side by side: what waits for the hash waits for two products, not three.
 */
static uint32_t hash_bytes(const char *text, uint32_t bytes)
{
	uint64_t h = bytes + 0x9e3779b97f4a7c15u;
	for (; bytes > RT_SHORT_TEXT; bytes -= 8, text += 8)
		h = fold(h, rt_load64(text));
	struct rt_ends ends = rt_ends_of(text, bytes);
	uint64_t last = ends.last * 0x94d049bb133111ebu;
	h = fold(h, ends.first) ^ (last << 32 | last >> 32);
	h *= 0x94d049bb133111ebu;
	return (uint32_t)(h >> 32);
}

/* Two CPUs may compute it at once: they store the same value. */
uint32_t rt_string_hash(struct rt_string *s)
{
	uint32_t hash = __atomic_load_n(&s->hash, __ATOMIC_RELAXED);
	if (hash != 0)
		return hash;
	hash = hash_bytes(s->text, s->bytes);
	if (hash == 0)
		hash = 1;
	__atomic_store_n(&s->hash, hash, __ATOMIC_RELAXED);
	return hash;
}

/* Whether a half of a character of two units could be the match: then bytes cannot be compared with bytes. */
static bool may_match_half(const struct rt_string *needle)
{
	return rt_utf8_first_low_surrogate(needle->text, needle->bytes) != 0 ||
	       rt_utf8_last_high_surrogate(needle->text, needle->bytes) != 0;
}

static bool units_match(struct rt_units in, const struct rt_string *needle)
{
	struct rt_units wanted = {needle->text, needle->text + needle->bytes, 0};
	for (uint32_t unit = rt_units_next(&wanted); unit != UINT32_MAX; unit = rt_units_next(&wanted)) {
		if (rt_units_next(&in) != unit)
			return false;
	}
	return true;
}

static bool bytes_match(struct rt_units in, const struct rt_string *needle)
{
	return in.low == 0 && (size_t)(in.end - in.at) >= needle->bytes &&
	       memcmp(in.at, needle->text, needle->bytes) == 0;
}

/* The units of `s` from unit `from` on. */
static struct rt_units units_from(const struct rt_string *s, int64_t from)
{
	bool second_half = false;
	struct rt_units in = {rt_string_find_unit(s, (uint32_t)from, &second_half), s->text + s->bytes, 0};
	if (second_half)
		(void)rt_units_next(&in);
	return in;
}

/*
 * First match at a unit of `from` to `to`, or the last one. Texts are short (names, lines), so each place is
 * tried in turn. Matches of whole characters start at a character, so bytes are compared there.
 */
static int64_t search(const struct rt_string *s, const struct rt_string *needle, int64_t from, int64_t to, bool last)
{
	bool halves = may_match_half(needle);
	int64_t found = -1;
	if (from > to)
		return found;
	struct rt_units in = units_from(s, from);
	for (int64_t unit = from; unit <= to && (last || found < 0); unit++) {
		if (halves ? units_match(in, needle) : bytes_match(in, needle))
			found = unit;
		(void)rt_units_next(&in);
	}
	return found;
}

/* The same for texts of ASCII alone, where a unit is a byte. */
static int64_t search_ascii(
	const struct rt_string *s, const struct rt_string *needle, int64_t from, int64_t to, bool last)
{
	int64_t step = last ? -1 : 1;
	for (int64_t at = last ? to : from; at >= from && at <= to; at += step) {
		if (memcmp(s->text + at, needle->text, needle->bytes) == 0)
			return at;
	}
	return -1;
}

static int64_t search_range(
	const struct rt_string *s, const struct rt_string *needle, int64_t from, int64_t to, bool last)
{
	if (s->bytes != s->units)
		return search(s, needle, from, to, last);
	return needle->bytes == needle->units ? search_ascii(s, needle, from, to, last) : -1;
}

/* `from` below 0 is 0, above the length the length; "" is found there. */
int64_t rt_string_index_of(const struct rt_string *s, const struct rt_string *needle, int64_t from)
{
	int64_t latest = (int64_t)s->units - (int64_t)needle->units;
	if (needle->units == 0)
		return from < 0 ? 0 : from < latest ? from : latest;
	return search_range(s, needle, from < 0 ? 0 : from, latest, false);
}

/* The last match that starts at `from` or before it; "" is found everywhere. */
int64_t rt_string_last_index_of(const struct rt_string *s, const struct rt_string *needle, int64_t from)
{
	int64_t latest = (int64_t)s->units - (int64_t)needle->units;
	int64_t start = from < 0 ? 0 : from;
	if (start > latest)
		start = latest;
	return needle->units == 0 ? start : search_range(s, needle, 0, start, true);
}
