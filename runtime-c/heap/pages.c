#include "heap/pages.h"

#include <stdatomic.h>

#define REGIONS 16u
#define BINS	32u

struct region {
	uint64_t base; /* address of the first page */
	uint32_t count;
	struct page *pages; /* just below `base` */
};

static struct region regions[REGIONS];
/* Grows only, so that page_of() needs no lock. */
static _Atomic uint32_t region_count;
/* Free runs of 2^n up to 2^(n+1) - 1 pages. */
static struct list bins[BINS];

void pages_init(void)
{
	atomic_store(&region_count, 0);
	for (uint32_t bin = 0; bin < BINS; bin++)
		list_init(&bins[bin]);
}

static uint32_t bin_of(uint32_t count)
{
	return 31u - (uint32_t)__builtin_clz(count);
}

static struct region *region_of_page(const struct page *page)
{
	uint32_t count = atomic_load_explicit(&region_count, memory_order_acquire);

	for (uint32_t n = 0; n < count; n++)
		if (page >= regions[n].pages && page < regions[n].pages + regions[n].count)
			return &regions[n];
	return NULL;
}

void *page_address(const struct page *page)
{
	const struct region *region = region_of_page(page);

	return (void *)(uintptr_t)(region->base + (uint64_t)(page - region->pages) * PAGE_BYTES);
}

struct page *page_of(const void *memory)
{
	uint64_t address = (uint64_t)(uintptr_t)memory;
	uint32_t count = atomic_load_explicit(&region_count, memory_order_acquire);

	for (uint32_t n = 0; n < count; n++) {
		const struct region *region = &regions[n];

		if (address >= region->base && (address - region->base) / PAGE_BYTES < region->count)
			return &region->pages[(address - region->base) / PAGE_BYTES];
	}
	return NULL;
}

/* Marks both ends of the run, which is how its neighbours and its owner find it. */
static void mark_run(struct page *first, uint32_t count, enum page_kind kind)
{
	first->run = count;
	first->kind = (uint8_t)kind;
	first[count - 1u].run = count;
	first[count - 1u].kind = (uint8_t)kind;
}

static void put_free(struct page *first, uint32_t count)
{
	mark_run(first, count, PAGE_FREE);
	list_prepend(&bins[bin_of(count)], &first->link);
}

size_t pages_add(uint64_t hpa, uint64_t bytes)
{
	uint64_t start = (hpa + PAGE_BYTES - 1u) & ~(uint64_t)(PAGE_BYTES - 1u);
	uint64_t end = (hpa + bytes) & ~(uint64_t)(PAGE_BYTES - 1u);
	uint64_t pages = end > start ? (end - start) / PAGE_BYTES : 0;
	uint64_t table = (pages * sizeof(struct page) + PAGE_BYTES - 1u) / PAGE_BYTES;
	uint32_t number = atomic_load(&region_count);
	struct region *region = &regions[number];

	if (pages <= table || pages - table > UINT32_MAX || number == REGIONS)
		return 0;
	region->pages = (struct page *)(uintptr_t)start;
	region->base = start + table * PAGE_BYTES;
	region->count = (uint32_t)(pages - table);
	atomic_fetch_add(&region_count, 1);
	put_free(region->pages, region->count);
	return (size_t)region->count * PAGE_BYTES;
}

/* A free run of at least `count` pages, the shortest list that may hold one first; NULL: none. */
static struct page *find(uint32_t count)
{
	for (uint32_t bin = bin_of(count); bin < BINS; bin++) {
		for (struct list *at = bins[bin].next; at != &bins[bin]; at = at->next) {
			struct page *page = list_entry(at, struct page, link);

			if (page->run >= count)
				return page;
		}
	}
	return NULL;
}

struct page *pages_allocate(uint32_t count)
{
	struct page *first = find(count);
	uint32_t left;

	if (first == NULL)
		return NULL;
	left = first->run - count;
	list_remove(&first->link);
	mark_run(first, count, PAGE_RUN);
	if (left > 0)
		put_free(first + count, left);
	return first;
}

void pages_free(struct page *first)
{
	const struct region *region = region_of_page(first);
	struct page *next = first + first->run;
	uint32_t count = first->run;

	if (next < region->pages + region->count && next->kind == PAGE_FREE) {
		list_remove(&next->link);
		count += next->run;
	}
	if (first > region->pages && first[-1].kind == PAGE_FREE) {
		first -= first[-1].run;
		list_remove(&first->link);
		count += first->run;
	}
	put_free(first, count);
}
