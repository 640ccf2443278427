#include "heap/slabs.h"

#include "heap/pages.h"

#define GRAIN 16u

/* Multiples of GRAIN; few bytes of a page are lost to any of them. */
static const uint16_t class_bytes[SLAB_CLASSES] = {
	16, 32, 48, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 368, 448, 512, 576, 672, 800, 1008, 1360, 2048};

/* By size in GRAINs. */
static uint8_t class_of_grains[SLAB_LARGEST / GRAIN + 1u];
/* Slabs of each class that have room. */
static struct list with_room[SLAB_CLASSES];

void slabs_init(void)
{
	uint8_t class = 0;

	for (uint32_t grains = 0; grains <= SLAB_LARGEST / GRAIN; grains++) {
		if (grains * GRAIN > class_bytes[class])
			class ++;
		class_of_grains[grains] = class;
	}
	for (class = 0; class < SLAB_CLASSES; class ++)
		list_init(&with_room[class]);
}

uint8_t slab_class_of(size_t bytes)
{
	return class_of_grains[(bytes + GRAIN - 1u) / GRAIN];
}

uint32_t slab_class_bytes(uint8_t class)
{
	return class_bytes[class];
}

static struct page *make_slab(uint8_t class)
{
	struct page *page = pages_allocate(1);
	uint32_t bytes = class_bytes[class];
	char *memory;

	if (page == NULL)
		return NULL;
	page->kind = PAGE_SLAB;
	page->class = class;
	page->used = 0;
	page->free_blocks = NULL;
	memory = page_address(page);
	for (uint32_t at = PAGE_BYTES / bytes * bytes; at > 0; at -= bytes) {
		*(void **)(void *)(memory + at - bytes) = page->free_blocks;
		page->free_blocks = memory + at - bytes;
	}
	list_prepend(&with_room[class], &page->link);
	return page;
}

void *slab_allocate(uint8_t class)
{
	struct page *page;
	void **block;

	if (list_is_empty(&with_room[class]))
		page = make_slab(class);
	else
		page = list_entry(with_room[class].next, struct page, link);
	if (page == NULL)
		return NULL;
	block = page->free_blocks;
	page->free_blocks = *block;
	page->used++;
	if (page->free_blocks == NULL)
		list_remove(&page->link);
	return block;
}

void slab_free(struct page *page, void *block)
{
	struct list *others = &with_room[page->class];

	if (page->free_blocks == NULL)
		list_prepend(others, &page->link);
	*(void **)block = page->free_blocks;
	page->free_blocks = block;
	page->used--;
	/* The last slab of its class stays, so that one object that comes and goes does not cost a page each time. */
	if (page->used == 0 && others->next != others->previous) {
		list_remove(&page->link);
		page->kind = PAGE_RUN;
		pages_free(page);
	}
}

bool slab_holds(const struct page *page, const void *block, uint8_t class)
{
	uint64_t offset = (uint64_t)(uintptr_t)block % PAGE_BYTES;

	return page->kind == PAGE_SLAB && page->class == class && offset % class_bytes[class] == 0;
}
