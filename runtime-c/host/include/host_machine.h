/* Natives of src/std/kernel/machine.ts, src/std/unsafe/memory.ts and src/arch/aarch64: a machine of variables. */
#ifndef TSVISOR_HOST_MACHINE_H
#define TSVISOR_HOST_MACHINE_H

#include "../../lang/rt.h"

/* ---- physical memory: HOST_RAM_BYTES of RAM, zeroed; every access elsewhere ends the program ---- */
#define HOST_RAM_BASE  0x40000000u
#define HOST_RAM_BYTES 0x4000000u

uint8_t memory_read8(uint64_t hpa);
uint16_t memory_read16(uint64_t hpa);
uint32_t memory_read32(uint64_t hpa);
uint64_t memory_read64(uint64_t hpa);
void memory_write8(uint64_t hpa, uint8_t value);
void memory_write16(uint64_t hpa, uint16_t value);
void memory_write32(uint64_t hpa, uint32_t value);
void memory_write64(uint64_t hpa, uint64_t value);
struct rt_bytes *memory_view(uint64_t hpa, uint32_t bytes);
void memory_copy(uint64_t to, uint64_t from, uint64_t bytes);
void memory_fill(uint64_t hpa, uint8_t value, uint64_t bytes);
void memory_clean_caches(uint64_t hpa, uint64_t bytes);

/* ---- the machine ---- */
uint64_t machine_device_tree(void);
uint64_t machine_image_start(void);
uint64_t machine_image_end(void);
bool machine_map(uint64_t hpa, uint64_t bytes, int64_t kind);
uint32_t machine_physical_address_bits(void);
_Noreturn void machine_power_off(int64_t conduit);
bool cpu_start(uint32_t index, uint64_t mpidr, int64_t conduit);
uint32_t cpu_count(void);
uint64_t cpu_mpidr(uint32_t index);
void stage2_flush_vmid(uint64_t vttbr);
void console_set_uart(int64_t kind, uint64_t hpa);
void console_put(uint8_t byte);
int64_t console_get(void);
void console_set_receive_interrupt(bool on);
bool gic_init(uint64_t gicd, uint64_t gicr, uint64_t gicr_bytes, uint64_t stride, uint32_t maintenance,
	uint32_t virtual_timer, uint32_t hyp_timer);
bool irq_register(uint32_t intid, struct rt_closure *handler);
uint32_t gic_interrupt_count(void);
void gic_spi_route(uint32_t intid, uint32_t cpu);
void gic_spi_set_edge(uint32_t intid, bool edge);
void gic_spi_enable(uint32_t intid);
void gic_spi_disable(uint32_t intid);
void gic_spi_pend(uint32_t intid);
void gic_spi_deactivate(uint32_t intid);
void gic_spi_quiet(uint32_t intid);

/* ---- registers ---- */
uint64_t arch_read_far_el2(void);
uint64_t arch_read_hpfar_el2(void);
uint64_t arch_read_id_register(uint32_t encoding);
uint32_t gic_list_register_count(void);
uint32_t gic_read_empty_list_registers(void);
uint32_t gic_read_end_of_interrupt_status(void);
uint64_t gic_read_list_register(uint32_t n);
void gic_write_list_register(uint32_t n, uint64_t value);
void gic_set_underflow_interrupt(bool on);

/* ---- a vCPU that never runs ---- */
/* Registers that VcpuContext.readRegister numbers: more than GuestRegister has. */
#define HOST_GUEST_REGISTERS 64

struct vcpu_context {
	uint64_t x[31];
	uint64_t pc;
	uint64_t time_offset;
	uint64_t registers[HOST_GUEST_REGISTERS];
};
bool vcpu_context_init(struct vcpu_context *context);
void vcpu_context_fini(struct vcpu_context *context);
void vcpu_context_bind(struct vcpu_context *context, void *owner);
void vcpu_context_reset(struct vcpu_context *context, uint64_t entry, uint64_t argument, uint64_t mpidr, uint64_t vttbr,
	uint64_t vtcr, uint64_t time_offset);
void vcpu_context_set_time_offset(struct vcpu_context *context, uint64_t time_offset);
void vcpu_context_run(struct vcpu_context *context);
void vcpu_context_request_leave(struct vcpu_context *context);
void vcpu_context_request_flush(struct vcpu_context *context);
void vcpu_context_before_requests(struct vcpu_context *context);
uint64_t vcpu_context_interrupts(const struct vcpu_context *context);
bool vcpu_is_resident(const struct vcpu_context *context);
uint64_t vcpu_context_read_list_register(const struct vcpu_context *context, uint32_t number);
uint64_t vcpu_context_read_x(const struct vcpu_context *context, uint32_t n);
void vcpu_context_write_x(struct vcpu_context *context, uint32_t n, uint64_t value);
uint64_t vcpu_context_read_pc(const struct vcpu_context *context);
void vcpu_context_write_pc(struct vcpu_context *context, uint64_t value);
uint64_t vcpu_context_read_pstate(const struct vcpu_context *context);
void vcpu_context_write_pstate(struct vcpu_context *context, uint64_t value);
uint64_t vcpu_context_read_register(struct vcpu_context *context, uint32_t number);
void vcpu_context_write_register(struct vcpu_context *context, uint32_t number, uint64_t value);
void vcpu_context_inject_exception(struct vcpu_context *context, uint64_t esr, uint64_t far);

#endif
