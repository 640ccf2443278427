/* What this architecture keeps of each CPU. */
#ifndef TSVISOR_ARCH_CPU_H
#define TSVISOR_ARCH_CPU_H

#include "arch.h"

/* CPU_STARTING goes to CPU_ONLINE by the new CPU, or to CPU_ABANDONED by the one that tired of waiting; whoever is
 * first. */
enum cpu_power { CPU_OFF, CPU_STARTING, CPU_ONLINE, CPU_ABANDONED };

struct arch_cpu {
	struct arch_task boot_task; /* stands in TPIDR_EL2 until the CPU's first task is adopted; vectors and head.S use
				       its place */
	void *first_stack;	    /* top; where a secondary CPU starts */
	uint32_t index;
	_Atomic uint32_t power;	       /* enum cpu_power */
	uint64_t mpidr;		       /* affinity fields alone */
	uint64_t sgi_target;	       /* the fields of ICC_SGI1R_EL1 that name this CPU */
	uint64_t redistributor;	       /* GICR RD_base, 0 before the GIC is set up */
	struct vcpu_context *resident; /* whose EL1 registers this CPU holds, NULL: nobody's; this CPU alone uses it,
					  interrupts off */
};

/* Offset known to head.S. */
_Static_assert(offsetof(struct arch_cpu, first_stack) == 32, "head.S loads the first stack");

extern struct arch_cpu arch_cpus[ARCH_MAX_CPUS];

/* This CPU. Only with interrupts off, or in a task that is bound to one CPU. */
static inline struct arch_cpu *arch_cpu(void)
{
	return ((struct arch_task *)arch_current_task())->cpu;
}

/* MPIDR_EL1 reduced to Aff3..Aff0: what PSCI, the redistributors and the device tree call a CPU. */
#define MPIDR_AFFINITY 0xff00ffffffUL

/* Puts this CPU's EL2 registers and exception vectors to work for `cpu`; once on each CPU. */
void arch_cpu_begin(struct arch_cpu *cpu);

#endif
