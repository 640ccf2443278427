/* The reasons of traps that carry numbers, put into words without any library. */
#include "rt.h"

/* Longest text: two 64-bit numbers and the words around them. */
struct reason {
	char text[96];
	uint32_t length;
};

static void put_text(struct reason *r, const char *text)
{
	while (*text != '\0' && r->length < sizeof(r->text) - 1)
		r->text[r->length++] = *text++;
	r->text[r->length] = '\0';
}

static void put_unsigned(struct reason *r, uint64_t value)
{
	char digits[21];
	char *at = digits + sizeof(digits) - 1;
	*at = '\0';
	do {
		*--at = (char)('0' + value % 10);
		value /= 10;
	} while (value != 0);
	put_text(r, at);
}

static void put_signed(struct reason *r, int64_t value)
{
	if (value < 0)
		put_text(r, "-");
	put_unsigned(r, value < 0 ? 0 - (uint64_t)value : (uint64_t)value);
}

_Noreturn void rt_trap_index(const struct rt_place *place, int64_t index, uint64_t length)
{
	struct reason r = {.length = 0};
	put_text(&r, index == RT_NO_INDEX ? "an index that is no safe integer" : "index ");
	if (index != RT_NO_INDEX)
		put_signed(&r, index);
	put_text(&r, " is outside a length of ");
	put_unsigned(&r, length);
	rt_trap(place, r.text);
}

_Noreturn void rt_trap_range(const struct rt_place *place, int64_t value, const char *type)
{
	struct reason r = {.length = 0};
	put_text(&r, "value ");
	put_signed(&r, value);
	put_text(&r, " does not fit ");
	put_text(&r, type);
	rt_trap(place, r.text);
}

_Noreturn void rt_trap_range_unsigned(const struct rt_place *place, uint64_t value, const char *type)
{
	struct reason r = {.length = 0};
	put_text(&r, "value ");
	put_unsigned(&r, value);
	put_text(&r, " does not fit ");
	put_text(&r, type);
	rt_trap(place, r.text);
}
