/*
 * rt_allocate, rt_free and rt_grow by lists of free blocks, cut from chunks that stay with the program. Linked instead
 * of ../audit.c.
 */
#include "free_lists.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "../../lang/rt.h"
#include "../audit.h"

#define CHUNK_BYTES 65536u

_Thread_local struct rt_free_block *rt_free_lists[RT_FREE_LISTS_LARGEST / RT_FREE_LISTS_STEP + 1];

/* What is left of the newest chunk. */
static _Thread_local struct {
	char *start;
	size_t room;
} chunk;

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

/* A block that nobody had before. The rest of the chunk before is lost: less than one block in a thousand bytes. */
static void *cut_block(size_t bytes)
{
	if (chunk.room < bytes) {
		char *memory = aligned_alloc(RT_FREE_LISTS_STEP, CHUNK_BYTES);
		if (memory == NULL)
			return NULL;
		chunk.start = memory;
		chunk.room = CHUNK_BYTES;
	}
	void *block = chunk.start;
	chunk.start += bytes;
	chunk.room -= bytes;
	return block;
}

void *rt_allocate(size_t bytes)
{
	if (bytes > RT_FREE_LISTS_LARGEST)
		return malloc(bytes);
	size_t steps = rt_free_lists_steps(bytes);
	struct rt_free_block *block = rt_free_lists[steps];
	if (block == NULL)
		return cut_block(steps * RT_FREE_LISTS_STEP);
	rt_free_lists[steps] = block->next;
	return block;
}

void rt_free(void *memory, size_t bytes)
{
	if (memory == NULL)
		return;
	if (bytes > RT_FREE_LISTS_LARGEST)
		free(memory);
	else
		rt_free_listed(memory, bytes);
}

/* The system moves large blocks by their pages, without copying. */
void *rt_grow(void *memory, size_t before, size_t after)
{
	if (before > RT_FREE_LISTS_LARGEST)
		return realloc(memory, after);
	void *grown = rt_allocate(after);
	if (grown == NULL || before == 0)
		return grown;
	memcpy(grown, memory, before);
	rt_free(memory, before);
	return grown;
}
