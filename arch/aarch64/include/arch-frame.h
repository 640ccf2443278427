/* What a panic says about a struct arch_frame. */
#ifndef TSVISOR_ARCH_FRAME_H
#define TSVISOR_ARCH_FRAME_H

#include "arch.h"

const char *arch_frame_exception_name(const struct arch_frame *frame);
uint64_t arch_frame_program_counter(const struct arch_frame *frame);
/* Where the frames of what was interrupted begin. */
const uint64_t *arch_frame_first(const struct arch_frame *frame);
/* Calls `write` for each register. */
void arch_frame_each(const struct arch_frame *frame, void (*write)(const char *name, uint64_t value));

#endif
