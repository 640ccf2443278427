/*
 * While some EL1 registers are one guest's and VTTBR_EL2 is another's, no speculative walk of stage 1 may fill the TLB:
 * Cortex-A55 erratum 1530923, A57 and A72 1319537, A76 1165522. With EPD0 and EPD1 set there are no walks.
 */
#ifndef TSVISOR_STAGE1_WALKS_H
#define TSVISOR_STAGE1_WALKS_H

#include "system-register.h"

#define TCR_EPD0 (1UL << 7)
#define TCR_EPD1 (1UL << 23)

static inline void vcpu_stop_walks(void)
{
	WRITE_SYSTEM_REGISTER(tcr_el1, TCR_EPD0 | TCR_EPD1);
	ISB();
}

/* Once everything else is as the guest with this TCR_EL1 has it. */
static inline void vcpu_allow_walks(uint64_t tcr)
{
	ISB();
	WRITE_SYSTEM_REGISTER(tcr_el1, tcr);
	ISB();
}

#endif
