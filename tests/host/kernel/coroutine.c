#include "coroutine.h"

#include <stdint.h>
#include <stdlib.h>

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/common_interface_defs.h>
#else
static void __sanitizer_start_switch_fiber(void **save, const void *stack, size_t bytes)
{
	(void)save;
	(void)stack;
	(void)bytes;
}

static void __sanitizer_finish_switch_fiber(void *saved, const void **stack, size_t *bytes)
{
	(void)saved;
	(void)stack;
	(void)bytes;
}
#endif

/* makecontext() hands on ints. */
static void begin(unsigned high, unsigned low)
{
	struct coroutine *self = (struct coroutine *)((uintptr_t)high << 32 | low);

	__sanitizer_finish_switch_fiber(NULL, NULL, NULL);
	self->entry(self->argument);
	abort();
}

void coroutine_make(
	struct coroutine *coroutine, void *stack, size_t bytes, void (*entry)(void *argument), void *argument)
{
	uintptr_t self = (uintptr_t)coroutine;

	coroutine->stack = stack;
	coroutine->bytes = bytes;
	coroutine->entry = entry;
	coroutine->argument = argument;
	getcontext(&coroutine->context);
	coroutine->context.uc_stack.ss_sp = stack;
	coroutine->context.uc_stack.ss_size = bytes;
	coroutine->context.uc_link = NULL;
	makecontext(&coroutine->context, (void (*)(void))begin, 2, (unsigned)(self >> 32), (unsigned)self);
}

void coroutine_switch(struct coroutine *from, struct coroutine *to)
{
	__sanitizer_start_switch_fiber(&from->fake_stack, to->stack, to->bytes);
	swapcontext(&from->context, &to->context);
	__sanitizer_finish_switch_fiber(from->fake_stack, NULL, NULL);
}
