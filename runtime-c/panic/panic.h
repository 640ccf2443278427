/*
 * The end: for our own bugs alone. Stops the other CPUs, prints what went wrong, the registers where there are any, and
 * the calls that led here. Waits for no lock; works from the first instruction of kernel_main() on.
 */
#ifndef TSVISOR_PANIC_H
#define TSVISOR_PANIC_H

#include "arch.h"

_Noreturn void panic_with(const char *reason);
/* EL2 itself caused an exception. */
_Noreturn void panic_exception(const struct arch_frame *frame);

#endif
