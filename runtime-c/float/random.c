/* Math.random: xorshift128+ (Vigna, "Further scramblings of Marsaglia's xorshift generators", 2017), which V8 has as
 * well. */
#include <sys/random.h>
#include <time.h>

#include "rt_float.h"

struct generator {
	bool seeded;
	uint64_t state[2];
};

/* One for each thread: no lock, and no number comes twice. */
static _Thread_local struct generator generator;

/* From the kernel; where that has none, from the clock and from where this thread's memory is. */
static void seed(struct generator *of)
{
	if (getrandom(of->state, sizeof(of->state), 0) != (ssize_t)sizeof(of->state)) {
		of->state[0] = (uint64_t)time(NULL);
		of->state[1] = (uint64_t)(uintptr_t)of;
	}
	of->state[0] |= 1; /* all zeros would stay all zeros */
	of->seeded = true;
}

double rt_random(void)
{
	struct generator *of = &generator;

	if (!of->seeded)
		seed(of);
	uint64_t a = of->state[0];
	uint64_t b = of->state[1];
	a ^= a << 23;
	of->state[0] = b;
	of->state[1] = a ^ b ^ (a >> 18) ^ (b >> 5);
	/* The upper 53 bits as a fraction. */
	return (double)((of->state[1] + b) >> 11) * 0x1p-53;
}
