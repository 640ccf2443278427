#include "arch-cpu.h"
#include "system-register.h"

struct arch_cpu arch_cpus[ARCH_MAX_CPUS];

void arch_cpu_begin(struct arch_cpu *cpu)
{
	cpu->index = (uint32_t)(cpu - arch_cpus);
	cpu->mpidr = READ_SYSTEM_REGISTER(mpidr_el1) & MPIDR_AFFINITY;
	cpu->boot_task.cpu = cpu;
	if (cpu->index == 0)
		cpu->power = CPU_ONLINE;
}

void arch_adopt_task(struct arch_task *task)
{
	task->cpu = arch_cpu();
	WRITE_SYSTEM_REGISTER(tpidr_el2, (uint64_t)task);
}

uint32_t arch_cpu_index(void)
{
	return arch_cpu()->index;
}

uint32_t arch_cpu_count(void)
{
	uint32_t count = 0;

	while (count < ARCH_MAX_CPUS && arch_cpus[count].power == CPU_ONLINE)
		count++;
	return count;
}

uint32_t cpu_count(void)
{
	return arch_cpu_count();
}

uint64_t cpu_mpidr(uint32_t index)
{
	return index < ARCH_MAX_CPUS ? arch_cpus[index].mpidr : 0;
}

void arch_halt(void)
{
	arch_irq_disable();
	for (;;)
		__asm__ volatile("wfe");
}
