/* Blocks of up to SLAB_LARGEST bytes, of one size per page. The heap's lock guards what changes. */
#ifndef TSVISOR_SLABS_H
#define TSVISOR_SLABS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SLAB_LARGEST 2048u
#define SLAB_CLASSES 22u

struct page;

void slabs_init(void);
/* The class of blocks for `bytes`, at most SLAB_LARGEST. Needs no lock, like the next two. */
uint8_t slab_class_of(size_t bytes);
/* The size of its blocks. */
uint32_t slab_class_bytes(uint8_t class);
/* Is `block` one of a slab of this class? For blocks in use. */
bool slab_holds(const struct page *page, const void *block, uint8_t class);

/* NULL without memory. */
void *slab_allocate(uint8_t class);
/* `page` is the slab in which the block lies. */
void slab_free(struct page *page, void *block);

#endif
