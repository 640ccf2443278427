/*
 * The registers of one vCPU (VcpuContext of src/arch/aarch64/vcpu-context.ts) and the functions that TypeScript calls
 * on it.
 *
 * General registers, PC and PSTATE are in memory whenever EL2 runs. Everything else (EL1, FP/SIMD, virtual timer, list
 * registers) stays in the CPU that ran the vCPU last, where it is "resident", until another vCPU runs there or the vCPU
 * goes elsewhere.
 */
#ifndef TSVISOR_VCPU_CONTEXT_H
#define TSVISOR_VCPU_CONTEXT_H

#include <stdatomic.h>

#include "arch.h"
#include "guest-registers.h"
#include "timer/timer.h"
#include "vcpu-offsets.h"

#define VCPU_LIST_REGISTERS 16

struct vcpu_fp {
	_Alignas(16) uint64_t q[64];
	uint64_t fpcr;
	uint64_t fpsr;
};

/* The GIC's CPU interface as the guest sees it: ICH_*_EL2. */
struct vcpu_gic {
	uint64_t list[VCPU_LIST_REGISTERS];
	uint64_t active_group0[4]; /* ICH_AP0R<n>_EL2 */
	uint64_t active_group1[4];
	uint64_t vmcr;
	uint64_t hcr;
};

struct vcpu_timer {
	uint64_t control; /* CNTV_CTL_EL0 */
	uint64_t compare; /* CNTV_CVAL_EL0 */
	uint64_t offset;  /* CNTVOFF_EL2 */
	/* The virtual timer's interrupt was handed to the guest, which has not yet ended it: the physical one is
	 * active. */
	bool active;
	bool armed; /* `alarm` was armed since the vCPU left its CPU; it may have expired */
	struct timer alarm;
};

/* Why the guest is not entered straight away. Bytes of one word that guest-exit.S tests at once; each is written whole.
 */
union vcpu_requests {
	struct {
		_Atomic uint8_t leave; /* run() is to return; any CPU sets it */
		_Atomic uint8_t flush; /* vmm_flush_interrupts() is to be called; any CPU sets it */
		_Atomic uint8_t
			reload; /* x19 to x29 changed, or another task ran or may have to; the vCPU's own CPU sets it */
		_Atomic uint8_t unused;
	};
	_Atomic uint32_t any;
};

struct vcpu_context {
	_Alignas(16) uint64_t x[31];
	uint64_t pc;
	uint64_t pstate;
	uint64_t host_sp; /* EL2 stack to use when the guest exits */
	void *owner;	  /* the Vcpu that vmm_guest_exit() receives */
	union vcpu_requests requests;

	bool traps_event_wait; /* HCR_EL2.TWE; valid while the vCPU is resident (arch_cpu.resident) */
	uint64_t interrupts;   /* of the machine, that ended a stay in the guest; its own CPU counts them */

	/* Valid while it is resident nowhere. */
	uint64_t vttbr;
	uint64_t vtcr;
	uint64_t mpidr;
	struct vcpu_fp fp;
	uint64_t el1[GUEST_REGISTER_COUNT];
	uint64_t keys[10]; /* pointer authentication, where the CPU has it */
	struct vcpu_gic gic;
	struct vcpu_timer timer;
};

_Static_assert(offsetof(struct vcpu_context, pc) == VCPU_PC, "vcpu-offsets.h");
_Static_assert(offsetof(struct vcpu_context, pstate) == VCPU_PSTATE, "vcpu-offsets.h");
_Static_assert(offsetof(struct vcpu_context, host_sp) == VCPU_HOST_SP, "vcpu-offsets.h");
_Static_assert(offsetof(struct vcpu_context, owner) == VCPU_OWNER, "vcpu-offsets.h");
_Static_assert(offsetof(struct vcpu_context, requests) == VCPU_REQUESTS, "vcpu-offsets.h");
_Static_assert(offsetof(struct vcpu_context, interrupts) == VCPU_INTERRUPTS, "vcpu-offsets.h");

/* ---- natives: contracts in vcpu-context.ts ---- */
bool vcpu_context_init(struct vcpu_context *context);
void vcpu_context_fini(struct vcpu_context *context);
void vcpu_context_reset(struct vcpu_context *context, uint64_t entry, uint64_t argument, uint64_t mpidr, uint64_t vttbr,
	uint64_t vtcr, uint64_t time_offset);
