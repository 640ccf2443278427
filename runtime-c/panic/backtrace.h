/* The calls that led to a panic, by frame pointers. */
#ifndef TSVISOR_BACKTRACE_H
#define TSVISOR_BACKTRACE_H

#include <stdint.h>

struct task;

/* Writes the callers from `frame` up, as long as they lie on the stack of `task`; NULL: on the stack on which the CPU
 * started. */
void backtrace_write(const uint64_t *frame, const struct task *task);

#endif
