/* What DataView is made of: integers of 1 to 8 bytes at any byte, doubles as their bits. */
#include "rt_float.h"

/* The caller has looked that the bytes are there. */
uint64_t rt_view_read(const struct rt_bytes *bytes, int64_t at, int64_t size, bool little_endian)
{
	const uint8_t *from = (const uint8_t *)bytes->data + at;
	uint64_t value = 0;
	for (int64_t i = 0; i < size; i++)
		value = value << 8 | from[little_endian ? size - 1 - i : i];
	return value;
}

void rt_view_write(struct rt_bytes *bytes, int64_t at, int64_t size, uint64_t value, bool little_endian)
{
	uint8_t *to = (uint8_t *)bytes->data + at;
	for (int64_t i = 0; i < size; i++) {
		to[little_endian ? i : size - 1 - i] = (uint8_t)value;
		value >>= 8;
	}
}
