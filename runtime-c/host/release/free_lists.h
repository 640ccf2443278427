/*
 * Allocation of host programs that are meant to be fast: a list of free blocks for each size, whose first words link
 * them. Each thread has lists of its own; a block may end on another thread's.
 */
#ifndef TSVISOR_HOST_FREE_LISTS_H
#define TSVISOR_HOST_FREE_LISTS_H

#include <stddef.h>

void *rt_allocate(size_t bytes);
void rt_free(void *memory, size_t bytes);

/* Sizes go up by as much as a block is aligned to, bytes. */
#define RT_FREE_LISTS_STEP 16u
/* Above that, malloc is as good. */
#define RT_FREE_LISTS_LARGEST 512u

struct rt_free_block {
	struct rt_free_block *next;
};

/* By size in steps. */
extern _Thread_local struct rt_free_block *rt_free_lists[RT_FREE_LISTS_LARGEST / RT_FREE_LISTS_STEP + 1];

/* Even a block of no bytes has room for its link. */
static inline size_t rt_free_lists_steps(size_t bytes)
{
	return bytes == 0 ? 1 : (bytes + RT_FREE_LISTS_STEP - 1) / RT_FREE_LISTS_STEP;
}

/* rt_allocate of at most RT_FREE_LISTS_LARGEST bytes. */
static inline void *rt_allocate_listed(size_t bytes)
{
	struct rt_free_block **list = &rt_free_lists[rt_free_lists_steps(bytes)];
	struct rt_free_block *block = *list;
	if (__builtin_expect(block == NULL, 0))
		return rt_allocate(bytes);
	*list = block->next;
	return block;
}

/* rt_free likewise. */
static inline void rt_free_listed(void *memory, size_t bytes)
{
	struct rt_free_block **list = &rt_free_lists[rt_free_lists_steps(bytes)];
	struct rt_free_block *block = memory;
	block->next = *list;
	*list = block;
}

#endif
