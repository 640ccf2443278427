/* Strings to bytes and back, as TextEncoder and TextDecoder do it: UTF-8 alone goes out, anything may come in. */
#include "rt_utf8.h"

static const struct rt_element byte_element = {RT_U8, 1};

/* U+FFFD, the replacement character; as long as the lone surrogate that it stands for. */
static const char replacement[3] = {(char)0xef, (char)0xbf, (char)0xbd};

static bool is_surrogate_at(const char *text)
{
	return (uint8_t)text[0] == 0xedu && (uint8_t)text[1] >= 0xa0u;
}

struct rt_bytes *rt_string_to_utf8(const struct rt_string *s)
{
	struct rt_bytes *bytes = rt_bytes_new(byte_element, s->bytes);
	if (bytes == NULL || s->bytes == 0)
		return bytes;
	char *to = bytes->data;
	memcpy(to, s->text, s->bytes);
	if (s->bytes == s->units)
		return bytes;
	for (uint32_t i = 0; i < s->bytes; i += rt_utf8_length(s->text[i])) {
		if (is_surrogate_at(s->text + i))
			memcpy(to + i, replacement, sizeof(replacement));
	}
	return bytes;
}

/* What may follow a lead byte: how many bytes, and the bounds of the first of them (Unicode 15, table 3-7). */
struct sequence {
	uint32_t trailing;
	uint8_t least;
	uint8_t greatest;
};

static struct sequence sequence_of(uint8_t lead)
{
	if (lead >= 0xc2u && lead <= 0xdfu)
		return (struct sequence){1, 0x80, 0xbf};
	if (lead >= 0xe0u && lead <= 0xefu)
		return (struct sequence){2, lead == 0xe0u ? 0xa0 : 0x80, lead == 0xedu ? 0x9f : 0xbf};
	if (lead >= 0xf0u && lead <= 0xf4u)
		return (struct sequence){3, lead == 0xf0u ? 0x90 : 0x80, lead == 0xf4u ? 0x8f : 0xbf};
	return (struct sequence){0, 0, 0};
}

/* Bytes of the character at `from`, or, with `*good` false, of the longest start of one, which a single U+FFFD
 * replaces. */
static uint32_t scan(const uint8_t *from, const uint8_t *end, bool *good)
{
	*good = *from < 0x80u;
	if (*good)
		return 1;
	struct sequence wanted = sequence_of(*from);
	uint32_t length = 1;
	while (length <= wanted.trailing && from + length < end && from[length] >= wanted.least &&
		from[length] <= wanted.greatest) {
		wanted.least = 0x80;
		wanted.greatest = 0xbf;
		length++;
	}
	*good = wanted.trailing > 0 && length > wanted.trailing;
	return length;
}

/* Converts into `to`, or only measures when that is NULL; gives the bytes that the text takes. */
static size_t convert(const struct rt_bytes *bytes, char *to)
{
	const uint8_t *at = bytes->data;
	const uint8_t *end = at + bytes->length;
	size_t written = 0;
	while (at < end) {
		bool good = false;
		uint32_t read = scan(at, end, &good);
		uint32_t write = good ? read : (uint32_t)sizeof(replacement);
		if (to != NULL)
			memcpy(to + written, good ? (const char *)at : replacement, write);
		written += write;
		at += read;
	}
	return written;
}

struct rt_string *rt_string_from_utf8(const struct rt_bytes *bytes)
{
	if (bytes->length == 0)
		return rt_string_empty();
	size_t length = convert(bytes, NULL);
	if (length == bytes->length && length == 1)
		return rt_string_of_ascii(*(const uint8_t *)bytes->data);
	struct rt_string *s = rt_string_reserve(length);
	if (s == NULL)
		return NULL;
	(void)convert(bytes, rt_string_room(s));
	s->units = rt_utf8_count_units(s->text, s->bytes);
	return s;
}
