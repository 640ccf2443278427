/* From head.S to the C runtime. */
#include <stdatomic.h>

#include "arch-cpu.h"
#include "gic.h"
#include "image.h"
#include "kernel.h"
#include "machine.h"
#include "mmu.h"
#include "system-register.h"

#define FDT_MAGIC	0xd00dfeedu
#define FDT_LARGEST	0x200000u /* arm64 boot protocol */
#define FDT_HEADER_SIZE 40u
#define MAP_KIND_MEMORY 0

_Noreturn void arch_start(uint64_t device_tree, uint64_t (*first_unused_table)[512]);
_Noreturn void arch_secondary_start(struct arch_cpu *cpu);

static uint64_t device_tree_address;

uint64_t machine_device_tree(void)
{
	return device_tree_address;
}

static uint32_t read_big_endian(uint64_t hpa)
{
	return __builtin_bswap32(*(const volatile uint32_t *)hpa);
}

/* Maps the tree that the loader passed; what is no tree is taken as none. */
static void take_device_tree(uint64_t hpa)
{
	uint32_t bytes;

	if (hpa == 0 || (hpa & 7) != 0 || !machine_map(hpa, FDT_HEADER_SIZE, MAP_KIND_MEMORY))
		return;
	if (read_big_endian(hpa) != FDT_MAGIC)
		return;
	bytes = read_big_endian(hpa + 4);
	if (bytes <= FDT_LARGEST && machine_map(hpa, bytes, MAP_KIND_MEMORY))
		device_tree_address = hpa;
}

void arch_start(uint64_t device_tree, uint64_t (*first_unused_table)[512])
{
	mmu_begin(first_unused_table);
	arch_cpu_begin(&arch_cpus[0]);
	take_device_tree(device_tree);
	kernel_main(device_tree_address);
}

void arch_secondary_start(struct arch_cpu *cpu)
{
	uint32_t starting = CPU_STARTING;

	arch_cpu_begin(cpu);
	if (!gic_begin_cpu(cpu) || !atomic_compare_exchange_strong(&cpu->power, &starting, CPU_ONLINE))
		arch_halt();
	kernel_secondary_main(cpu->index);
}
