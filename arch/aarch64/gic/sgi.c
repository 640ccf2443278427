#include "gic.h"
#include "system-register.h"

/* ICC_SGI1R_EL1 */
#define SGI_TO_ALL_OTHERS (1UL << 40)
#define SGI_NUMBER_SHIFT  24

/* The target list counts within 16 values of Aff0 (range selector). */
uint64_t gic_sgi_target(uint64_t mpidr)
{
	uint64_t aff0 = mpidr & 0xff;
	uint64_t aff1 = mpidr >> 8 & 0xff;
	uint64_t aff2 = mpidr >> 16 & 0xff;
	uint64_t aff3 = mpidr >> 32 & 0xff;

	return aff3 << 48 | (aff0 >> 4) << 44 | aff2 << 32 | aff1 << 16 | 1UL << (aff0 & 15);
}

static void send(uint64_t value)
{
	/* What the receiver is to find must be visible before the interrupt is. */
	DSB(ishst);
	WRITE_SYSTEM_REGISTER(icc_sgi1r_el1, value);
	ISB();
}

void arch_send_reschedule(uint32_t cpu)
{
	send(arch_cpus[cpu].sgi_target | SGI_RESCHEDULE << SGI_NUMBER_SHIFT);
}

void arch_send_call(uint32_t cpu)
{
	send(arch_cpus[cpu].sgi_target | SGI_CALL << SGI_NUMBER_SHIFT);
}

void arch_stop_others(void)
{
	if (machine_gic.distributor != 0)
		send(SGI_TO_ALL_OTHERS | SGI_STOP << SGI_NUMBER_SHIFT);
}
