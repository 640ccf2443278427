/*
 * Runs of 4 KiB pages from the regions that the heap was given. A run is the smallest that a list of similar lengths
 * offers; what is given back joins its free neighbours at once. The heap's lock guards all of it.
 */
#ifndef TSVISOR_PAGES_H
#define TSVISOR_PAGES_H

#include <stddef.h>
#include <stdint.h>

#include "list/list.h"

#define PAGE_BYTES 4096u

enum page_kind { PAGE_FREE = 0x51, PAGE_RUN, PAGE_SLAB };

/* What is known of a page. Valid for the first and the last page of a run; those between are never looked at. */
struct page {
	struct list link;  /* first page of a free run: among those of similar length; slab: among those with room */
	uint32_t run;	   /* pages in the run */
	uint8_t kind;	   /* enum page_kind */
	uint8_t class;	   /* slab: size class */
	uint16_t used;	   /* slab: blocks in use */
	void *free_blocks; /* slab: list through their first words */
};

void pages_init(void);
/* Takes a region over: some of it for the table of its pages. Returns the bytes that can be handed out, 0 where it is
 * too small. */
size_t pages_add(uint64_t hpa, uint64_t bytes);
/* The first page of a run of `count`, of kind PAGE_RUN; NULL: none so long. */
struct page *pages_allocate(uint32_t count);
void pages_free(struct page *first);

void *page_address(const struct page *page);
/* The page in which `memory` lies; NULL where it is none of the heap's. Needs no lock. */
struct page *page_of(const void *memory);

#endif
