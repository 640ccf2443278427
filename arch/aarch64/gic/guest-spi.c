/* SPIs of devices that belong to a guest. Arm IHI 0069H, 12.9. */
#include "gic.h"
#include "sync/spinlock.h"

#define GICD_CTLR      0x0000u
#define GICD_ISENABLER 0x0100u
#define GICD_ICENABLER 0x0180u
#define GICD_ISPENDR   0x0200u
#define GICD_ICPENDR   0x0280u
#define GICD_ICACTIVER 0x0380u
#define GICD_ICFGR     0x0c00u
#define GICD_IROUTER   0x6000u

#define CTLR_RWP (1u << 31)

/* Guards GICD_ICFGR, which is read, changed and written; the other registers take one bit, or one interrupt, at a time.
 * Innermost. */
static struct spinlock trigger_lock;

/* One of the registers of which a write of 1 changes an interrupt, and of 0 nothing. */
static void write_bit(uint32_t offset, uint32_t intid)
{
	gic_write32(machine_gic.distributor + offset + (uint64_t)(intid / 32) * 4, 1u << intid % 32);
}

uint32_t gic_interrupt_count(void)
{
	return machine_gic.interrupts;
}

void gic_spi_route(uint32_t intid, uint32_t cpu)
{
	*(volatile uint64_t *)(machine_gic.distributor + GICD_IROUTER + 8UL * intid) = arch_cpus[cpu].mpidr;
}

void gic_spi_set_edge(uint32_t intid, bool edge)
{
	uint64_t at = machine_gic.distributor + GICD_ICFGR + (uint64_t)(intid / 16) * 4;
	uint32_t bit = 2u << intid % 16 * 2;
	arch_irq_state_t before = spinlock_lock(&trigger_lock);
	uint32_t value = gic_read32(at);

	gic_write32(at, edge ? value | bit : value & ~bit);
	spinlock_unlock(&trigger_lock, before);
}

void gic_spi_enable(uint32_t intid)
{
	write_bit(GICD_ISENABLER, intid);
}

void gic_spi_disable(uint32_t intid)
{
	write_bit(GICD_ICENABLER, intid);
}

void gic_spi_pend(uint32_t intid)
{
	write_bit(GICD_ISPENDR, intid);
}

void gic_spi_deactivate(uint32_t intid)
{
	write_bit(GICD_ICACTIVER, intid);
}

/* It cannot come any more when this returns; one that was taken just before is the taker's business. */
void gic_spi_quiet(uint32_t intid)
{
	write_bit(GICD_ICENABLER, intid);
	while ((gic_read32(machine_gic.distributor + GICD_CTLR) & CTLR_RWP) != 0)
		arch_cpu_relax();
	write_bit(GICD_ICPENDR, intid);
	write_bit(GICD_ICACTIVER, intid);
}
