/* Blocks of up to SLAB_LARGEST bytes, of one size per page. The heap's lock guards all of it. */
#ifndef TSVISOR_SLABS_H
#define TSVISOR_SLABS_H

#include <stddef.h>
#include <stdint.h>

#define SLAB_LARGEST 2048u

struct page;

void slabs_init(void);
/* The size that a block for `bytes` really has. */
size_t slab_block_bytes(size_t bytes);
/* NULL without memory. */
void *slab_allocate(size_t bytes);
/* `page` is the slab in which the block lies. */
void slab_free(struct page *page, void *block);
/* Was it allocated for as many bytes, and is it the start of a block? */
int slab_holds(const struct page *page, const void *block, size_t bytes);

#endif
