/* Natives of src/std/kernel/machine.ts that belong to this architecture, but for those in gic.h, mmu.h and image.h. */
#ifndef TSVISOR_MACHINE_H
#define TSVISOR_MACHINE_H

#include <stdbool.h>
#include <stdint.h>

uint64_t machine_device_tree(void);
uint32_t machine_physical_address_bits(void);
void machine_power_off(int64_t conduit);
bool cpu_start(uint32_t index, uint64_t mpidr, int64_t conduit);
uint32_t cpu_count(void);
uint64_t cpu_mpidr(uint32_t index);
void stage2_flush_vmid(uint64_t vttbr);

#endif
