#include "heap/heap.h"

#include "heap/pages.h"
#include "heap/slabs.h"
#include "panic/panic.h"
#include "sync/spinlock.h"
#include "task/cpu.h"

#ifndef HEAP_POISON
#define HEAP_POISON 0
#endif
#define FRESH_BYTE 0xcd
#define FREED_BYTE 0xdd

/* What a CPU fetches and gives back at once, and half of what it keeps: bytes per class, and blocks. */
#define BATCH_BYTES  4096u
#define BATCH_BLOCKS 16u

void *memset(void *to, int byte, size_t bytes);

/* The free blocks of one class that a CPU keeps, linked by their first words. */
struct kept {
	void *first;
	uint32_t count;
};

/* One CPU's part of the heap; only that CPU changes it, with interrupts off. */
struct local_heap {
	_Alignas(ARCH_CACHE_LINE) struct kept kept[SLAB_CLASSES];
	_Atomic uint64_t used; /* bytes allocated less bytes freed here, modulo 2^64; others read it */
};

/* Guards pages and slabs, and `size`. Only the console's lock comes after it. */
static struct spinlock lock;
static uint64_t size;
static struct local_heap local_heaps[ARCH_MAX_CPUS];

void heap_begin(void *memory, size_t bytes)
{
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

/* Debug builds: what is read before it is written, or after it is freed, shows. */
static void poison(void *memory, int byte, size_t bytes)
{
	if (HEAP_POISON && memory != NULL)
		memset(memory, byte, bytes);
}

/* Interrupts are off. */
static struct local_heap *local_heap(void)
{
	return &local_heaps[cpu_current()->index];
}

static void count(struct local_heap *local, uint64_t change)
{
	uint64_t used = atomic_load_explicit(&local->used, memory_order_relaxed);

	atomic_store_explicit(&local->used, used + change, memory_order_relaxed);
}

static uint32_t batch_of(uint8_t class)
{
	uint32_t blocks = BATCH_BYTES / slab_class_bytes(class);

	return blocks < BATCH_BLOCKS ? blocks : BATCH_BLOCKS;
}

static void keep(struct kept *kept, void *block)
{
	*(void **)block = kept->first;
	kept->first = block;
	kept->count++;
}

static void *take_kept(struct kept *kept)
{
	void **block = kept->first;

	if (block == NULL)
		return NULL;
	kept->first = *block;
	kept->count--;
	return block;
}

static void fetch(struct kept *kept, uint8_t class)
{
	void *block;

	spinlock_acquire(&lock);
	while (kept->count < batch_of(class) && (block = slab_allocate(class)) != NULL)
		keep(kept, block);
	spinlock_release(&lock);
}

static void give_back(struct kept *kept, uint8_t class)
{
	spinlock_acquire(&lock);
	while (kept->count > batch_of(class)) {
		void *block = take_kept(kept);

		slab_free(page_of(block), block);
	}
	spinlock_release(&lock);
}

static void *allocate_small(uint8_t class)
{
	arch_irq_state_t before = arch_irq_save();
	struct local_heap *local = local_heap();
	struct kept *kept = &local->kept[class];
	void *block;

	if (kept->first == NULL)
		fetch(kept, class);
	block = take_kept(kept);
	if (block != NULL)
		count(local, slab_class_bytes(class));
	arch_irq_restore(before);
	return block;
}

static void free_small(void *block, uint8_t class)
{
	arch_irq_state_t before = arch_irq_save();
	struct local_heap *local = local_heap();
	struct kept *kept = &local->kept[class];

	count(local, 0 - (uint64_t)slab_class_bytes(class));
	keep(kept, block);
	if (kept->count > 2u * batch_of(class))
		give_back(kept, class);
	arch_irq_restore(before);
}

static size_t round_to_pages(size_t bytes)
{
	return (bytes + PAGE_BYTES - 1u) & ~(size_t)(PAGE_BYTES - 1u);
}

void *heap_allocate_pages(size_t bytes)
{
	size_t rounded = round_to_pages(bytes);
	arch_irq_state_t before;
	struct page *page;
	void *memory = NULL;

	if (rounded < bytes || rounded / PAGE_BYTES > UINT32_MAX)
		return NULL;
	before = spinlock_lock(&lock);
	page = pages_allocate((uint32_t)(rounded / PAGE_BYTES));
	if (page != NULL) {
		count(local_heap(), rounded);
		memory = page_address(page);
	}
	spinlock_unlock(&lock, before);
	return memory;
}

static void free_pages(struct page *page, size_t bytes)
{
	arch_irq_state_t before = spinlock_lock(&lock);

	count(local_heap(), 0 - (uint64_t)round_to_pages(bytes));
	pages_free(page);
	spinlock_unlock(&lock, before);
}

void *rt_allocate(size_t bytes)
{
	void *memory = bytes > SLAB_LARGEST ? heap_allocate_pages(bytes) : allocate_small(slab_class_of(bytes));

	poison(memory, FRESH_BYTE, bytes);
	return memory;
}

static bool was_allocated(const struct page *page, const void *memory, size_t bytes)
{
	if (page == NULL)
		return false;
	if (bytes <= SLAB_LARGEST)
		return slab_holds(page, memory, slab_class_of(bytes));
	return page->kind == PAGE_RUN && (size_t)page->run * PAGE_BYTES == round_to_pages(bytes);
}

void rt_free(void *memory, size_t bytes)
{
	struct page *page;

	if (memory == NULL)
		return;
	page = page_of(memory);
	if (!was_allocated(page, memory, bytes))
		panic_with("memory was freed that was not allocated, or with another size");
	poison(memory, FREED_BYTE, bytes);
	if (bytes > SLAB_LARGEST)
		free_pages(page, bytes);
	else
		free_small(memory, slab_class_of(bytes));
}

void heap_count_as_unused(size_t bytes)
{
	heap_count_as_used(0 - bytes);
}

void heap_count_as_used(size_t bytes)
{
	arch_irq_state_t before = arch_irq_save();

	count(local_heap(), bytes);
	arch_irq_restore(before);
}

uint64_t heap_used(void)
{
	uint64_t bytes = 0;

	for (uint32_t cpu = 0; cpu < ARCH_MAX_CPUS; cpu++)
		bytes += atomic_load_explicit(&local_heaps[cpu].used, memory_order_relaxed);
	return bytes;
}

uint64_t heap_size(void)
{
	arch_irq_state_t before = spinlock_lock(&lock);
	uint64_t bytes = size;

	spinlock_unlock(&lock, before);
	return bytes;
}
