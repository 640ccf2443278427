/* Natives of src/std/unsafe/memory.ts: each one volatile access of its width, EL2 address = HPA. */
#ifndef TSVISOR_MEMORY_ACCESS_H
#define TSVISOR_MEMORY_ACCESS_H

#include <stdint.h>

struct rt_bytes;

#define MEMORY_ACCESS(bits)                                                                                            \
	static inline uint##bits##_t memory_read##bits(uint64_t hpa)                                                   \
	{                                                                                                              \
		return *(const volatile uint##bits##_t *)hpa;                                                          \
	}                                                                                                              \
	static inline void memory_write##bits(uint64_t hpa, uint##bits##_t value)                                      \
	{                                                                                                              \
		*(volatile uint##bits##_t *)hpa = value;                                                               \
	}

MEMORY_ACCESS(8)
MEMORY_ACCESS(16)
MEMORY_ACCESS(32)
MEMORY_ACCESS(64)
#undef MEMORY_ACCESS

struct rt_bytes *memory_view(uint64_t hpa, uint32_t bytes);
void memory_copy(uint64_t to, uint64_t from, uint64_t bytes);
void memory_fill(uint64_t hpa, uint8_t value, uint64_t bytes);
/* Data cache cleaned and invalidated to the point of coherency, then all instruction caches invalidated. */
void memory_clean_caches(uint64_t hpa, uint64_t bytes);

#endif
