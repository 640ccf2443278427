#include "heap/heap.h"

#include "heap/pages.h"
#include "heap/slabs.h"
#include "panic/panic.h"
#include "sync/spinlock.h"

#ifndef HEAP_POISON
#define HEAP_POISON 0
#endif
#define FRESH_BYTE 0xcd
#define FREED_BYTE 0xdd

void *memset(void *to, int byte, size_t bytes);

/* Guards pages, slabs and the counts below. Only the console's lock comes after it. */
static struct spinlock lock;
static uint64_t used;
static uint64_t size;

void heap_begin(void *memory, size_t bytes)
{
	spinlock_init(&lock);
	used = 0;
	pages_init();
	slabs_init();
	size = pages_add((uint64_t)(uintptr_t)memory, bytes);
}

void heap_add(uint64_t hpa, uint64_t bytes)
{
	arch_irq_state_t before = spinlock_lock(&lock);

	size += pages_add(hpa, bytes);
	spinlock_unlock(&lock, before);
}

static size_t round_to_pages(size_t bytes)
{
	return (bytes + PAGE_BYTES - 1u) & ~(size_t)(PAGE_BYTES - 1u);
}

/* Debug builds: what is read before it is written, or after it is freed, shows. */
static void poison(void *memory, int byte, size_t bytes)
{
	if (HEAP_POISON && memory != NULL)
		memset(memory, byte, bytes);
}

void *heap_allocate_pages(size_t bytes)
{
	size_t rounded = round_to_pages(bytes);
	arch_irq_state_t before;
	struct page *page;
	void *memory;

	if (rounded < bytes || rounded / PAGE_BYTES > UINT32_MAX)
		return NULL;
	before = spinlock_lock(&lock);
	page = pages_allocate((uint32_t)(rounded / PAGE_BYTES));
	if (page != NULL)
		used += rounded;
	memory = page == NULL ? NULL : page_address(page);
	spinlock_unlock(&lock, before);
	poison(memory, FRESH_BYTE, bytes);
	return memory;
}

void *rt_allocate(size_t bytes)
{
	arch_irq_state_t before;
	void *block;

	if (bytes > SLAB_LARGEST)
		return heap_allocate_pages(bytes);
	before = spinlock_lock(&lock);
	block = slab_allocate(bytes);
	if (block != NULL)
		used += slab_block_bytes(bytes);
	spinlock_unlock(&lock, before);
	poison(block, FRESH_BYTE, bytes);
	return block;
}

static void free_small(struct page *page, void *block, size_t bytes)
{
	if (page->kind != PAGE_SLAB || !slab_holds(page, block, bytes))
		panic_with("a block was freed that was not allocated, or with another size");
	used -= slab_block_bytes(bytes);
	slab_free(page, block);
}

static void free_run(struct page *page, size_t bytes)
{
	if (page->kind != PAGE_RUN || (size_t)page->run * PAGE_BYTES != round_to_pages(bytes))
		panic_with("pages were freed that were not allocated, or with another size");
	used -= round_to_pages(bytes);
	pages_free(page);
}

void rt_free(void *memory, size_t bytes)
{
	arch_irq_state_t before;
	struct page *page;

	if (memory == NULL)
		return;
	poison(memory, FREED_BYTE, bytes);
	before = spinlock_lock(&lock);
	page = page_of(memory);
	if (page == NULL)
		panic_with("memory was freed that is none of the heap's");
	if (bytes > SLAB_LARGEST)
		free_run(page, bytes);
	else
		free_small(page, memory, bytes);
	spinlock_unlock(&lock, before);
}

void heap_count_as_unused(size_t bytes)
{
	arch_irq_state_t before = spinlock_lock(&lock);

	used -= bytes;
	spinlock_unlock(&lock, before);
}

void heap_count_as_used(size_t bytes)
{
	arch_irq_state_t before = spinlock_lock(&lock);

	used += bytes;
	spinlock_unlock(&lock, before);
}

uint64_t heap_used(void)
{
	arch_irq_state_t before = spinlock_lock(&lock);
	uint64_t bytes = used;

	spinlock_unlock(&lock, before);
	return bytes;
}

uint64_t heap_size(void)
{
	arch_irq_state_t before = spinlock_lock(&lock);
	uint64_t bytes = size;

	spinlock_unlock(&lock, before);
	return bytes;
}
