/* Words, and the text of numbers. */
#include <stdio.h>
#include <string.h>

#include "float/rt_float.h"
#include "show/words.h"

bool rt_words_push(struct rt_words *w, struct rt_string *word)
{
	return rt_array_push(w->words, &word);
}

bool rt_words_new(struct rt_words *w, struct rt_string *word)
{
	if (word == NULL)
		return false;
	bool pushed = rt_words_push(w, word);
	rt_release(word);
	return pushed;
}

bool rt_words_text(struct rt_words *w, const char *text)
{
	return rt_words_new(w, rt_string_new(text, (uint32_t)strlen(text)));
}

bool rt_words_kind(struct rt_words *w, char kind)
{
	return rt_words_new(w, rt_string_from_code_unit(kind));
}

bool rt_words_literal(struct rt_words *w, const char *text)
{
	return rt_words_kind(w, '=') && rt_words_text(w, text);
}

size_t rt_scalar_size(uint8_t kind)
{
	switch (kind) {
	case RT_U8:
	case RT_I8:
	case RT_BOOL:
		return 1;
	case RT_U16:
	case RT_I16:
		return 2;
	case RT_U32:
	case RT_I32:
	case RT_F32:
		return 4;
	default:
		return 8;
	}
}

static bool is_signed(uint8_t kind)
{
	return kind >= RT_I8 && kind <= RT_I64;
}

/* The integer at `place`, its sign carried on. */
static uint64_t integer_at(uint8_t kind, const void *place)
{
	uint64_t bits = 0;
	size_t size = rt_scalar_size(kind);
	memcpy(&bits, place, size);
	unsigned unused = (unsigned)(64 - 8 * size);
	return is_signed(kind) ? (uint64_t)((int64_t)(bits << unused) >> unused) : bits;
}

static double double_at(uint8_t kind, const void *place)
{
	float single;
	double value;
	if (kind == RT_F64) {
		memcpy(&value, place, sizeof(value));
		return value;
	}
	memcpy(&single, place, sizeof(single));
	return (double)single;
}

static bool show_double(struct rt_words *w, double value)
{
	/* Here, and here alone, the sign of a zero is seen. */
	if (value == 0 && rt_bits_of_double(value) != 0)
		return rt_words_literal(w, "-0");
	return rt_words_kind(w, '=') && rt_words_new(w, rt_string_from_double(value));
}

bool rt_show_scalar(struct rt_words *w, const struct rt_shape *shape, const void *place)
{
	uint8_t kind = shape->scalar;
	char text[TEXT_SIZE];
	if (kind == RT_F64 || kind == RT_F32)
		return show_double(w, double_at(kind, place));
	if (kind == RT_BOOL)
		return rt_words_literal(w, *(const bool *)place ? "true" : "false");
	uint64_t value = integer_at(kind, place);
	const char *suffix = shape->bigint ? "n" : "";
	int length = is_signed(kind) ? snprintf(text, sizeof(text), "%lld%s", (long long)value, suffix)
				     : snprintf(text, sizeof(text), "%llu%s", (unsigned long long)value, suffix);
	return length > 0 && rt_words_literal(w, text);
}
