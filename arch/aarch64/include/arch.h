/*
 * What the C runtime (runtime-c) gets from this architecture, and what it gives back (kernel.h).
 *
 * TPIDR_EL2 holds the running task. Its first member is a struct arch_task, so that a `struct task *` is a
 * `struct arch_task *` as well. Kernel code runs at EL2 with an identity map; only task stacks lie elsewhere.
 */
#ifndef TSVISOR_ARCH_H
#define TSVISOR_ARCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct task;
struct vcpu_context;

#define ARCH_MAX_CPUS	64u
#define ARCH_CACHE_LINE 64u
#define ARCH_PAGE_SIZE	4096u

/* ---- tasks ---- */

/* What a CPU is to this architecture; defined in arch-cpu.h. */
struct arch_cpu;

/* First member of struct task. */
struct arch_task {
	uint64_t sp;		   /* stack pointer while the task is not running */
	struct arch_cpu *cpu;	   /* where it runs or ran last; set by arch_task_switch() */
	struct vcpu_context *vcpu; /* the vCPU that it runs, NULL for none; set by vcpu_context_run() */
	/* May the task be scheduled on more than one CPU? Set by its creator; the vCPU's registers then leave the CPU
	 * with it. */
	bool may_migrate;
};

static inline struct task *arch_current_task(void)
{
	struct task *task;

	__asm__ volatile("mrs %0, tpidr_el2" : "=r"(task));
	return task;
}

/* Makes `task` the running one without switching stacks: for a CPU's first task (boot or idle) on the stack that it
 * has. */
void arch_adopt_task(struct arch_task *task);
/* Sets up a task that never ran: its first switch calls entry(argument) on `stack_top` (16-byte aligned) with
 * interrupts off. */
void arch_task_prepare(struct arch_task *task, void *stack_top, void (*entry)(void *), void *argument);
/*
 * Interrupts are off before and after. Returns when somebody switches back to `from`, perhaps on another CPU.
 * The vCPU of `from`, if it has one, is saved or stays on this CPU, as may_migrate tells.
 */
void arch_task_switch(struct arch_task *from, struct arch_task *to);

/*
 * scheduler_preempt_if_needed() is to be called before the running task goes on in its guest, should it be on the way
 * there from an exit or an interrupt. Interrupts off.
 */
void arch_request_preemption(void);

/*
 * Maps `bytes` (a multiple of 4 KiB) of memory at HPA `memory` (4 KiB aligned, mapped) a second time as a stack: at an
 * address of its own with an unmapped page below. The result is the lowest address, NULL when the page tables are used
 * up. It is for ever: reuse stacks.
 */
void *arch_stack_map(void *memory, size_t bytes);

/* ---- interrupts of this CPU ---- */

typedef uint64_t arch_irq_state_t; /* PSTATE.DAIF as MRS gives it */

static inline arch_irq_state_t arch_irq_save(void)
{
	arch_irq_state_t before;

	__asm__ volatile("mrs %0, daif\n\tmsr daifset, #2" : "=r"(before)::"memory");
	return before;
}

static inline void arch_irq_restore(arch_irq_state_t before)
{
	__asm__ volatile("msr daif, %0" ::"r"(before) : "memory");
}

static inline void arch_irq_enable(void)
{
	__asm__ volatile("msr daifclr, #2" ::: "memory");
}

static inline void arch_irq_disable(void)
{
	__asm__ volatile("msr daifset, #2" ::: "memory");
}

static inline bool arch_irqs_are_on(void)
{
	uint64_t daif;

	__asm__ volatile("mrs %0, daif" : "=r"(daif));
	return (daif & 0x80u) == 0;
}

/* Sleeps until an interrupt is pending. Call with interrupts off, after the last look at the run queue; then turn them
 * on. */
static inline void arch_wait_for_interrupt(void)
{
	__asm__ volatile("dsb sy\n\twfi" ::: "memory");
}

/* For loops that wait for another CPU. */
static inline void arch_cpu_relax(void)
{
	__asm__ volatile("yield" ::: "memory");
}

