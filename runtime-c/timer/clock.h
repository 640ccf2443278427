/* Natives of src/std/kernel/time.ts. */
#ifndef TSVISOR_CLOCK_H
#define TSVISOR_CLOCK_H

#include "arch.h"

static inline uint64_t time_now(void)
{
	return arch_counter();
}

static inline uint64_t time_frequency(void)
{
	return arch_counter_frequency();
}

#endif
