#include "mmu.h"

#define DESCRIPTOR_VALID   1UL
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
	for (unsigned i = 0; i < 512; i++)
		table[i] = 0;
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

/* Does a block of 2^shift bytes fit at this place? */
static bool fits(uint64_t va, uint64_t pa, uint64_t bytes, unsigned shift)
{
	uint64_t size = 1UL << shift;

	return shift <= SHIFT_1_GIB && ((va | pa) & (size - 1)) == 0 && bytes >= size;
}

/* Maps the largest piece at `va`, or finds it mapped. The result is the size of the piece; 0: no memory for a table. */
static uint64_t map_piece(struct mmu_pool *pool, uint64_t va, uint64_t pa, uint64_t bytes, uint64_t bits)
{
	uint64_t *table = mmu_tables[0];

	for (unsigned shift = SHIFT_ROOT;; shift -= 9) {
		uint64_t *entry = &table[(va >> shift) & 511];
		uint64_t size = 1UL << shift;

		if (*entry != 0 && !is_table(*entry, shift))
			return size - (va & (size - 1));
		if (*entry == 0 && fits(va, pa, bytes, shift)) {
			*entry = pa | bits | (shift == SHIFT_PAGE ? DESCRIPTOR_TABLE : DESCRIPTOR_BLOCK);
			return size;
		}
		table = next_table(pool, entry);
		if (table == NULL)
			return 0;
	}
}

bool mmu_map(struct mmu_pool *pool, uint64_t va, uint64_t pa, uint64_t bytes, enum mmu_attributes attributes)
{
	uint64_t bits = descriptor_bits(attributes);
	uint64_t done = 0;

	while (done < bytes) {
		uint64_t piece = map_piece(pool, va + done, pa + done, bytes - done, bits);

		if (piece == 0)
			return false;
		done += piece;
	}
	/* Entries only ever go from invalid to valid, so no TLB holds anything older. */
	__asm__ volatile("dsb ishst\n\tisb" ::: "memory");
	return true;
}
