#include "panic/backtrace.h"

#include "arch.h"
#include "panic/symbols.h"
#include "task/stack.h"
#include "task/task.h"

#define DEEPEST 48u
/* As far as a stack of unknown size is believed to reach. */
#define UNKNOWN_STACK_BYTES ((uint64_t)64 * 1024)

void backtrace_write(const uint64_t *frame, const struct task *task)
{
	uint64_t low = (uint64_t)(uintptr_t)frame;
	uint64_t high = low + UNKNOWN_STACK_BYTES;
	uint64_t address;

	if (task != NULL && task->stack != NULL) {
		low = (uint64_t)(uintptr_t)task->stack;
		high = low + STACK_BYTES;
	}
	for (uint32_t depth = 0; depth < DEEPEST && arch_frame_next(&frame, low, high, &address); depth++) {
		/* Back into the call itself: what follows it may be another line or function. */
		symbols_write(address - 1u);
	}
}
