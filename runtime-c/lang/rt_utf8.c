/* Reading and writing WTF-8. */
#include "rt_utf8.h"

static uint32_t continuation(char byte)
{
	return (uint8_t)byte & 0x3fu;
}

uint32_t rt_utf8_decode(const char *text)
{
	uint32_t lead = (uint8_t)text[0];
	switch (rt_utf8_length(text[0])) {
	case 1:
		return lead;
	case 2:
		return (lead & 0x1fu) << 6 | continuation(text[1]);
	case 3:
		return (lead & 0x0fu) << 12 | continuation(text[1]) << 6 | continuation(text[2]);
	default:
		return (lead & 0x07u) << 18 | continuation(text[1]) << 12 | continuation(text[2]) << 6 |
		       continuation(text[3]);
	}
}

static char trail(uint32_t point, uint32_t shift)
{
	return (char)(0x80u | ((point >> shift) & 0x3fu));
}

uint32_t rt_utf8_encode(uint32_t point, char *to)
{
	if (point < 0x80u) {
		to[0] = (char)point;
		return 1;
	}
	if (point < 0x800u) {
		to[0] = (char)(0xc0u | point >> 6);
		to[1] = trail(point, 0);
		return 2;
	}
	if (point < 0x10000u) {
		to[0] = (char)(0xe0u | point >> 12);
		to[1] = trail(point, 6);
		to[2] = trail(point, 0);
		return 3;
	}
	to[0] = (char)(0xf0u | point >> 18);
	to[1] = trail(point, 12);
	to[2] = trail(point, 6);
	to[3] = trail(point, 0);
	return 4;
}

uint32_t rt_utf8_count_units(const char *text, uint32_t bytes)
{
	uint32_t units = 0;
	for (uint32_t i = 0; i < bytes; i++) {
		uint8_t b = (uint8_t)text[i];
		/* Continuation bytes count nothing, leads of four bytes count twice. */
		units += (uint32_t)((b & 0xc0u) != 0x80u) + (uint32_t)(b >= 0xf0u);
	}
	return units;
}

uint32_t rt_utf8_last_high_surrogate(const char *text, uint32_t bytes)
{
	if (bytes < 3 || (uint8_t)text[bytes - 3] != 0xedu)
		return 0;
	uint32_t point = rt_utf8_decode(text + bytes - 3);
	return rt_is_high_surrogate(point) ? point : 0;
}

uint32_t rt_utf8_first_low_surrogate(const char *text, uint32_t bytes)
{
	if (bytes < 3 || (uint8_t)text[0] != 0xedu)
		return 0;
	uint32_t point = rt_utf8_decode(text);
	return rt_is_low_surrogate(point) ? point : 0;
}

uint32_t rt_units_next(struct rt_units *units)
{
	uint32_t point = units->low;
	if (point != 0) {
		units->low = 0;
		return point;
	}
	if (units->at >= units->end)
		return UINT32_MAX;
	point = rt_utf8_decode(units->at);
	units->at += rt_utf8_length(*units->at);
	if (point < 0x10000u)
		return point;
	units->low = rt_low_surrogate(point);
	return rt_high_surrogate(point);
}
