/* Calls to the firmware. Arm DEN 0022F (PSCI), DEN 0028 (SMCCC). */
#include <stdatomic.h>

#include "arch-cpu.h"
#include "machine.h"
#include "kernel.h"

#define PSCI_CPU_ON_64	0xc4000003u
#define PSCI_SYSTEM_OFF 0x84000008u

/* PsciConduit */
#define CONDUIT_SMC 1
#define CONDUIT_HVC 2

/* The conduit that was used last, for arch_power_off(). */
static _Atomic int64_t known_conduit;

extern const char boot_secondary[];

static int64_t psci_call(int64_t conduit, uint32_t function, uint64_t a, uint64_t b, uint64_t c)
{
	register uint64_t x0 __asm__("x0") = function;
	register uint64_t x1 __asm__("x1") = a;
	register uint64_t x2 __asm__("x2") = b;
	register uint64_t x3 __asm__("x3") = c;

	known_conduit = conduit;
	if (conduit == CONDUIT_SMC)
		__asm__ volatile("smc #0"
				 : "+r"(x0), "+r"(x1), "+r"(x2), "+r"(x3)::"x4", "x5", "x6", "x7", "x8", "x9", "x10",
				 "x11", "x12", "x13", "x14", "x15", "x16", "x17", "memory");
	else if (conduit == CONDUIT_HVC)
		__asm__ volatile("hvc #0"
				 : "+r"(x0), "+r"(x1), "+r"(x2), "+r"(x3)::"x4", "x5", "x6", "x7", "x8", "x9", "x10",
				 "x11", "x12", "x13", "x14", "x15", "x16", "x17", "memory");
	else
		return -1;
	return (int64_t)x0;
}

/* Waits one second at most for the CPU to reach C. */
static bool wait_until_online(struct arch_cpu *cpu)
{
	uint64_t deadline = arch_counter() + arch_counter_frequency();
	uint32_t starting = CPU_STARTING;

	while (atomic_load(&cpu->power) == CPU_STARTING && arch_counter() < deadline)
		arch_cpu_relax();
	return !atomic_compare_exchange_strong(&cpu->power, &starting, CPU_ABANDONED) && cpu->power == CPU_ONLINE;
}

bool cpu_start(uint32_t index, uint64_t mpidr, int64_t conduit)
{
	struct arch_cpu *cpu = &arch_cpus[index];

	if (index == 0 || index >= ARCH_MAX_CPUS || cpu->power != CPU_OFF)
		return false;
	cpu->first_stack = kernel_secondary_stack(index);
	if (cpu->first_stack == NULL)
		return false;
	cpu->mpidr = mpidr & MPIDR_AFFINITY;
	cpu->boot_task.cpu = cpu;
	cpu->power = CPU_STARTING;
	/* The new CPU reads all of this with its MMU and caches on; nothing has to be cleaned for it. */
	__asm__ volatile("dsb sy" ::: "memory");
	if (psci_call(conduit, PSCI_CPU_ON_64, cpu->mpidr, (uint64_t)boot_secondary, (uint64_t)cpu) == 0)
		return wait_until_online(cpu);
	cpu->power = CPU_OFF;
	return false;
}

void machine_power_off(int64_t conduit)
{
	psci_call(conduit, PSCI_SYSTEM_OFF, 0, 0, 0);
	arch_stop_others();
	arch_halt();
}

void arch_power_off(void)
{
	machine_power_off(known_conduit);
	arch_halt();
}
