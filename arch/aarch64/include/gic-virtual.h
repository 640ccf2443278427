/*
 * The GIC's virtual CPU interface: natives of src/arch/aarch64/registers.ts. On the CPU whose vCPU is meant, interrupts
 * off. Arm IHI 0069H, 12.4.
 */
#ifndef TSVISOR_GIC_VIRTUAL_H
#define TSVISOR_GIC_VIRTUAL_H

#include <stdbool.h>
#include <stdint.h>

#include "system-register.h"

#define ICH_HCR_EN  1UL
#define ICH_HCR_UIE 2UL

static inline uint32_t gic_list_register_count(void)
{
	return (uint32_t)(READ_SYSTEM_REGISTER(ich_vtr_el2) & 0x1f) + 1;
}

static inline uint32_t gic_read_empty_list_registers(void)
{
	return (uint32_t)READ_SYSTEM_REGISTER(ich_elrsr_el2);
}

static inline uint32_t gic_read_end_of_interrupt_status(void)
{
	return (uint32_t)READ_SYSTEM_REGISTER(ich_eisr_el2);
}

static inline void gic_set_underflow_interrupt(bool on)
{
	uint64_t hcr = READ_SYSTEM_REGISTER(ich_hcr_el2);

	WRITE_SYSTEM_REGISTER(ich_hcr_el2, on ? hcr | ICH_HCR_UIE : hcr & ~ICH_HCR_UIE);
}

/* ICH_LR<n>_EL2, n below 16. In list-registers.S. */
uint64_t gic_read_list_register(uint32_t n);
void gic_write_list_register(uint32_t n, uint64_t value);

#endif
