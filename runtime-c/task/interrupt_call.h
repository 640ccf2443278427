/* TypeScript in interrupt handlers. */
#ifndef TSVISOR_INTERRUPT_CALL_H
#define TSVISOR_INTERRUPT_CALL_H

#include "rt.h"

/*
 * Calls a TypeScript closure from an interrupt handler, interrupts off: with a language state of its own, since the
 * interrupted task may be in the middle of a throw or a destruction. What the closure throws is told on the console.
 */
void kernel_call_in_interrupt(struct rt_closure *closure);

#endif
