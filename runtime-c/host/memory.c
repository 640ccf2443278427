/* Simulated physical memory. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "exit_codes.h"
#include "include/host_machine.h"

static uint8_t ram[HOST_RAM_BYTES];

static uint8_t *at(uint64_t hpa, uint64_t bytes)
{
	uint64_t offset = hpa - HOST_RAM_BASE;
	if (hpa < HOST_RAM_BASE || offset > HOST_RAM_BYTES || bytes > HOST_RAM_BYTES - offset) {
		(void)fflush(stdout);
		(void)fprintf(stderr, "nothing at HPA 0x%llx\n", (unsigned long long)hpa);
		_Exit(EXIT_PANIC);
	}
	return ram + offset;
}

#define MEMORY_ACCESS(bits)                                                                                            \
	uint##bits##_t memory_read##bits(uint64_t hpa)                                                                 \
	{                                                                                                              \
		uint##bits##_t value;                                                                                  \
		memcpy(&value, at(hpa, sizeof(value)), sizeof(value));                                                 \
		return value;                                                                                          \
	}                                                                                                              \
	void memory_write##bits(uint64_t hpa, uint##bits##_t value)                                                    \
	{                                                                                                              \
		memcpy(at(hpa, sizeof(value)), &value, sizeof(value));                                                 \
	}
MEMORY_ACCESS(8)
MEMORY_ACCESS(16)
MEMORY_ACCESS(32)
MEMORY_ACCESS(64)

struct rt_bytes *memory_view(uint64_t hpa, uint32_t bytes)
{
	return rt_bytes_view((struct rt_element){RT_U8, 1}, at(hpa, bytes), bytes);
}

void memory_copy(uint64_t to, uint64_t from, uint64_t bytes)
{
	memcpy(at(to, bytes), at(from, bytes), bytes);
}

void memory_fill(uint64_t hpa, uint8_t value, uint64_t bytes)
{
	memset(at(hpa, bytes), value, bytes);
}

void memory_clean_caches(uint64_t hpa, uint64_t bytes)
{
	(void)at(hpa, bytes);
}
