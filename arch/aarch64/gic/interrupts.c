/* Set-up of the GIC, and what happens at an interrupt. */
#include "gic.h"
#include "kernel.h"
#include "mmu.h"
#include "rt.h"
#include "system-register.h"
#include "vcpu-context.h"

#define PRIORITY_MASK_ALL 0xffUL
#define ICC_CTLR_EOI_MODE 2UL /* EOI lowers the priority only; DIR deactivates */
#define GICD_BYTES	  0x10000u
#define MAP_KIND_DEVICE	  1

struct gic machine_gic;

/* Handlers of SPIs, by INTID - 32; set once, never taken back. */
static _Atomic(struct rt_closure *) handlers[INTID_SPECIAL - INTID_FIRST_SPI];

static void begin_cpu_interface(void)
{
	WRITE_SYSTEM_REGISTER(icc_pmr_el1, PRIORITY_MASK_ALL);
	WRITE_SYSTEM_REGISTER(icc_bpr1_el1, 0);
	WRITE_SYSTEM_REGISTER(icc_ctlr_el1, ICC_CTLR_EOI_MODE);
	WRITE_SYSTEM_REGISTER(icc_igrpen1_el1, 1);
	ISB();
}

bool gic_begin_cpu(struct arch_cpu *cpu)
{
	cpu->redistributor = gic_find_redistributor(cpu->mpidr);
	if (cpu->redistributor == 0)
		return false;
	cpu->sgi_target = gic_sgi_target(cpu->mpidr);
	gic_redistributor_begin(cpu->redistributor);
	begin_cpu_interface();
	return true;
}

bool gic_init(uint64_t gicd, uint64_t gicr, uint64_t gicr_bytes, uint64_t stride, uint32_t maintenance,
	uint32_t virtual_timer, uint32_t hyp_timer)
{
	bool has_registers = (READ_SYSTEM_REGISTER(id_aa64pfr0_el1) >> 24 & 0xf) != 0;

	if (!has_registers || !machine_map(gicd, GICD_BYTES, MAP_KIND_DEVICE) ||
		!machine_map(gicr, gicr_bytes, MAP_KIND_DEVICE))
		return false;
	machine_gic = (struct gic){
		.distributor = gicd,
		.redistributors = gicr,
		.redistributor_bytes = gicr_bytes,
		.stride = stride,
		.maintenance = maintenance,
		.virtual_timer = virtual_timer,
		.hyp_timer = hyp_timer,
	};
	gic_distributor_begin();
	return gic_begin_cpu(&arch_cpus[0]);
}

bool irq_register(uint32_t intid, struct rt_closure *handler)
{
	if (intid < INTID_FIRST_SPI || intid >= machine_gic.interrupts || handlers[intid - INTID_FIRST_SPI] != NULL)
		return false;
	rt_retain(handler);
	handlers[intid - INTID_FIRST_SPI] = handler;
	gic_distributor_enable(intid);
	return true;
}

/*
 * The hypervisor's own SPIs have a handler, all others are guests'; false: it stays active until the guest ends it. One
 * that is nobody's is off and does not come, unless its guest has just been stopped: its deactivation is all that it
 * gets.
 */
static bool spi_is_done(uint32_t intid)
{
	struct rt_closure *handler = handlers[intid - INTID_FIRST_SPI];

	if (handler == NULL)
		return !vmm_guest_spi(intid);
	kernel_call_in_interrupt(handler);
	return true;
}

/* The virtual timer fires for whose registers this CPU holds, be it in the guest, blocked, or preempted. */
static void handle_virtual_timer(void)
{
	struct vcpu_context *context = arch_cpu()->resident;

	if (context != NULL)
		vmm_virtual_timer(context->owner);
	else
		gic_virtual_timer_set_active(false);
}

static void handle_maintenance(void)
{
	struct vcpu_context *context = arch_cpu()->resident;

	if (context != NULL)
		vmm_gic_maintenance(context->owner);
}

/*
 * Whatever is rare. Out of line, so that the guest's timer and the kick of a vCPU need no stack frame. False: the
 * interrupt is not to be deactivated yet.
 */
static __attribute__((noinline)) bool dispatch(uint32_t intid)
{
	if (intid >= INTID_FIRST_SPI)
		return spi_is_done(intid);
	if (intid == machine_gic.hyp_timer)
		timer_interrupt();
	else if (intid == machine_gic.maintenance)
		handle_maintenance();
	else if (intid == SGI_CALL)
		cpu_call_interrupt();
	else if (intid == SGI_STOP)
		arch_halt();
	return true;
}

/* One interrupt: if another is pending, it comes at once when the CPU returns to what was interrupted. */
void irq_handle(void)
{
	uint32_t intid = (uint32_t)READ_SYSTEM_REGISTER(icc_iar1_el1) & 0xffffff;

	if (intid >= INTID_SPECIAL)
		return;
	WRITE_SYSTEM_REGISTER(icc_eoir1_el1, intid);
	if (intid == machine_gic.virtual_timer) {
		handle_virtual_timer(); /* stays active until the guest ends it: vcpu/timer.c */
		return;
	}
	if (intid == SGI_RESCHEDULE)
		arch_request_preemption();
	else if (!dispatch(intid))
		return;
	WRITE_SYSTEM_REGISTER(icc_dir_el1, intid);
}
