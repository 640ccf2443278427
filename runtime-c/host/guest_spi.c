/* SPIs of guests' devices on a machine that has none. */
#include "include/host_machine.h"

/* As QEMU's `virt` machine has them: 256 SPIs. */
#define INTERRUPTS 288u

uint32_t gic_interrupt_count(void)
{
	return INTERRUPTS;
}

void gic_spi_route(uint32_t intid, uint32_t cpu)
{
	(void)intid;
	(void)cpu;
}

void gic_spi_set_edge(uint32_t intid, bool edge)
{
	(void)intid;
	(void)edge;
}

void gic_spi_enable(uint32_t intid)
{
	(void)intid;
}

void gic_spi_disable(uint32_t intid)
{
	(void)intid;
}

void gic_spi_pend(uint32_t intid)
{
	(void)intid;
}

void gic_spi_deactivate(uint32_t intid)
{
	(void)intid;
}

void gic_spi_quiet(uint32_t intid)
{
	(void)intid;
}
