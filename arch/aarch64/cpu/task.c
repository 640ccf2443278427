#include "arch-cpu.h"
#include "vcpu-context.h"

/* What arch_task_switch_stacks() keeps on the stack of a task that is not running. */
struct switch_frame {
	uint64_t x29, x30;
	uint64_t x19_to_x28[10];
};
_Static_assert(sizeof(struct switch_frame) == 96, "task-switch.S");

void arch_task_switch_stacks(struct arch_task *from, struct arch_task *to);
void arch_task_begin(void);

void arch_task_prepare(struct arch_task *task, void *stack_top, void (*entry)(void *), void *argument)
{
	struct switch_frame *frame = (struct switch_frame *)stack_top - 1;

	*frame = (struct switch_frame){
		.x30 = (uint64_t)arch_task_begin,
		.x19_to_x28 = {(uint64_t)entry, (uint64_t)argument},
	};
	task->sp = (uint64_t)frame;
	task->vcpu = NULL;
}

void arch_task_switch(struct arch_task *from, struct arch_task *to)
{
	if (from->vcpu != NULL)
		vcpu_switch_out(from->vcpu, from->may_migrate);
	to->cpu = from->cpu;
	arch_task_switch_stacks(from, to);
}

void arch_request_preemption(void)
{
	struct vcpu_context *vcpu = ((struct arch_task *)arch_current_task())->vcpu;

	if (vcpu != NULL)
		atomic_store_explicit(&vcpu->requests.reload, 1, memory_order_relaxed);
}
