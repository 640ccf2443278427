/* Strings: making them, cutting them, putting them together. Units are UTF-16 units, as everywhere in JavaScript. */
#include "rt_text.h"
#include "rt_utf8.h"

const struct rt_class rt_string_class = {
	"string", sizeof(struct rt_string), RT_NO_CLASS, RT_NO_CLASS, NULL, NULL, NULL, NULL};

static inline struct rt_string *reserve(uint32_t bytes)
{
	struct rt_string *s = rt_allocate(rt_string_size(bytes));
	if (s == NULL)
		return rt_throw_out_of_memory();
	char *room = rt_string_room(s);
	*s = (struct rt_string){{1, 0, &rt_string_class}, bytes, bytes, 0, 0, room};
	room[bytes] = '\0';
	return s;
}

struct rt_string *rt_string_reserve(size_t bytes)
{
	return bytes > RT_STRING_MAX_BYTES ? rt_throw_out_of_memory() : reserve((uint32_t)bytes);
}

static struct rt_string *copy_text(const char *text, uint32_t bytes, uint32_t units)
{
	if (bytes == 0)
		return rt_string_empty();
	if (bytes == 1)
		return rt_string_of_ascii((uint8_t)*text);
	struct rt_string *s = reserve(bytes);
	if (s == NULL)
		return NULL;
	rt_copy_text(rt_string_room(s), text, bytes);
	s->units = units;
	return s;
}

struct rt_string *rt_string_new(const char *utf8, uint32_t bytes)
{
	return copy_text(utf8, bytes, rt_utf8_count_units(utf8, bytes));
}

/* A text that grows inside its reserved room. */
struct builder {
	char *text;
	uint32_t bytes;
	uint32_t units;
};

/* Appends; a high surrogate at the end and a low one at the start of `part` become one character. */
static void append(struct builder *to, const struct rt_string *part)
{
	const char *text = part->text;
	uint32_t bytes = part->bytes;
	uint32_t low = rt_utf8_first_low_surrogate(text, bytes);
	uint32_t high = low == 0 ? 0 : rt_utf8_last_high_surrogate(to->text, to->bytes);
	if (high != 0) {
		to->bytes += rt_utf8_encode(rt_join_surrogates(high, low), to->text + to->bytes - 3) - 3;
		text += 3;
		bytes -= 3;
	}
	memcpy(to->text + to->bytes, text, bytes);
	to->bytes += bytes;
	to->units += part->units;
}

/*
 * The built text as a string: `s` itself, or, when surrogates were joined (two bytes fewer each time), a copy of the
 * right size, because strings are freed by their length.
 */
static struct rt_string *finish(struct rt_string *s, const struct builder *built)
{
	if (built->bytes == s->bytes) {
		s->units = built->units;
		return s;
	}
	struct rt_string *shorter = copy_text(built->text, built->bytes, built->units);
	rt_release(s);
	return shorter;
}

static inline char *put(char *to, const struct rt_string *part)
{
	rt_copy_text(to, part->text, part->bytes);
	return to + part->bytes;
}

/* `count` ASCII parts, at least one, one after another to `to`. */
static void put_parts(char *to, uint32_t count, struct rt_string *const *parts, const struct rt_string *separator)
{
	to = put(to, parts[0]);
	if (separator->bytes == 1) {
		for (uint32_t i = 1; i < count; i++) {
			*to = *separator->text;
			to = put(to + 1, parts[i]);
		}
		return;
	}
	for (uint32_t i = 1; i < count; i++)
		to = put(put(to, separator), parts[i]);
}

/* `count` parts, at least one, with `separator` between them. */
static struct rt_string *join_parts(uint32_t count, struct rt_string *const *parts, const struct rt_string *separator)
{
	size_t bytes = (size_t)(count - 1) * separator->bytes;
	bool ascii = separator->bytes == separator->units;
	for (uint32_t i = 0; i < count; i++) {
		bytes += parts[i]->bytes;
		ascii &= parts[i]->bytes == parts[i]->units;
	}
	if (bytes == 0)
		return rt_string_empty();
	struct rt_string *s = rt_string_reserve(bytes);
	if (s == NULL)
		return NULL;
	if (ascii) {
		put_parts(rt_string_room(s), count, parts, separator);
		return s;
	}
	struct builder built = {rt_string_room(s), 0, 0};
	append(&built, parts[0]);
	for (uint32_t i = 1; i < count; i++) {
		append(&built, separator);
		append(&built, parts[i]);
	}
	return finish(s, &built);
}