/* ---- CPUs ---- */

/* Number of this CPU, 0 up. Preemption may make it stale at once. */
uint32_t arch_cpu_index(void);
/* CPUs that have come up, this one included. */
uint32_t arch_cpu_count(void);
/* Interrupts CPU `cpu`, which then calls scheduler_preempt_if_needed(). What was written before is visible there. */
void arch_send_reschedule(uint32_t cpu);
/* Interrupts CPU `cpu`, which then calls cpu_call_interrupt(). What was written before is visible there. */
void arch_send_call(uint32_t cpu);
/* Stops every other CPU for good, as far as they take interrupts. For panics. */
void arch_stop_others(void);
/* Turns the machine off by PSCI if its firmware is known, stops this CPU otherwise. */
_Noreturn void arch_power_off(void);
/* Stops this CPU for good. */
_Noreturn void arch_halt(void);

/* ---- time ---- */

/* Ticks of the system counter (CNTPCT_EL0), not before any earlier instruction. */
static inline uint64_t arch_counter(void)
{
	uint64_t ticks;

	__asm__ volatile("isb\n\tmrs %0, cntpct_el0" : "=r"(ticks)::"memory");
	return ticks;
}

/* Ticks per second. */
static inline uint64_t arch_counter_frequency(void)
{
	uint64_t hertz;

	__asm__ volatile("mrs %0, cntfrq_el0" : "=r"(hertz));
	return hertz;
}

/* Makes this CPU call timer_interrupt() once arch_counter() has reached `deadline`; replaces the deadline before. */
static inline void arch_timer_set(uint64_t deadline)
{
	__asm__ volatile("msr cnthp_cval_el2, %0\n\tmsr cnthp_ctl_el2, %1\n\tisb" ::"r"(deadline), "r"(1UL) : "memory");
}

static inline void arch_timer_off(void)
{
	__asm__ volatile("msr cnthp_ctl_el2, xzr\n\tisb" ::: "memory");
}

/* ---- panics ---- */

/* All registers at an exception that EL2 itself caused; layout known to vectors.S. */
struct arch_frame {
	uint64_t x[31];
	uint64_t sp;
	uint64_t pc;
	uint64_t pstate;
	uint64_t esr;
	uint64_t far;
};

/* The frame pointer (x29) of the caller. */
static inline const uint64_t *arch_frame_pointer(void)
{
	return (const uint64_t *)__builtin_frame_address(0);
}

/*
 * One step up the chain of frames: sets *return_address from *frame and moves *frame to the caller's. False at the end
 * of the chain (or what does not look like one). `low` and `high` bound the stack that frames must lie on.
 */
bool arch_frame_next(const uint64_t **frame, uint64_t low, uint64_t high, uint64_t *return_address);
/* What ESR_EL2 says, in words: "data abort", "undefined instruction", ... */
const char *arch_exception_name(uint64_t esr);

/*
 * Called by this architecture, defined in runtime-c (declared in kernel.h):
 *   void kernel_main(uint64_t device_tree)        CPU 0, on the boot stack (64 KiB), interrupts off, C ready, only
 * image and tree mapped void *kernel_secondary_stack(uint32_t index)  before CPU `index` is started: top of its first
 * stack; NULL: no memory void kernel_secondary_main(uint32_t index)    on that stack, interrupts off, its GIC part
 * ready void timer_interrupt(void)                    CNTHP fired; interrupts off void
 * scheduler_preempt_if_needed(void)        at the end of each interrupt, interrupts off: switches tasks if one should
 * run instead _Noreturn void panic_exception(const struct arch_frame *frame) and, for the virtual timer of a vCPU that
 * is off its CPU: struct timer; timer_init(struct timer *, void (*expired)(void *), void *argument)    expired() runs
 * in timer_interrupt() timer_arm(struct timer *, uint64_t deadline)   rearms if armed; any CPU timer_cancel(struct
 * timer *)                   when it returns, expired() neither runs nor will run
 *
 * Also supplied here: memcpy, memmove, memset, memcmp.
 */

#endif
