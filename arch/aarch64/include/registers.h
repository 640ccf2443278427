/* Natives that read this CPU's registers: src/arch/aarch64/registers.ts and src/std/kernel/machine.ts. */
#ifndef TSVISOR_REGISTERS_H
#define TSVISOR_REGISTERS_H

#include "system-register.h"

/* Only right in an exit handler, before interrupts are on again. */
static inline uint64_t arch_read_far_el2(void)
{
	return READ_SYSTEM_REGISTER(far_el2);
}

static inline uint64_t arch_read_hpfar_el2(void)
{
	return READ_SYSTEM_REGISTER(hpfar_el2);
}

/* ID register of op0 = 3, op1 = 0, CRn = 0 by `encoding`, ordered as bits 21:5 of ESR_EL2.ISS; others read as zero. */
uint64_t arch_read_id_register(uint32_t encoding);

#endif
