/* The life of a vCPU's registers: reset, run, residence on a CPU. */
#include <stdatomic.h>

#include "arch-cpu.h"
#include "el2-registers.h"
#include "gic-virtual.h"
#include "kernel.h"
#include "stage1-walks.h"
#include "system-register.h"
#include "vcpu-context.h"

#define PSTATE_EL1H_MASKED 0x3c5UL	/* EL1h, D A I F set */
#define SCTLR_EL1_RESET	   0x30d00800UL /* MMU and caches off, RES1 bits */
#define GUEST_HCR                                                                                                      \
	(HCR_VM | HCR_SWIO | HCR_FMO | HCR_IMO | HCR_AMO | HCR_FB | HCR_BSU | HCR_TWI | HCR_TSC | HCR_TIDCP |          \
		HCR_TACR | HCR_RW | HCR_APK | HCR_API)

/*
 * Features that no guest gets: ID_AA64PFR0_EL1 AMU, MPAM, SVE; ID_AA64PFR1_EL1 SME, MPAM_frac, MTE. What a guest reads
 * instead is in src/vmm/exits/id-registers.ts.
 */
#define PFR0_HIDDEN 0x0000ff0f00000000UL
#define PFR1_HIDDEN 0x000000000f0f0f00UL

/*
 * The feature registers are the CPU's own, read without a trap, unless they promise what EL2 does not switch between
 * guests.
 */
static uint64_t guest_hcr(bool trap_event_wait)
{
	bool hide = (READ_SYSTEM_REGISTER(id_aa64pfr0_el1) & PFR0_HIDDEN) != 0 ||
		    (READ_SYSTEM_REGISTER(id_aa64pfr1_el1) & PFR1_HIDDEN) != 0;

	return GUEST_HCR | (hide ? HCR_TID3 : 0) | (trap_event_wait ? HCR_TWE : 0);
}

bool vcpu_context_init(struct vcpu_context *context)
{
	context->timer.armed = false;
	return true;
}

void vcpu_context_fini(struct vcpu_context *context)
{
	vcpu_timer_disarm_alarm(context);
}

void vcpu_context_reset(struct vcpu_context *context, uint64_t entry, uint64_t argument, uint64_t mpidr, uint64_t vttbr,
	uint64_t vtcr, uint64_t time_offset)
{
	vcpu_timer_disarm_alarm(context);
	__builtin_memset(context->x, 0, sizeof(context->x));
	__builtin_memset(&context->fp, 0, sizeof(context->fp));
	__builtin_memset(context->el1, 0, sizeof(context->el1));
	__builtin_memset(context->keys, 0, sizeof(context->keys));
	__builtin_memset(&context->gic, 0, sizeof(context->gic));
	context->x[0] = argument;
	context->pc = entry;
	context->pstate = PSTATE_EL1H_MASKED;
	context->el1[GUEST_SCTLR_EL1] = SCTLR_EL1_RESET;
	context->gic.hcr = ICH_HCR_EN;
	context->timer.control = 0;
	context->timer.compare = 0;
	context->timer.offset = time_offset;
	context->timer.active = false;
	context->mpidr = mpidr;
	context->vttbr = vttbr;
	context->vtcr = vtcr;
	atomic_store(&context->requests.any, 0);
}

void vcpu_context_run(struct vcpu_context *context)
{
	arch_irq_state_t before = arch_irq_save();
	struct arch_task *task = (struct arch_task *)arch_current_task();

	task->vcpu = context;
	vcpu_context_before_requests(context);
	if (vcpu_before_entry(context, 0) == 0)
		vcpu_enter(context);
	task->vcpu = NULL;
	vcpu_unload(context);
	vcpu_timer_disarm_alarm(context);
	arch_irq_restore(before);
}

/*
 * WFE traps only while another task wants the CPU: that one runs instead of a guest that spins on a lock whose holder
 * may be off its CPU. As soon as somebody else comes the scheduler interrupts the guest, and this is called again.
 */
static void choose_event_trap(struct vcpu_context *context)
{
	bool trap = !scheduler_is_alone();

	if (trap == context->traps_event_wait)
		return;
	context->traps_event_wait = trap;
	WRITE_SYSTEM_REGISTER(hcr_el2, guest_hcr(trap));
}

/* Cleared first: who asks again from now on finds it clear, and interrupts this CPU besides. */
static void flush_interrupts(struct vcpu_context *context)
{
	if (atomic_load_explicit(&context->requests.flush, memory_order_relaxed) == 0)
		return;
	atomic_store_explicit(&context->requests.flush, 0, memory_order_relaxed);
	atomic_thread_fence(memory_order_seq_cst);
	vmm_flush_interrupts(context->owner);
}

uint32_t vcpu_before_entry(struct vcpu_context *context, uint32_t verdict)
{
	do {
		scheduler_preempt_if_needed();
		if (verdict != 0 || atomic_load_explicit(&context->requests.leave, memory_order_relaxed) != 0) {
			atomic_store_explicit(&context->requests.leave, 0, memory_order_relaxed);
			return 1;
		}
		atomic_store_explicit(&context->requests.reload, 0, memory_order_relaxed);
		if (arch_cpu()->resident != context)
			vcpu_load(context);
		flush_interrupts(context);
	} while (atomic_load_explicit(&context->requests.any, memory_order_relaxed) != 0);
	choose_event_trap(context);
	return 0;
}

/* Interrupts off. Its task may be woken elsewhere, or another vCPU run here, as soon as this has returned. */
void vcpu_switch_out(struct vcpu_context *context, bool may_migrate)
{
	atomic_store_explicit(&context->requests.reload, 1, memory_order_relaxed);
	if (may_migrate) {
		vcpu_unload(context);
		vcpu_timer_arm_alarm(context);
	}
}

/* The vCPU that has this CPU's registers makes place for another; its task is bound to this CPU and does not run. */
static void evict(struct vcpu_context *context)
{
	vcpu_unload(context);
	vcpu_timer_arm_alarm(context);
}

void vcpu_load(struct vcpu_context *context)
{
	struct arch_cpu *cpu = arch_cpu();

	if (cpu->resident != NULL)
		evict(cpu->resident);
	vcpu_timer_disarm_alarm(context);
	cpu->resident = context;
	vcpu_stop_walks();
	context->traps_event_wait = true;
	WRITE_SYSTEM_REGISTER(hcr_el2, guest_hcr(true));
	WRITE_SYSTEM_REGISTER(vttbr_el2, context->vttbr);
	WRITE_SYSTEM_REGISTER(vtcr_el2, context->vtcr);
	WRITE_SYSTEM_REGISTER(vmpidr_el2, context->mpidr);
	vcpu_load_el1(context->el1);
	vcpu_load_keys(context->keys);
	vcpu_load_fp(&context->fp);
	vcpu_load_gic(&context->gic);
	vcpu_timer_load(&context->timer);
	vcpu_allow_walks(context->el1[GUEST_TCR_EL1]);
}

void vcpu_unload(struct vcpu_context *context)
{
	struct arch_cpu *cpu = arch_cpu();

	if (cpu->resident != context)
		return;
	vcpu_timer_save(&context->timer);
	vcpu_save_gic(&context->gic);
	vcpu_save_fp(&context->fp);
	vcpu_save_keys(context->keys);
	vcpu_save_el1(context->el1);
	cpu->resident = NULL;
}

bool vcpu_is_resident(const struct vcpu_context *context)
{
	return arch_cpu()->resident == context;
}
