/* The TypeScript class Task: a struct task and the closure that it runs. */
#include "task/cpu.h"
#include "task/scheduler.h"
#include "task/task.h"
#include "task/uncaught.h"

/* What the body did not catch ends its task, and is told to whoever reads the console. */
static void run_body(void *argument)
{
	struct rt_closure *body = argument;

	if (!rt_closure_call(body))
		uncaught_write(arch_current_task()->name);
	rt_release(body);
}

bool task_handle_init(
	struct task_handle *handle, struct rt_string *name, uint64_t allowed, uint8_t priority, struct rt_closure *body)
{
	handle->task = task_create(name->text, name->bytes, allowed, priority);
	if (handle->task == NULL)
		return false;
	handle->body = rt_retain(body);
	return true;
}

void task_handle_fini(struct task_handle *handle)
{
	rt_release(handle->body);
	if (handle->task != NULL)
		task_drop(handle->task);
}

bool task_start(struct task_handle *handle)
{
	struct rt_closure *body = handle->body;

	/* From the launch on the task may be over, and the handle gone, at any moment. */
	handle->body = NULL;
	if (task_launch(handle->task, run_body, body))
		return true;
	handle->body = body;
	return false;
}

static bool has_finished(const struct task *task)
{
	return atomic_load_explicit(&task->state, memory_order_acquire) == TASK_FINISHED;
}

/* The scheduler's reference is the last thing of a finished task to go; it goes with interrupts off, so soon. */
static void await_last_reference(struct task *task)
{
	while (atomic_load_explicit(&task->references, memory_order_acquire) > 1)
		arch_cpu_relax();
}

void task_join(struct task_handle *handle)
{
	struct task *task = handle->task;

	if (!atomic_load(&task->started))
		return;
	for (;;) {
		uint64_t ticket = wait_queue_prepare(&task->finished);

		if (has_finished(task))
			break;
		wait_queue_wait(&task->finished, ticket);
	}
	await_last_reference(task);
}

int64_t task_state(struct task_handle *handle)
{
	return atomic_load_explicit(&handle->task->state, memory_order_relaxed);
}

void task_kick(struct task_handle *handle)
{
	scheduler_kick(handle->task);
}

uint64_t task_run_time(struct task_handle *handle)
{
	return scheduler_task_times(handle->task).run;
}

uint64_t task_ready_time(struct task_handle *handle)
{
	return scheduler_task_times(handle->task).ready;
}

uint64_t task_sleep_time(struct task_handle *handle)
{
	return scheduler_task_times(handle->task).sleep;
}

uint32_t task_cpu(struct task_handle *handle)
{
	struct cpu *cpu = atomic_load_explicit(&handle->task->cpu, memory_order_relaxed);

	return cpu == NULL ? cpu_index() : cpu->index;
}
