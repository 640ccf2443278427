#include "arch-frame.h"

const char *arch_frame_exception_name(const struct arch_frame *frame)
{
	return arch_exception_name(frame->esr);
}

uint64_t arch_frame_program_counter(const struct arch_frame *frame)
{
	return frame->pc;
}

const uint64_t *arch_frame_first(const struct arch_frame *frame)
{
	return (const uint64_t *)frame->x[29];
}

void arch_frame_each(const struct arch_frame *frame, void (*write)(const char *name, uint64_t value))
{
	for (unsigned n = 0; n < 31; n++) {
		char name[4] = {'x', (char)('0' + n / 10), (char)('0' + n % 10), '\0'};

		write(name, frame->x[n]);
	}
	write("sp ", frame->sp);
	write("pc ", frame->pc);
	write("pstate ", frame->pstate);
	write("esr ", frame->esr);
	write("far ", frame->far);
}
