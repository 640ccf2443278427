/*
 * rt_allocate, rt_free and rt_grow of host programs that are meant to be fast: linked instead of ../audit.c. A list of
 * free blocks for each size; blocks are cut from chunks that stay with the program. Each thread has lists of its own; a
 * block may end on another thread's.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "../../lang/rt.h"
#include "../audit.h"

/* Sizes go up by as much as a block is aligned to. */
#define STEP 16u
/* Above that, malloc is as good. */
#define LARGEST	    512u
#define CHUNK_BYTES 65536u

struct free_block {
	struct free_block *next;
};

static _Thread_local struct {
	struct free_block *lists[LARGEST / STEP + 1]; /* by size in steps */
	char *chunk;				      /* what is left of the newest one */
	size_t room;
} heap;

void audit_start(void)
{
}

void audit_fail(unsigned long number, bool rest)
{
	(void)number;
	(void)rest;
}

bool audit_has_failed(void)
{
	return false;
}

bool audit_finish(void)
{
	return true;
}

/* Even a block of no bytes has room for its link. */
static inline size_t steps_of(size_t bytes)
{
	return bytes == 0 ? 1 : (bytes + STEP - 1) / STEP;
}

/* A block that nobody had before. The rest of the chunk before is lost: less than one block in a thousand bytes. */
static void *cut_block(size_t bytes)
{
	if (heap.room < bytes) {
		char *chunk = aligned_alloc(STEP, CHUNK_BYTES);
		if (chunk == NULL)
			return NULL;
		heap.chunk = chunk;
		heap.room = CHUNK_BYTES;
	}
	void *block = heap.chunk;
	heap.chunk += bytes;
	heap.room -= bytes;
	return block;
}

void *rt_allocate(size_t bytes)
{
	if (bytes > LARGEST)
		return malloc(bytes);
	size_t steps = steps_of(bytes);
	struct free_block *block = heap.lists[steps];
	if (block == NULL)
		return cut_block(steps * STEP);
	heap.lists[steps] = block->next;
	return block;
}

void rt_free(void *memory, size_t bytes)
{
	if (memory == NULL)
		return;
	if (bytes > LARGEST) {
		free(memory);
		return;
	}
	struct free_block *block = memory;
	size_t steps = steps_of(bytes);
	block->next = heap.lists[steps];
	heap.lists[steps] = block;
}

/* The system moves large blocks by their pages, without copying. */
void *rt_grow(void *memory, size_t before, size_t after)
{
	if (before > LARGEST)
		return realloc(memory, after);
	void *grown = rt_allocate(after);
	if (grown == NULL || before == 0)
		return grown;
	memcpy(grown, memory, before);
	rt_free(memory, before);
	return grown;
}
