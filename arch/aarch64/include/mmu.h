/* EL2's own page tables: identity map of what the hypervisor uses, and task stacks with guard pages. Arm ARM DDI 0487,
 * D8.3. */
#ifndef TSVISOR_MMU_H
#define TSVISOR_MMU_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "el2-registers.h"

/* How memory is mapped: descriptor bits beside the address. Shareability and the access flag are always there. */
enum mmu_attributes {
	MMU_CODE = 0,	   /* read, execute */
	MMU_CONSTANTS = 1, /* read */
	MMU_DATA = 2,	   /* read, write */
	MMU_DEVICE = 3,	   /* read, write, Device-nGnRnE */
};

/* Page-table pages not yet in use. */
struct mmu_pool {
	uint64_t (*next)[512];
	uint64_t (*end)[512];
};

/* All page tables; the first is the root. Not cleared at the start. */
extern uint64_t mmu_tables[MMU_TABLES][512];

/*
 * Maps [va, va + bytes) to pa, everything 4 KiB aligned, with the largest blocks that fit. What is mapped already stays
 * as it is. False when the pool is empty; a part may then be mapped. Nobody else may change the tables meanwhile.
 */
bool mmu_map(struct mmu_pool *pool, uint64_t va, uint64_t pa, uint64_t bytes, enum mmu_attributes attributes);

/* For head.S, with the MMU off: maps the image. The result is the first table not in use. */
uint64_t (*mmu_build_early(void))[512];

/* Takes over the tables from mmu_build_early() and makes constants read-only, now that they are relocated. */
void mmu_begin(uint64_t (*first_unused_table)[512]);

/* MapKind of src/std/kernel/machine.ts. */
bool machine_map(uint64_t hpa, uint64_t bytes, int64_t kind);

#endif
