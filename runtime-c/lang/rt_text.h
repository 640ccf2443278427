/* Short texts without calls: most are, and a call of memcpy or memcmp would take longer than what it does. */
#ifndef TSVISOR_RT_TEXT_H
#define TSVISOR_RT_TEXT_H

#include "rt_internal.h"

/* Up to here both ends together hold all of a text. */
#define RT_SHORT_TEXT 16u

static inline uint64_t rt_load64(const char *text)
{
	uint64_t word;
	memcpy(&word, text, sizeof(word));
	return word;
}
static inline uint32_t rt_load32(const char *text)
{
	uint32_t word;
	memcpy(&word, text, sizeof(word));
	return word;
}

/* The first and the last bytes of a text of at most RT_SHORT_TEXT bytes; they may overlap. */
struct rt_ends {
	uint64_t first;
	uint64_t last;
};

/* Two short texts of one length have the same ends exactly when they are the same. */
static inline struct rt_ends rt_ends_of(const char *text, uint32_t bytes)
{
	if (bytes >= 8)
		return (struct rt_ends){rt_load64(text), rt_load64(text + bytes - 8)};
	if (bytes >= 4)
		return (struct rt_ends){rt_load32(text), rt_load32(text + bytes - 4)};
	if (bytes == 0)
		return (struct rt_ends){0, 0};
	return (struct rt_ends){(uint8_t)text[0] | (uint64_t)(uint8_t)text[bytes / 2] << 8, (uint8_t)text[bytes - 1]};
}

static inline bool rt_same_text(const char *a, const char *b, uint32_t bytes)
{
	if (bytes > RT_SHORT_TEXT)
		return memcmp(a, b, bytes) == 0;
	struct rt_ends of_a = rt_ends_of(a, bytes);
	struct rt_ends of_b = rt_ends_of(b, bytes);
	return of_a.first == of_b.first && of_a.last == of_b.last;
}

/* The two do not overlap. */
static inline void rt_copy_text(char *to, const char *from, uint32_t bytes)
{
	if (bytes > RT_SHORT_TEXT) {
		memcpy(to, from, bytes);
		return;
	}
	struct rt_ends ends = rt_ends_of(from, bytes);
	if (bytes >= 8) {
		memcpy(to, &ends.first, 8);
		memcpy(to + bytes - 8, &ends.last, 8);
	} else if (bytes >= 4) {
		memcpy(to, &ends.first, 4);
		memcpy(to + bytes - 4, &ends.last, 4);
	} else if (bytes > 0) {
		to[0] = (char)ends.first;
		to[bytes / 2] = (char)(ends.first >> 8);
		to[bytes - 1] = (char)ends.last;
	}
}

#endif
