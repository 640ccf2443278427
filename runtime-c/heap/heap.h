/*
 * Memory for objects: rt_allocate() and rt_free() of rt.h. Blocks of up to SLAB_LARGEST bytes come from slabs, by way
 * of a few free ones that each CPU keeps for itself; larger ones are runs of pages. Any CPU, interrupts on or off.
 */
#ifndef TSVISOR_HEAP_H
#define TSVISOR_HEAP_H

#include <stddef.h>
#include <stdint.h>

#include "rt.h"

/* Starts with `bytes` at `memory`. The CPU has its first task. */
void heap_begin(void *memory, size_t bytes);
/* `bytes` of memory that starts a page; rt_free() takes it back, if they are more than SLAB_LARGEST. NULL without
 * memory. */
void *heap_allocate_pages(size_t bytes);
/* For who keeps blocks to use them again: while nobody uses them they do not count in heap_used(). */
void heap_count_as_unused(size_t bytes);
void heap_count_as_used(size_t bytes);

/* ---- natives of src/std/kernel/heap.ts ---- */
void heap_add(uint64_t hpa, uint64_t bytes);
/* Bytes of all blocks in use, each with what its size was rounded up to. Exact when no other CPU allocates or frees
 * meanwhile. */
uint64_t heap_used(void);
uint64_t heap_size(void);

#endif
