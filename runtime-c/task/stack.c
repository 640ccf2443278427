#include "task/stack.h"

#include <stdint.h>

#include "heap/heap.h"
#include "sync/spinlock.h"

/* The first words of a free stack. */
struct free_stack {
	struct free_stack *next;
};

/* Guards `free_stacks`; taken before the heap's lock. */
static struct spinlock pool_lock;
static struct free_stack *free_stacks;

static struct free_stack *take_from_pool(void)
{
	arch_irq_state_t before = spinlock_lock(&pool_lock);
	struct free_stack *stack = free_stacks;

	if (stack != NULL)
		free_stacks = stack->next;
	spinlock_unlock(&pool_lock, before);
	return stack;
}

/* Where the page tables are used up the memory goes back, and the caller has no stack. */
static void *map_new(void)
{
	void *memory = heap_allocate_pages(STACK_BYTES);
	void *stack;

	if (memory == NULL)
		return NULL;
	stack = arch_stack_map(memory, STACK_BYTES);
	if (stack == NULL)
		rt_free(memory, STACK_BYTES);
	return stack;
}

void *stack_allocate(void)
{
	void *stack = take_from_pool();

	if (stack == NULL)
		return map_new();
	heap_count_as_used(STACK_BYTES);
	return stack;
}

void stack_free(void *stack)
{
	struct free_stack *link = stack;
	arch_irq_state_t before = spinlock_lock(&pool_lock);

	link->next = free_stacks;
	free_stacks = link;
	heap_count_as_unused(STACK_BYTES);
	spinlock_unlock(&pool_lock, before);
}
