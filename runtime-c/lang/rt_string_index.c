/*
 * From UTF-16 units to bytes. In ASCII they are the same. Elsewhere the text is walked, from the start or from where
 * the last look-up ended, whichever is nearer: loops over all units take one step a turn.
 */
#include "rt_utf8.h"

/* A character's place: the number of its first unit and of its first byte. */
struct position {
	uint32_t unit;
	uint32_t byte;
};

/* The cursor is a hint in one word, so any CPU may read and write it at any time. */
static struct position load_cursor(const struct rt_string *s)
{
	uint32_t cursor = __atomic_load_n(&s->cursor, __ATOMIC_RELAXED);
	return (struct position){cursor >> 16, cursor & 0xffffu};
}

/* Places beyond its 16 bits are not kept: from the last one that fits the walk is the longer. */
static void store_cursor(const struct rt_string *s, struct position p)
{
	struct rt_string *writable = (struct rt_string *)(uintptr_t)s;
	if (p.unit <= 0xffffu && p.byte <= 0xffffu)
		__atomic_store_n(&writable->cursor, p.unit << 16 | p.byte, __ATOMIC_RELAXED);
}

static struct position step_back(const struct rt_string *s, struct position p)
{
	do
		p.byte--;
	while (((uint8_t)s->text[p.byte] & 0xc0u) == 0x80u);
	p.unit -= rt_utf8_lead_units(s->text[p.byte]);
	return p;
}

/* The character that unit `index` belongs to; the end of the text when there is none. */
static struct position walk_to(const struct rt_string *s, uint32_t index)
{
	struct position p = load_cursor(s);
	if (index < p.unit / 2)
		p = (struct position){0, 0};
	while (p.unit > index)
		p = step_back(s, p);
	while (p.byte < s->bytes && p.unit + rt_utf8_lead_units(s->text[p.byte]) <= index) {
		p.unit += rt_utf8_lead_units(s->text[p.byte]);
		p.byte += rt_utf8_length(s->text[p.byte]);
	}
	return p;
}

const char *rt_string_find_unit(const struct rt_string *s, uint32_t index, bool *second_half)
{
	*second_half = false;
	if (s->bytes == s->units)
		return s->text + index;
	struct position p = walk_to(s, index);
	store_cursor(s, p);
	*second_half = p.unit < index;
	return s->text + p.byte;
}
