/* Driver of the machine's GICv3. Arm IHI 0069H. */
#ifndef TSVISOR_GIC_H
#define TSVISOR_GIC_H

#include "arch-cpu.h"

struct rt_closure;

struct gic {
	uint64_t distributor;	      /* HPA of GICD_base, 0 before gic_init() */
	uint64_t redistributors;      /* HPA of the first GICR RD_base */
	uint64_t redistributor_bytes; /* of the whole range */
	uint64_t stride;	      /* from one to the next; 0: as GICR_TYPER says */
	uint32_t maintenance;	      /* INTIDs */
	uint32_t virtual_timer;
	uint32_t hyp_timer;
	uint32_t interrupts; /* INTIDs below this number exist; SPIs from 32 */
};
extern struct gic machine_gic;

/* SGIs among the hypervisor's CPUs. */
#define SGI_RESCHEDULE 0UL
#define SGI_STOP       1UL
#define SGI_CALL       2UL

#define INTID_FIRST_SPI 32u
#define INTID_SPECIAL	1020u /* and above: nothing to do */

/* ---- natives of src/std/kernel/machine.ts ---- */
bool gic_init(uint64_t gicd, uint64_t gicr, uint64_t gicr_bytes, uint64_t stride, uint32_t maintenance,
	uint32_t virtual_timer, uint32_t hyp_timer);
bool irq_register(uint32_t intid, struct rt_closure *handler);

/* ---- natives of src/std/kernel/guest-spi.ts; any CPU ---- */
uint32_t gic_interrupt_count(void);
void gic_spi_route(uint32_t intid, uint32_t cpu);
void gic_spi_set_edge(uint32_t intid, bool edge);
void gic_spi_enable(uint32_t intid);
void gic_spi_disable(uint32_t intid);
void gic_spi_pend(uint32_t intid);
void gic_spi_deactivate(uint32_t intid);
void gic_spi_quiet(uint32_t intid);

/* Compiled TypeScript: SPI `intid` came, interrupts off. True: it went to a guest, whose end of interrupt deactivates
 * it. */
bool vmm_guest_spi(uint32_t intid);

/* Acknowledges and handles one interrupt. Interrupts off. Called by the vectors. */
void irq_handle(void);

/* The fields of ICC_SGI1R_EL1 that name the CPU with this affinity. */
uint64_t gic_sgi_target(uint64_t mpidr);
/* Sets up this CPU's redistributor and CPU interface; false: there is no redistributor for it. */
bool gic_begin_cpu(struct arch_cpu *cpu);

void gic_distributor_begin(void);
/* Routes SPI `intid` to CPU 0 and enables it. */
void gic_distributor_enable(uint32_t intid);
/* HPA of the redistributor of the CPU with this affinity, 0: none. */
uint64_t gic_find_redistributor(uint64_t mpidr);
void gic_redistributor_begin(uint64_t redistributor);

/* The active state of this CPU's virtual timer interrupt. */
bool gic_virtual_timer_is_active(void);
void gic_virtual_timer_set_active(bool active);

static inline uint32_t gic_read32(uint64_t hpa)
{
	return *(const volatile uint32_t *)hpa;
}

static inline void gic_write32(uint64_t hpa, uint32_t value)
{
	*(volatile uint32_t *)hpa = value;
}

#endif
