#include "arch.h"
#include "machine.h"
#include "system-register.h"

/* TLB maintenance for EL1&0 applies to the VMID in VTTBR_EL2, so that is set meanwhile, and no guest may run here
 * meanwhile. */
void stage2_flush_vmid(uint64_t vttbr)
{
	arch_irq_state_t before = arch_irq_save();
	uint64_t running = READ_SYSTEM_REGISTER(vttbr_el2);

	DSB(ishst);
	WRITE_SYSTEM_REGISTER(vttbr_el2, vttbr);
	ISB();
	__asm__ volatile("tlbi vmalls12e1is\n\tdsb ish\n\tisb" ::: "memory");
	WRITE_SYSTEM_REGISTER(vttbr_el2, running);
	ISB();
	arch_irq_restore(before);
}
