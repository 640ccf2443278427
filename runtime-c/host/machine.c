/* The machine's natives, with the answers of their Node bodies. */
#include <stdio.h>
#include <stdlib.h>

#include "include/host_machine.h"

uint64_t machine_device_tree(void)
{
	return 0;
}

uint64_t machine_image_start(void)
{
	return 0;
}

uint64_t machine_image_end(void)
{
	return 0;
}

bool machine_map(uint64_t hpa, uint64_t bytes, int64_t kind)
{
	(void)hpa;
	(void)bytes;
	(void)kind;
	return true;
}

uint32_t machine_physical_address_bits(void)
{
	return 40;
}

_Noreturn void machine_power_off(int64_t conduit)
{
	(void)conduit;
	(void)fflush(stdout);
	_Exit(0);
}

bool cpu_start(uint32_t index, uint64_t mpidr, int64_t conduit)
{
	(void)index;
	(void)mpidr;
	(void)conduit;
	return true;
}

uint32_t cpu_count(void)
{
	return 4;
}

uint64_t cpu_mpidr(uint32_t index)
{
	return index;
}

void stage2_flush_vmid(uint64_t vttbr)
{
	(void)vttbr;
}

void console_set_uart(int64_t kind, uint64_t hpa)
{
	(void)kind;
	(void)hpa;
}

void console_put(uint8_t byte)
{
	(void)fputc(byte, stdout);
}

int64_t console_get(void)
{
	return -1;
}

void console_set_receive_interrupt(bool on)
{
	(void)on;
}

bool gic_init(uint64_t gicd, uint64_t gicr, uint64_t gicr_bytes, uint64_t stride, uint32_t maintenance,
	uint32_t virtual_timer, uint32_t hyp_timer)
{
	(void)gicd;
	(void)gicr;
	(void)gicr_bytes;
	(void)stride;
	(void)maintenance;
	(void)virtual_timer;
	(void)hyp_timer;
	return true;
}

bool irq_register(uint32_t intid, struct rt_closure *handler)
{
	(void)intid;
	(void)handler;
	return true;
}
