/* The TypeScript class Task: its body's life, joining, and errors that nobody catches. */
#include <string.h>

#include "check.h"
#include "heap/heap.h"
#include "kernel.h"
#include "simulated-machine.h"
#include "task/task.h"

#define ALL_CPUS 0xffu

static _Atomic uint32_t runs;
static uint32_t destroyed;

static struct rt_object *destroy_body(struct rt_object *object, struct rt_object *dying)
{
	struct rt_closure *self = (struct rt_closure *)object;
	RT_FREE(self);
	destroyed++;
	return dying;
}

static const struct rt_class body_class = {.name = "body", .size = sizeof(struct rt_closure), .destroy = destroy_body};
static struct rt_string task_name = RT_STRING_LITERAL("a name that is longer than what is kept of it", 45, 45);

static bool run(struct rt_closure *self)
{
	CHECK(self->object.class == &body_class);
	for (uint32_t n = 0; n < 20; n++)
		task_yield();
	atomic_fetch_add(&runs, 1);
	return true;
}

static bool throw_error(struct rt_closure *self)
{
	(void)self;
	atomic_fetch_add(&runs, 1);
	rt_throw_out_of_memory();
	return false;
}

static struct rt_closure *make_body(bool (*code)(struct rt_closure *))
{
	return rt_closure_new(&body_class, (void (*)(void))code);
}

static struct task_handle make_task(bool (*code)(struct rt_closure *), uint64_t allowed, uint8_t priority)
{
	struct rt_closure *body = make_body(code);
	struct task_handle handle;

	CHECK(task_handle_init(&handle, &task_name, allowed, priority, body));
	rt_release(body);
	return handle;
}

static void body_goes_with_its_task(void)
{
	uint64_t used = heap_used();
	uint32_t tasks = task_count();
	struct task_handle handle = make_task(run, ALL_CPUS, 8);

	CHECK(task_count() == tasks + 1u && task_state(&handle) == TASK_READY && task_run_time(&handle) == 0);
	CHECK(strlen(handle.task->name) == TASK_NAME_BYTES - 1u);
	CHECK(task_start(&handle));
	task_join(&handle);
	CHECK(atomic_load(&runs) == 1 && destroyed == 1);
	CHECK(task_state(&handle) == TASK_FINISHED && task_run_time(&handle) > 0);
	task_join(&handle);
	task_handle_fini(&handle);
	CHECK(task_count() == tasks && heap_used() == used);
}

static void handle_may_go_first(void)
{
	uint64_t used = heap_used();
	uint32_t tasks = task_count();

	for (uint32_t n = 0; n < 10; n++) {
		struct task_handle handle = make_task(run, ALL_CPUS, (uint8_t)(n * 3u));

		CHECK(task_start(&handle));
		task_handle_fini(&handle);
	}
	task_sleep_until(arch_counter() + 20000u);
	CHECK(atomic_load(&runs) == 10 && destroyed == 10);
	CHECK(task_count() == tasks && heap_used() == used);
}

static void unstarted_task_needs_no_join(void)
{
	uint64_t used = heap_used();
	struct task_handle handle = make_task(run, ALL_CPUS, 8);

	task_join(&handle);
	task_handle_fini(&handle);
	CHECK(atomic_load(&runs) == 0 && destroyed == 1 && heap_used() == used);
}

static void uncaught_error_ends_its_task_alone(void)
{
	struct task_handle thrower = make_task(throw_error, ALL_CPUS, 8);
	struct task_handle other = make_task(run, ALL_CPUS, 8);

	CHECK(task_start(&thrower) && task_start(&other));
	task_join(&thrower);
	task_join(&other);
	CHECK(atomic_load(&runs) == 2 && destroyed == 2 && rt_catch() == NULL);
	task_handle_fini(&thrower);
	task_handle_fini(&other);
}

static void interrupts_leave_a_pending_error_alone(void)
{
	struct rt_closure *body = make_body(throw_error);

	rt_throw(rt_retain(rt_out_of_memory));
	arch_irq_disable();
	kernel_call_in_interrupt(body);
	arch_irq_enable();
	CHECK(atomic_load(&runs) == 1 && rt_catch() == rt_out_of_memory);
	rt_release(body);
}

int main(void)
{
	machine_run(1, 5, body_goes_with_its_task);
	machine_run(4, 60, body_goes_with_its_task);
	machine_run(4, 30, handle_may_go_first);
	machine_run(1, 1, unstarted_task_needs_no_join);
	machine_run(3, 20, uncaught_error_ends_its_task_alone);
	machine_run(1, 1, interrupts_leave_a_pending_error_alone);
	puts("ok");
}
