/* Strings that are always there: the empty one, those of one ASCII character, "true" and "false". */
#include "rt_internal.h"

static struct rt_string empty = RT_STRING_LITERAL("", 0, 0);
static struct rt_string text_true = RT_STRING_LITERAL("true", 4, 4);
static struct rt_string text_false = RT_STRING_LITERAL("false", 5, 5);

#define CHARACTER(c)                                                                                                   \
	{                                                                                                              \
		(char)(c), '\0'                                                                                        \
	}
#define CHARACTERS(c) CHARACTER(c), CHARACTER((c) + 1), CHARACTER((c) + 2), CHARACTER((c) + 3)
#define SIXTEEN(c)    CHARACTERS(c), CHARACTERS((c) + 4), CHARACTERS((c) + 8), CHARACTERS((c) + 12)
static const char texts[128][2] = {
	SIXTEEN(0),
	SIXTEEN(16),
	SIXTEEN(32),
	SIXTEEN(48),
	SIXTEEN(64),
	SIXTEEN(80),
	SIXTEEN(96),
	SIXTEEN(112),
};
#undef CHARACTER

#define CHARACTER(c) RT_STRING_LITERAL(texts[c], 1, 1)
static struct rt_string characters[128] = {
	SIXTEEN(0),
	SIXTEEN(16),
	SIXTEEN(32),
	SIXTEEN(48),
	SIXTEEN(64),
	SIXTEEN(80),
	SIXTEEN(96),
	SIXTEEN(112),
};

struct rt_string *rt_string_empty(void)
{
	return &empty;
}

struct rt_string *rt_string_of_ascii(uint32_t c)
{
	return &characters[c & 0x7fu];
}

struct rt_string *rt_string_from_bool(bool value)
{
	return value ? &text_true : &text_false;
}
