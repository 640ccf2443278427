/* A machine of coroutines for tests of the scheduler and of all that sleeps. One tick of its counter is a microsecond.
 */
#ifndef SIMULATED_MACHINE_H
#define SIMULATED_MACHINE_H

#include <stdint.h>

#define TICKS_PER_SECOND 1000000u

/*
 * Runs `body` as a task on CPU 0 of a new machine with `cpus` CPUs and a heap, once for each of `seeds` seeds. A seed
 * decides which CPU goes on at each call into arch.h. Ends the program when a run fails; a run in which every CPU waits
 * for ever fails as a deadlock.
 */
void machine_run(uint32_t cpus, uint32_t seeds, void (*body)(void));
/* Interrupts that all CPUs together have taken from their timers. */
uint64_t machine_timer_interrupts(void);

#endif
