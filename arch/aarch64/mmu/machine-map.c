#include <stdatomic.h>

#include "arch.h"
#include "image.h"
#include "mmu.h"

#define MEBIBYTES_2   0x200000UL
#define ADDRESS_LIMIT (1UL << 48)
/* Where stacks with guard pages lie: the last 512 GiB of the address space, above any memory that 48-bit machines have.
 */
#define STACK_WINDOW 0xff8000000000UL

/* MapKind */
#define MAP_MEMORY 0

/* Guards the tables, the pool and the stack window. Held with interrupts off. */
static atomic_flag lock = ATOMIC_FLAG_INIT;
static struct mmu_pool pool;
static uint64_t next_stack = STACK_WINDOW;

static arch_irq_state_t lock_tables(void)
{
	arch_irq_state_t before = arch_irq_save();

	while (atomic_flag_test_and_set_explicit(&lock, memory_order_acquire))
		arch_cpu_relax();
	return before;
}

static void unlock_tables(arch_irq_state_t before)
{
	atomic_flag_clear_explicit(&lock, memory_order_release);
	arch_irq_restore(before);
}

/* Sets the read-only bit of every page of [from, to): permissions may change in place, without break-before-make. */
static void make_read_only(uint64_t from, uint64_t to)
{
	for (uint64_t va = from; va < to;) {
		uint64_t *table = mmu_tables[0];
		unsigned shift = 39;

		while (shift > 12 && (table[(va >> shift) & 511] & 3) == 3) {
			table = (uint64_t *)(table[(va >> shift) & 511] & 0x0000fffffffff000UL);
			shift -= 9;
		}
		table[(va >> shift) & 511] |= 1UL << 7;
		va += 1UL << shift;
	}
	__asm__ volatile("dsb ishst\n\ttlbi alle2is\n\tdsb ish\n\tisb" ::: "memory");
}

void mmu_begin(uint64_t (*first_unused_table)[512])
{
	pool.next = first_unused_table;
	pool.end = mmu_tables + MMU_TABLES;
	make_read_only((uint64_t)_text_end, (uint64_t)_constants_end);
}

bool machine_map(uint64_t hpa, uint64_t bytes, int64_t kind)
{
	uint64_t grain = kind == MAP_MEMORY ? MEBIBYTES_2 : ARCH_PAGE_SIZE;
	uint64_t from = hpa & ~(grain - 1);
	uint64_t to = (hpa + bytes + grain - 1) & ~(grain - 1);
	arch_irq_state_t before;
	bool mapped;

	if (bytes == 0)
		return true;
	if (hpa >= STACK_WINDOW || bytes > STACK_WINDOW - hpa || to > ADDRESS_LIMIT)
		return false;
	before = lock_tables();
	mapped = mmu_map(&pool, from, from, to - from, kind == MAP_MEMORY ? MMU_DATA : MMU_DEVICE);
	unlock_tables(before);
	return mapped;
}

void *arch_stack_map(void *memory, size_t bytes)
{
	arch_irq_state_t before = lock_tables();
	uint64_t stack = next_stack + ARCH_PAGE_SIZE;
	bool mapped = mmu_map(&pool, stack, (uint64_t)memory, bytes, MMU_DATA);

	next_stack = stack + bytes;
	unlock_tables(before);
	return mapped ? (void *)stack : NULL;
}
