#include "memory-access.h"
#include "rt.h"
#include "system-register.h"

struct rt_bytes *memory_view(uint64_t hpa, uint32_t bytes)
{
	struct rt_element element = {RT_U8, 1};

	return rt_bytes_view(element, (void *)hpa, bytes);
}

void memory_copy(uint64_t to, uint64_t from, uint64_t bytes)
{
	__builtin_memcpy((void *)to, (const void *)from, bytes);
}

/* Bytes that DC ZVA clears at once; 0: it is forbidden. */
static uint64_t zero_block(void)
{
	uint64_t dczid = READ_SYSTEM_REGISTER(dczid_el0);

	return (dczid & 0x10) != 0 ? 0 : 4UL << (dczid & 0xf);
}

/* Ranges below are worked on in runs of so many cache lines or blocks, without a test for each. */
#define RUN 16u

void memory_fill(uint64_t hpa, uint8_t value, uint64_t bytes)
{
	uint64_t block = zero_block();
	uint64_t end = hpa + bytes;

	if (value == 0 && block != 0 && bytes >= 2 * block) {
		uint64_t first = (hpa + block - 1) & ~(block - 1);

		__builtin_memset((void *)hpa, 0, first - hpa);
		for (hpa = first; end - hpa >= RUN * block;)
			__asm__ volatile(".rept 16\n\tdc zva, %0\n\tadd %0, %0, %1\n\t.endr"
					 : "+r"(hpa)
					 : "r"(block)
					 : "memory");
	}
	__builtin_memset((void *)hpa, value, end - hpa);
}

void memory_clean_caches(uint64_t hpa, uint64_t bytes)
{
	uint64_t line = 4UL << (READ_SYSTEM_REGISTER(ctr_el0) >> 16 & 0xf);
	uint64_t end = hpa + bytes;
	uint64_t at = hpa & ~(line - 1);

	while (at < end && end - at >= RUN * line)
		__asm__ volatile(".rept 16\n\tdc civac, %0\n\tadd %0, %0, %1\n\t.endr"
				 : "+r"(at)
				 : "r"(line)
				 : "memory");
	for (; at < end; at += line)
		__asm__ volatile("dc civac, %0" ::"r"(at) : "memory");
	__asm__ volatile("dsb ish\n\tic ialluis\n\tdsb ish\n\tisb" ::: "memory");
}
