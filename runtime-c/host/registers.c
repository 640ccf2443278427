/* System registers and a vCPU's context as plain variables. */
#include <string.h>

#include "include/host_machine.h"

#define LIST_REGISTERS 4u
/* ICH_LR<n>_EL2.State, bits 63:62: 0 is invalid. IHI 0069H, 12.4. */
#define LIST_STATE_SHIFT 62

static uint64_t list_registers[LIST_REGISTERS];

uint64_t arch_read_far_el2(void)
{
	return 0;
}

uint64_t arch_read_hpfar_el2(void)
{
	return 0;
}

uint64_t arch_read_id_register(uint32_t encoding)
{
	(void)encoding;
	return 0;
}

uint32_t gic_list_register_count(void)
{
	return LIST_REGISTERS;
}

uint32_t gic_read_empty_list_registers(void)
{
	uint32_t empty = 0;
	for (uint32_t n = 0; n < LIST_REGISTERS; n++) {
		if (list_registers[n] >> LIST_STATE_SHIFT == 0)
			empty |= 1u << n;
	}
	return empty;
}

uint32_t gic_read_end_of_interrupt_status(void)
{
	return 0;
}

uint64_t gic_read_list_register(uint32_t n)
{
	return list_registers[n % LIST_REGISTERS];
}

void gic_write_list_register(uint32_t n, uint64_t value)
{
	list_registers[n % LIST_REGISTERS] = value;
}

void gic_set_underflow_interrupt(bool on)
{
	(void)on;
}

bool vcpu_context_init(struct vcpu_context *context)
{
	memset(context, 0, sizeof(*context));
	return true;
}

void vcpu_context_fini(struct vcpu_context *context)
{
	(void)context;
}

void vcpu_context_bind(struct vcpu_context *context, void *owner)
{
	(void)context;
	(void)owner;
}

void vcpu_context_reset(struct vcpu_context *context, uint64_t entry, uint64_t argument, uint64_t mpidr, uint64_t vttbr,
	uint64_t vtcr, uint64_t time_offset)
{
	(void)mpidr;
	(void)vttbr;
	(void)vtcr;
	context->time_offset = time_offset;
	memset(context->x, 0, sizeof(context->x));
	context->x[0] = argument;
	context->pc = entry;
}

void vcpu_context_set_time_offset(struct vcpu_context *context, uint64_t time_offset)
{
	context->time_offset = time_offset;
}

void vcpu_context_run(struct vcpu_context *context)
{
	(void)context;
}

void vcpu_context_request_leave(struct vcpu_context *context)
{
	(void)context;
}

void vcpu_context_request_flush(struct vcpu_context *context)
{
	(void)context;
}

void vcpu_context_before_requests(struct vcpu_context *context)
{
	(void)context;
}

uint64_t vcpu_context_interrupts(const struct vcpu_context *context)
{
	(void)context;
	return 0;
}

bool vcpu_is_resident(const struct vcpu_context *context)
{
	(void)context;
	return true;
}

uint64_t vcpu_context_read_list_register(const struct vcpu_context *context, uint32_t number)
{
	(void)context;
	return gic_read_list_register(number);
}

uint64_t vcpu_context_read_x(const struct vcpu_context *context, uint32_t n)
{
	return n < 31 ? context->x[n] : 0;
}

void vcpu_context_write_x(struct vcpu_context *context, uint32_t n, uint64_t value)
{
	if (n < 31)
		context->x[n] = value;
}

uint64_t vcpu_context_read_pc(const struct vcpu_context *context)
{
	return context->pc;
}

void vcpu_context_write_pc(struct vcpu_context *context, uint64_t value)
{
	context->pc = value;
}

/* EL1h with all interrupts masked. */
uint64_t vcpu_context_read_pstate(const struct vcpu_context *context)
{
	(void)context;
	return 0x3c5;
}

void vcpu_context_write_pstate(struct vcpu_context *context, uint64_t value)
{
	(void)context;
	(void)value;
}

uint64_t vcpu_context_read_register(struct vcpu_context *context, uint32_t number)
{
	return number < HOST_GUEST_REGISTERS ? context->registers[number] : 0;
}

void vcpu_context_write_register(struct vcpu_context *context, uint32_t number, uint64_t value)
{
	if (number < HOST_GUEST_REGISTERS)
		context->registers[number] = value;
}

void vcpu_context_inject_exception(struct vcpu_context *context, uint64_t esr, uint64_t far)
{
	(void)context;
	(void)esr;
	(void)far;
}
