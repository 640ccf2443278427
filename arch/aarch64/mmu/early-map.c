/* Runs with the MMU off, before relocation and BSS: no static data, nothing that needs either. */
#include "image.h"
#include "mmu.h"

uint64_t mmu_tables[MMU_TABLES][512] __attribute__((section(".noinit"), aligned(4096)));

static void map_identically(struct mmu_pool *pool, const char *from, const char *to, enum mmu_attributes attributes)
{
	/* The early tables are enough for every place that the image can be at. */
	(void)mmu_map(pool, (uint64_t)from, (uint64_t)from, (uint64_t)(to - from), attributes);
}

uint64_t (*mmu_build_early(void))[512]
{
	uint64_t(*tables)[512] = mmu_tables;
	struct mmu_pool pool;

	/* Keeps the compiler from a constant `pool`, whose addresses would need relocation. */
	__asm__("" : "+r"(tables));
	pool.next = tables + 1;
	pool.end = tables + MMU_EARLY_TABLES;
	__builtin_memset(tables[0], 0, sizeof(tables[0]));
	map_identically(&pool, _image_start, _text_end, MMU_CODE);
	/* Writable until they are relocated: mmu_begin(). */
	map_identically(&pool, _text_end, _constants_end, MMU_DATA);
	map_identically(&pool, _constants_end, _image_end, MMU_DATA);
	return pool.next;
}
