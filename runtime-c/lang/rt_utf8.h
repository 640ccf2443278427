/*
 * WTF-8: UTF-8 that may also hold surrogates without a partner, three bytes each. Two partners side by side are
 * always written as their one code point of four bytes, so equal strings have equal bytes.
 */
#ifndef TSVISOR_RT_UTF8_H
#define TSVISOR_RT_UTF8_H

#include "rt_internal.h"

static inline bool rt_is_high_surrogate(uint32_t unit)
{
	return (unit & 0xfc00u) == 0xd800u;
}
static inline bool rt_is_low_surrogate(uint32_t unit)
{
	return (unit & 0xfc00u) == 0xdc00u;
}
static inline uint32_t rt_join_surrogates(uint32_t high, uint32_t low)
{
	return 0x10000u + ((high & 0x3ffu) << 10) + (low & 0x3ffu);
}
/* The surrogates of a code point of 0x10000 up. */
static inline uint32_t rt_high_surrogate(uint32_t point)
{
	return 0xd800u + ((point - 0x10000u) >> 10);
}
static inline uint32_t rt_low_surrogate(uint32_t point)
{
	return 0xdc00u + (point & 0x3ffu);
}

/* Bytes of the character whose first byte is `lead`. */
static inline uint32_t rt_utf8_length(char lead)
{
	uint8_t b = (uint8_t)lead;
	return b < 0x80 ? 1 : b < 0xe0 ? 2 : b < 0xf0 ? 3 : 4;
}
/* UTF-16 units of the character whose first byte is `lead`: two for those of four bytes. */
static inline uint32_t rt_utf8_lead_units(char lead)
{
	return (uint8_t)lead >= 0xf0 ? 2 : 1;
}

/* The code point at `text`, well-formed WTF-8. */
uint32_t rt_utf8_decode(const char *text);
/* Writes `point` (a lone surrogate too); gives the bytes written, 1 to 4. */
uint32_t rt_utf8_encode(uint32_t point, char *to);
/* UTF-16 units of well-formed text. */
uint32_t rt_utf8_count_units(const char *text, uint32_t bytes);
/* The surrogate in the three bytes at the end or the start of a text; 0 where there is another character. */
uint32_t rt_utf8_last_high_surrogate(const char *text, uint32_t bytes);
uint32_t rt_utf8_first_low_surrogate(const char *text, uint32_t bytes);

/* Walks a text by UTF-16 units. */
struct rt_units {
	const char *at;
	const char *end;
	uint32_t low; /* second half of the character before `at`, not given out yet; 0: none */
};
/* The next unit; UINT32_MAX at the end. */
uint32_t rt_units_next(struct rt_units *units);

#endif