/* The only part with text in it; NULL where there are several or none. */
static struct rt_string *only_part(uint32_t count, struct rt_string *const *parts)
{
	struct rt_string *only = NULL;
	for (uint32_t i = 0; i < count; i++) {
		if (parts[i]->bytes == 0)
			continue;
		if (only != NULL)
			return NULL;
		only = parts[i];
	}
	return only;
}

struct rt_string *rt_string_concat(uint32_t count, struct rt_string *const *parts)
{
	struct rt_string *only = only_part(count, parts);
	return only != NULL ? rt_retain(only) : join_parts(count, parts, rt_string_empty());
}

struct rt_string *rt_string_join(const struct rt_array *parts, const struct rt_string *separator)
{
	if (parts->length == 0)
		return rt_string_empty();
	if (parts->length == 1)
		return rt_retain(((struct rt_string *const *)parts->data)[0]);
	return join_parts(parts->length, parts->data, separator);
}

static void check_index(const struct rt_string *s, int64_t index, const struct rt_place *place)
{
	if (index < 0 || index >= (int64_t)s->units)
		rt_trap_index(place, index, s->units);
}

int64_t rt_string_code_unit_search(const struct rt_string *s, int64_t index, const struct rt_place *place)
{
	bool second_half = false;
	check_index(s, index, place);
	uint32_t point = rt_utf8_decode(rt_string_find_unit(s, (uint32_t)index, &second_half));
	if (point < 0x10000u)
		return point;
	return second_half ? rt_low_surrogate(point) : rt_high_surrogate(point);
}

int64_t rt_string_code_point_at(const struct rt_string *s, int64_t index, const struct rt_place *place)
{
	bool second_half = false;
	check_index(s, index, place);
	uint32_t point = rt_utf8_decode(rt_string_find_unit(s, (uint32_t)index, &second_half));
	return second_half ? rt_low_surrogate(point) : point;
}

/* A slice one of whose ends splits a character of two units: the half becomes a lone surrogate. */
static struct rt_string *slice_split(const char *from, bool from_half, const char *to, bool to_half, uint32_t units)
{
	char first[4] = {0};
	char last[4] = {0};
	uint32_t first_bytes = from_half ? rt_utf8_encode(rt_low_surrogate(rt_utf8_decode(from)), first) : 0;
	uint32_t last_bytes = to_half ? rt_utf8_encode(rt_high_surrogate(rt_utf8_decode(to)), last) : 0;
	const char *middle = from_half ? from + 4 : from;
	uint32_t middle_bytes = (uint32_t)(to - middle);
	struct rt_string *s = rt_string_reserve((size_t)first_bytes + middle_bytes + last_bytes);
	if (s == NULL)
		return NULL;
	char *text = rt_string_room(s);
	memcpy(text, first, first_bytes);
	memcpy(text + first_bytes, middle, middle_bytes);
	memcpy(text + first_bytes + middle_bytes, last, last_bytes);
	s->units = units;
	return s;
}

/* Of a text beyond ASCII. */
static __attribute__((noinline)) struct rt_string *slice_units(const struct rt_string *s, uint32_t start, uint32_t end)
{
	bool from_half = false;
	bool to_half = false;
	const char *from = rt_string_find_unit(s, start, &from_half);
	const char *to = rt_string_find_unit(s, end, &to_half);
	if (from_half || to_half)
		return slice_split(from, from_half, to, to_half, end - start);
	return copy_text(from, (uint32_t)(to - from), end - start);
}

struct rt_string *rt_string_slice(struct rt_string *s, int64_t start, int64_t end)
{
	if (start >= end)
		return rt_string_empty();
	if (start == 0 && end == (int64_t)s->units)
		return rt_retain(s);
	if (s->bytes != s->units)
		return slice_units(s, (uint32_t)start, (uint32_t)end);
	return copy_text(s->text + start, (uint32_t)(end - start), (uint32_t)(end - start));
}

struct rt_string *rt_string_from_code_point(int64_t point)
{
	char text[4];
	uint32_t bytes = rt_utf8_encode((uint32_t)point, text);
	return copy_text(text, bytes, rt_utf8_lead_units(*text));
}

/* As String.fromCharCode: bits 15:0. */
struct rt_string *rt_string_from_code_unit(int64_t unit)
{
	return rt_string_from_code_point((int64_t)((uint64_t)unit & 0xffffu));
}
