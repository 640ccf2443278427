/*
 * A function that one CPU runs for another, in an interrupt: callOnCpu() of src/std/kernel/task.ts. It begins as soon
 * as the other CPU takes interrupts, whatever runs there; a guest is left for it.
 */
#ifndef TSVISOR_CPU_CALL_H
#define TSVISOR_CPU_CALL_H

#include <stdint.h>

#include "rt.h"

/*
 * Runs `body` on CPU `index` with interrupts off and returns when it has returned. A task calls it, with interrupts on:
 * two CPUs may call each other. What `body` throws is told on the console. False: that CPU is not up.
 */
bool cpu_call(uint32_t index, struct rt_closure *body);

/* The interrupt of arch_send_call() came; interrupts are off. */
void cpu_call_interrupt(void);

#endif
