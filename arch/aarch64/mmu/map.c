#include "arch.h"
#include "mmu.h"

#define DESCRIPTOR_TABLE   3UL /* at levels 0 to 2; a page at level 3 */
#define DESCRIPTOR_BLOCK   1UL
#define ATTRIBUTE_NORMAL   (1UL << 2) /* index into MAIR_EL2 */
#define ATTRIBUTE_RES1	   (1UL << 6) /* AP[1] in a regime with one privilege level */
#define ATTRIBUTE_READONLY (1UL << 7)
#define ATTRIBUTE_INNER	   (3UL << 8)
#define ATTRIBUTE_ACCESSED (1UL << 10)
#define ATTRIBUTE_XN	   (1UL << 54)
#define ADDRESS_MASK	   0x0000fffffffff000UL

#define SHIFT_ROOT  39u
#define SHIFT_1_GIB 30u /* largest block of the 4 KiB granule */
#define SHIFT_PAGE  12u

/* What is to be mapped, everything 4 KiB aligned. */
struct mapping {
	uint64_t va;
	uint64_t pa;
	uint64_t bytes;
	uint64_t bits; /* of the descriptor, beside the address and its kind */
};

static uint64_t descriptor_bits(enum mmu_attributes attributes)
{
	uint64_t common = ATTRIBUTE_RES1 | ATTRIBUTE_ACCESSED | ATTRIBUTE_INNER;

	switch (attributes) {
	case MMU_CODE:
		return common | ATTRIBUTE_NORMAL | ATTRIBUTE_READONLY;
	case MMU_CONSTANTS:
		return common | ATTRIBUTE_NORMAL | ATTRIBUTE_READONLY | ATTRIBUTE_XN;
	case MMU_DATA:
		return common | ATTRIBUTE_NORMAL | ATTRIBUTE_XN;
	case MMU_DEVICE:
		break;
	}
	return common | ATTRIBUTE_XN;
}

/* A cleared table from the pool; NULL when it is empty. The entries are seen by the table walk before the table is
 * linked. */
static uint64_t *new_table(struct mmu_pool *pool)
{
	uint64_t *table;

	if (pool->next == pool->end)
		return NULL;
	table = *pool->next++;
	__builtin_memset(table, 0, ARCH_PAGE_SIZE);
	__asm__ volatile("dsb ishst" ::: "memory");
	return table;
}

static uint64_t *next_table(struct mmu_pool *pool, uint64_t *entry)
{
	if (*entry == 0) {
		uint64_t *table = new_table(pool);

		if (table == NULL)
			return NULL;
		*entry = (uint64_t)table | DESCRIPTOR_TABLE;
	}
	return (uint64_t *)(*entry & ADDRESS_MASK);
}

static bool is_table(uint64_t entry, unsigned shift)
{
	return shift != SHIFT_PAGE && (entry & 3) == DESCRIPTOR_TABLE;
}

/* Does one block or page of 2^shift bytes do it? */
static bool fits(const struct mapping *part, unsigned shift)
{
	return shift <= SHIFT_1_GIB && part->bytes == 1UL << shift && (part->pa & ((1UL << shift) - 1)) == 0;
}

static uint64_t min(uint64_t a, uint64_t b)
{
	return a < b ? a : b;
}

/* Maps what lies under `table`, whose entries stand for 2^shift bytes each. Calls itself for the levels below: three
 * deep. */
static bool map_under(struct mmu_pool *pool, uint64_t *table, unsigned shift, struct mapping wanted)
{
	uint64_t size = 1UL << shift;

	while (wanted.bytes != 0) {
		uint64_t *entry = &table[(wanted.va >> shift) & 511];
		uint64_t piece = min(size - (wanted.va & (size - 1)), wanted.bytes);
		struct mapping part = {wanted.va, wanted.pa, piece, wanted.bits};

		if (*entry == 0 && fits(&part, shift)) {
			*entry = part.pa | part.bits | (shift == SHIFT_PAGE ? DESCRIPTOR_TABLE : DESCRIPTOR_BLOCK);
		} else if (*entry == 0 || is_table(*entry, shift)) {
			uint64_t *below = next_table(pool, entry);

			if (below == NULL || !map_under(pool, below, shift - 9, part))
				return false;
		}
		wanted.va += piece;
		wanted.pa += piece;
		wanted.bytes -= piece;
	}
	return true;
}

bool mmu_map(struct mmu_pool *pool, uint64_t va, uint64_t pa, uint64_t bytes, enum mmu_attributes attributes)
{
	struct mapping wanted = {va, pa, bytes, descriptor_bits(attributes)};
	bool mapped = map_under(pool, mmu_tables[0], SHIFT_ROOT, wanted);

	/* Entries only ever go from invalid to valid, so no TLB holds anything older. */
	__asm__ volatile("dsb ishst\n\tisb" ::: "memory");
	return mapped;
}
