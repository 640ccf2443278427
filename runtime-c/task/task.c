#include "task/task.h"

#include "heap/heap.h"
#include "panic/panic.h"
#include "task/cpu.h"
#include "task/scheduler.h"
#include "task/stack.h"

void *memset(void *to, int byte, size_t bytes);
void *memcpy(void *to, const void *from, size_t bytes);

/* Tasks that task_create() made and that are not freed yet. */
static _Atomic uint32_t existing;

struct rt_task_state *rt_task_state(void)
{
	return &arch_current_task()->language;
}

/* The deadline of a sleep or wait. Runs in timer_interrupt(). */
static void alarm_expired(void *argument)
{
	scheduler_wake(argument);
}

void task_setup(struct task *task, const char *name, size_t name_bytes, uint64_t allowed, uint8_t priority)
{
	size_t kept = name_bytes < TASK_NAME_BYTES - 1u ? name_bytes : TASK_NAME_BYTES - 1u;

	memcpy(task->name, name, kept);
	task->name[kept] = '\0';
	task->allowed = allowed;
	task->priority = priority < TASK_PRIORITIES ? priority : TASK_PRIORITIES - 1u;
	task->arch.may_migrate = (allowed & (allowed - 1u)) != 0;
	list_init(&task->link);
	timer_init(&task->alarm, alarm_expired, task);
	wait_queue_init(&task->finished);
	atomic_store_explicit(&task->references, 1, memory_order_relaxed);
}

struct task *task_create(const char *name, size_t name_bytes, uint64_t allowed, uint8_t priority)
{
	struct task *task = rt_allocate(sizeof(*task));

	if (task == NULL)
		return NULL;
	memset(task, 0, sizeof(*task));
	task_setup(task, name, name_bytes, allowed, priority);
	atomic_fetch_add(&existing, 1);
	return task;
}

void task_retain(struct task *task)
{
	atomic_fetch_add_explicit(&task->references, 1, memory_order_relaxed);
}

void task_drop(struct task *task)
{
	if (atomic_fetch_sub_explicit(&task->references, 1, memory_order_acq_rel) != 1)
		return;
	rt_free(task, sizeof(*task));
	atomic_fetch_sub(&existing, 1);
}

/* Where a new task begins: on its own stack, interrupts off, the switch to it under way. */
static void begin(void *argument)
{
	struct task *task = argument;

	scheduler_finish_switch();
	scheduler_preempt_if_needed();
	arch_irq_enable();
	task->entry(task->argument);
	arch_irq_disable();
	scheduler_exit();
}

bool task_launch(struct task *task, void (*entry)(void *argument), void *argument)
{
	if (atomic_exchange(&task->started, true))
		panic_with("a task was started twice");
	task->stack = stack_allocate();
	if (task->stack == NULL) {
		atomic_store(&task->started, false);
		return false;
	}
	task->entry = entry;
	task->argument = argument;
	arch_task_prepare(&task->arch, (char *)task->stack + STACK_BYTES, begin, task);
	task_retain(task);
	if (scheduler_start(task))
		return true;
	stack_free(task->stack);
	task->stack = NULL;
	atomic_store(&task->started, false);
	task_drop(task);
	return false;
}

void task_reap(struct task *task)
{
	stack_free(task->stack);
	task->stack = NULL;
	wait_queue_wake_all(&task->finished);
	task_drop(task);
}

void task_sleep_until(uint64_t deadline)
{
	struct task *task = arch_current_task();
	arch_irq_state_t before = arch_irq_save();

	while (arch_counter() < deadline) {
		scheduler_prepare_block();
		timer_arm(&task->alarm, deadline);
		scheduler_block();
	}
	timer_cancel(&task->alarm);
	scheduler_irq_restore(before);
}

void task_yield(void)
{
	scheduler_yield();
}

uint32_t task_count(void)
{
	return atomic_load_explicit(&existing, memory_order_relaxed);
}

uint32_t cpu_index(void)
{
	return cpu_current()->index;
}
