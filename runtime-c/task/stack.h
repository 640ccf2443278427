/*
 * Stacks of tasks: mapped above an unmapped page, so that an overflow is an exception and not a corruption. The mapping
 * is for ever, so free stacks are kept here and used again.
 */
#ifndef TSVISOR_STACK_H
#define TSVISOR_STACK_H

#define STACK_BYTES ((size_t)256 * 1024)

/* The lowest address; NULL without memory. */
void *stack_allocate(void);
/* Of a task that has left it. */
void stack_free(void *stack);

#endif
