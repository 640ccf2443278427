#include "gic.h"

#define GICD_CTLR      0x0000u
#define GICD_TYPER     0x0004u
#define GICD_IGROUPR   0x0080u
#define GICD_ISENABLER 0x0100u
#define GICD_ICENABLER 0x0180u
#define GICD_ICACTIVER 0x0380u
#define GICD_IPRIORITY 0x0400u
#define GICD_IROUTER   0x6000u

#define CTLR_RWP       (1u << 31)
#define CTLR_ARE_NS    (1u << 4)
#define CTLR_GROUP1_NS (1u << 1) /* EnableGrp1A as Non-secure software sees it */

#define PRIORITY_ALL 0xa0a0a0a0u /* all alike: EL2 does not nest interrupts */

static void wait_for_writes(void)
{
	while ((gic_read32(machine_gic.distributor + GICD_CTLR) & CTLR_RWP) != 0)
		arch_cpu_relax();
}

static uint32_t interrupt_count(void)
{
	uint32_t count = 32 * ((gic_read32(machine_gic.distributor + GICD_TYPER) & 0x1f) + 1);

	return count < INTID_SPECIAL ? count : INTID_SPECIAL;
}

/* Every SPI off, inactive, Group 1, of one priority: loaders leave some of them on. */
void gic_distributor_begin(void)
{
	uint64_t base = machine_gic.distributor;

	machine_gic.interrupts = interrupt_count();
	gic_write32(base + GICD_CTLR, 0);
	wait_for_writes();
	for (uint32_t intid = INTID_FIRST_SPI; intid < machine_gic.interrupts; intid += 32) {
		gic_write32(base + GICD_ICENABLER + intid / 8, UINT32_MAX);
		gic_write32(base + GICD_ICACTIVER + intid / 8, UINT32_MAX);
		gic_write32(base + GICD_IGROUPR + intid / 8, UINT32_MAX);
	}
	for (uint32_t intid = INTID_FIRST_SPI; intid < machine_gic.interrupts; intid += 4)
		gic_write32(base + GICD_IPRIORITY + intid, PRIORITY_ALL);
	wait_for_writes();
	gic_write32(base + GICD_CTLR, CTLR_ARE_NS | CTLR_GROUP1_NS);
	wait_for_writes();
}

void gic_distributor_enable(uint32_t intid)
{
	*(volatile uint64_t *)(machine_gic.distributor + GICD_IROUTER + 8UL * intid) = arch_cpus[0].mpidr;
	gic_write32(machine_gic.distributor + GICD_ISENABLER + (uint64_t)(intid / 32) * 4, 1u << intid % 32);
	wait_for_writes();
}
