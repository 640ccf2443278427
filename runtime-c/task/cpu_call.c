#include "task/cpu_call.h"

#include "panic/panic.h"
#include "task/cpu.h"
#include "task/interrupt_call.h"
#include "task/scheduler.h"

/* One call; lies on the caller's stack, and is gone once `done` is set. */
struct cpu_call {
	struct cpu_call *next;
	struct rt_closure *body;
	_Atomic bool done;
};

static void push(struct cpu *cpu, struct cpu_call *call)
{
	call->next = atomic_load_explicit(&cpu->calls, memory_order_relaxed);
	while (!atomic_compare_exchange_weak_explicit(
		&cpu->calls, &call->next, call, memory_order_release, memory_order_relaxed))
		continue;
}

static void call_here(struct rt_closure *body)
{
	arch_irq_state_t before = arch_irq_save();

	kernel_call_in_interrupt(body);
	scheduler_irq_restore(before);
}

static void call_there(struct cpu *cpu, struct rt_closure *body)
{
	struct cpu_call call = {.body = body};

	push(cpu, &call);
	arch_send_call(cpu->index);
	while (!atomic_load_explicit(&call.done, memory_order_acquire))
		arch_cpu_relax();
}

bool cpu_call(uint32_t index, struct rt_closure *body)
{
	if (!arch_irqs_are_on())
		panic_with("a call of another CPU with interrupts off");
	if (index >= ARCH_MAX_CPUS || (scheduler_online_cpus() >> index & 1u) == 0)
		return false;
	/* Should the task be moved meanwhile, the interrupt goes to the CPU that runs it: no harm. */
	if (index == cpu_index() && !arch_current_task()->arch.may_migrate)
		call_here(body);
	else
		call_there(&cpus[index], body);
	return true;
}

/* Out of line: most interrupts are something else. */
__attribute__((noinline)) void cpu_call_interrupt(void)
{
	struct cpu_call *call = atomic_exchange_explicit(&cpu_current()->calls, NULL, memory_order_acquire);

	while (call != NULL) {
		struct cpu_call *next = call->next;

		kernel_call_in_interrupt(call->body);
		atomic_store_explicit(&call->done, true, memory_order_release);
		call = next;
	}
}
