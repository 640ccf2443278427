#include "arch.h"
#include "machine.h"
#include "stage1-walks.h"
#include "system-register.h"

/* TLB maintenance for EL1&0 applies to the VMID in VTTBR_EL2: that is set meanwhile, and no guest runs here meanwhile.
 */
void stage2_flush_vmid(uint64_t vttbr)
{
	arch_irq_state_t before = arch_irq_save();
	uint64_t resident = READ_SYSTEM_REGISTER(vttbr_el2);
	uint64_t tcr = READ_SYSTEM_REGISTER(tcr_el1);

	DSB(ishst);
	vcpu_stop_walks();
	WRITE_SYSTEM_REGISTER(vttbr_el2, vttbr);
	ISB();
	__asm__ volatile("tlbi vmalls12e1is\n\tdsb ish\n\tisb" ::: "memory");
	WRITE_SYSTEM_REGISTER(vttbr_el2, resident);
	vcpu_allow_walks(tcr);
	arch_irq_restore(before);
}