void vcpu_context_run(struct vcpu_context *context);
uint64_t vcpu_context_read_register(struct vcpu_context *context, uint32_t number);
void vcpu_context_write_register(struct vcpu_context *context, uint32_t number, uint64_t value);
/* A list register of a vCPU that is resident nowhere. */
uint64_t vcpu_context_read_list_register(const struct vcpu_context *context, uint32_t number);
void vcpu_context_inject_exception(struct vcpu_context *context, uint64_t esr, uint64_t far);

static inline void vcpu_context_bind(struct vcpu_context *context, void *owner)
{
	context->owner = owner;
}

static inline void vcpu_context_request_leave(struct vcpu_context *context)
{
	atomic_store_explicit(&context->requests.leave, 1, memory_order_release);
}

static inline void vcpu_context_request_flush(struct vcpu_context *context)
{
	atomic_store(&context->requests.flush, 1);
}

/*
 * The vCPU has written that it is Running. Between that and the look at `requests` on the way into the guest stands a
 * full fence, as between a request and the look at its state, so that one of the two sees the other.
 */
static inline void vcpu_context_before_requests(struct vcpu_context *context)
{
	(void)context;
	atomic_thread_fence(memory_order_seq_cst);
}

static inline void vcpu_context_set_time_offset(struct vcpu_context *context, uint64_t time_offset)
{
	context->timer.offset = time_offset;
}

static inline uint64_t vcpu_context_interrupts(const struct vcpu_context *context)
{
	return context->interrupts;
}

static inline uint64_t vcpu_context_read_x(const struct vcpu_context *context, uint32_t n)
{
	return n < 31 ? context->x[n] : 0;
}

static inline void vcpu_context_write_x(struct vcpu_context *context, uint32_t n, uint64_t value)
{
	if (n >= 31)
		return;
	context->x[n] = value;
	/* x19 to x29 are still in the CPU's registers, which the way back to the guest otherwise trusts. */
	if (n >= 19)
		atomic_store_explicit(&context->requests.reload, 1, memory_order_relaxed);
}

static inline uint64_t vcpu_context_read_pc(const struct vcpu_context *context)
{
	return context->pc;
}

static inline void vcpu_context_write_pc(struct vcpu_context *context, uint64_t value)
{
	context->pc = value;
}

static inline uint64_t vcpu_context_read_pstate(const struct vcpu_context *context)
{
	return context->pstate;
}

static inline void vcpu_context_write_pstate(struct vcpu_context *context, uint64_t value)
{
	context->pstate = value;
}

/* ---- inside this architecture ---- */

/* The task that runs `context` stops running on this CPU for now. Interrupts off. */
void vcpu_switch_out(struct vcpu_context *context, bool may_migrate);
/*
 * What has to happen before the guest is entered: its registers loaded, its interrupts flushed. `verdict` is what
 * vmm_guest_exit() said. The result is not 0 when run() is to return instead. Interrupts off. Called by vectors.S.
 */
uint32_t vcpu_before_entry(struct vcpu_context *context, uint32_t verdict);
/* Enters the guest; returns when vcpu_before_entry() says so. Interrupts off. In guest-exit.S. */
void vcpu_enter(struct vcpu_context *context);

/*
 * Makes the vCPU resident on this CPU, or takes it off again. Interrupts off. What vcpu_unload() leaves behind fires no
 * timer and no maintenance interrupt.
 */
void vcpu_load(struct vcpu_context *context);
void vcpu_unload(struct vcpu_context *context);
bool vcpu_is_resident(const struct vcpu_context *context);

/* The parts of it. */
void vcpu_save_el1(uint64_t *registers);
void vcpu_load_el1(const uint64_t *registers); /* but for TCR_EL1 */
void vcpu_save_fp(struct vcpu_fp *fp);
void vcpu_load_fp(const struct vcpu_fp *fp);
void vcpu_save_keys(uint64_t keys[10]);
void vcpu_load_keys(const uint64_t keys[10]);
void vcpu_save_gic(struct vcpu_gic *gic);
void vcpu_load_gic(const struct vcpu_gic *gic);
void vcpu_timer_save(struct vcpu_timer *timer);
void vcpu_timer_load(const struct vcpu_timer *timer);

/* The alarm that stands in for the virtual timer of a vCPU that is resident nowhere. */
void vcpu_timer_arm_alarm(struct vcpu_context *context);
void vcpu_timer_disarm_alarm(struct vcpu_context *context);

/* Exported by TypeScript: src/vmm/exits. */
void vmm_virtual_timer(void *vcpu);
void vmm_gic_maintenance(void *vcpu);
void vmm_flush_interrupts(void *vcpu);

#endif
