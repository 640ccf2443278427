#include "gic.h"

/* RD_base */
#define GICR_TYPER 0x0008u
#define GICR_WAKER 0x0014u
/* SGI_base */
#define GICR_SGI	0x10000u
#define GICR_IGROUPR0	(GICR_SGI + 0x0080u)
#define GICR_ISENABLER0 (GICR_SGI + 0x0100u)
#define GICR_ICENABLER0 (GICR_SGI + 0x0180u)
#define GICR_ISACTIVER0 (GICR_SGI + 0x0300u)
#define GICR_ICACTIVER0 (GICR_SGI + 0x0380u)
#define GICR_IPRIORITY	(GICR_SGI + 0x0400u)

#define TYPER_VLPIS    (1u << 1) /* GICv4: two frames more */
#define WAKER_SLEEP    (1u << 1)
#define WAKER_ASLEEP   (1u << 2)
#define CTLR_RWP       (1u << 3)
#define FRAMES_BYTES   0x20000u
#define FRAMES_4_BYTES 0x40000u
#define PRIORITY_ALL   0xa0a0a0a0u

/* The affinity fields of an MPIDR as GICR_TYPER bits 63:32 have them. */
static uint32_t packed_affinity(uint64_t mpidr)
{
	return (uint32_t)(mpidr & 0xffffff) | (uint32_t)(mpidr >> 8 & 0xff000000);
}

static uint64_t stride_of(uint32_t typer)
{
	if (machine_gic.stride != 0)
		return machine_gic.stride;
	return (typer & TYPER_VLPIS) != 0 ? FRAMES_4_BYTES : FRAMES_BYTES;
}

/* GICR_TYPER.Last does not end the search: a region with holes (a core fused off) may set it in the middle. */
uint64_t gic_find_redistributor(uint64_t mpidr)
{
	uint64_t end = machine_gic.redistributors + machine_gic.redistributor_bytes;
	uint64_t at = machine_gic.redistributors;

	while (at < end && end - at >= FRAMES_BYTES) {
		uint32_t typer = gic_read32(at + GICR_TYPER);

		if (gic_read32(at + GICR_TYPER + 4) == packed_affinity(mpidr))
			return at;
		at += stride_of(typer);
	}
	return 0;
}

static void wait_for_writes(uint64_t redistributor)
{
	while ((gic_read32(redistributor) & CTLR_RWP) != 0)
		arch_cpu_relax();
}

/* Of the private interrupts only those are on that EL2 uses. A guest's other PPIs have no hardware behind them. */
void gic_redistributor_begin(uint64_t redistributor)
{
	uint32_t used = 1u << SGI_RESCHEDULE | 1u << SGI_STOP | 1u << SGI_CALL | 1u << machine_gic.maintenance |
			1u << machine_gic.virtual_timer | 1u << machine_gic.hyp_timer;

	gic_write32(redistributor + GICR_WAKER, gic_read32(redistributor + GICR_WAKER) & ~WAKER_SLEEP);
	while ((gic_read32(redistributor + GICR_WAKER) & WAKER_ASLEEP) != 0)
		arch_cpu_relax();
	gic_write32(redistributor + GICR_ICENABLER0, UINT32_MAX);
	wait_for_writes(redistributor);
	gic_write32(redistributor + GICR_ICACTIVER0, UINT32_MAX);
	gic_write32(redistributor + GICR_IGROUPR0, UINT32_MAX);
	for (uint32_t intid = 0; intid < INTID_FIRST_SPI; intid += 4)
		gic_write32(redistributor + GICR_IPRIORITY + intid, PRIORITY_ALL);
	gic_write32(redistributor + GICR_ISENABLER0, used);
	wait_for_writes(redistributor);
}

bool gic_virtual_timer_is_active(void)
{
	return (gic_read32(arch_cpu()->redistributor + GICR_ISACTIVER0) >> machine_gic.virtual_timer & 1) != 0;
}

void gic_virtual_timer_set_active(bool active)
{
	gic_write32(arch_cpu()->redistributor + (active ? GICR_ISACTIVER0 : GICR_ICACTIVER0),
		1u << machine_gic.virtual_timer);
	/* Seen by the redistributor before the timer is switched on or off. */
	__asm__ volatile("dsb sy" ::: "memory");
}
