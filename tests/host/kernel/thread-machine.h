/* A machine whose CPUs are threads, for the thread sanitizer. Tasks are not switched and interrupts do not come: only
 * the timer does, when asked for. */
#ifndef THREAD_MACHINE_H
#define THREAD_MACHINE_H

#include <stdint.h>

/* Runs `body(cpu)` on each of `cpus` CPUs at once and waits for all. The heap is there. */
void machine_run(uint32_t cpus, void (*body)(uint32_t cpu));
/* Takes this CPU's timer interrupt, if it is due. */
void machine_poll_timer(void);

#endif
