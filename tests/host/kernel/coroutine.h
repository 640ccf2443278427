/* Stacks that take turns in one thread, known to the address sanitizer. */
#ifndef COROUTINE_H
#define COROUTINE_H

#include <stddef.h>
#include <ucontext.h>

struct coroutine {
	ucontext_t context;
	void *stack;
	size_t bytes;
	void *fake_stack; /* the sanitizer's */
	void (*entry)(void *argument);
	void *argument;
};

/* Its first switch calls entry(argument), which does not return. */
void coroutine_make(
	struct coroutine *coroutine, void *stack, size_t bytes, void (*entry)(void *argument), void *argument);
/* Returns when somebody switches back. */
void coroutine_switch(struct coroutine *from, struct coroutine *to);

#endif
