/* Who runs, where, and for how long. */
#include <string.h>

#include "check.h"
#include "heap/heap.h"
#include "simulated-machine.h"
#include "sync/semaphore.h"
#include "task/scheduler.h"
#include "task/task.h"

#define ALL_CPUS 0xffu

static struct semaphore done;
static char order[16];
static uint32_t order_length;
static uint64_t work[4];
static _Atomic bool stop;

static void spawn(uint64_t allowed, uint8_t priority, void (*entry)(void *), void *argument)
{
	struct task *task = task_create("worker", 6, allowed, priority);

	CHECK(task != NULL && task_launch(task, entry, argument));
	task_drop(task);
}

static void await(uint32_t tasks)
{
	while (tasks-- > 0)
		semaphore_take(&done);
}

static void note(void *argument)
{
	order[order_length++] = *(const char *)argument;
	semaphore_give(&done);
}

/* The test's task has priority 16 and CPU 0. */
static void higher_priority_runs_first(void)
{
	semaphore_init(&done, 0);
	spawn(1, 3, note, "a");
	spawn(1, 5, note, "b");
	spawn(1, 3, note, "c");
	CHECK(order_length == 0);
	spawn(1, 20, note, "d");
	CHECK(strcmp(order, "d") == 0);
	await(4);
	CHECK(strcmp(order, "dbac") == 0);
}

static void spin(void *argument)
{
	uint64_t *mine = argument;

	while (!atomic_load(&stop)) {
		++*mine;
		arch_cpu_relax();
	}
	semaphore_give(&done);
}

static void equal_tasks_share_a_cpu(void)
{
	uint64_t total = 0;

	semaphore_init(&done, 0);
	for (uint32_t n = 0; n < 4; n++)
		spawn(1, 8, spin, &work[n]);
	task_sleep_until(arch_counter() + 400u * TICKS_PER_SECOND / 1000u);
	atomic_store(&stop, true);
	await(4);
	for (uint32_t n = 0; n < 4; n++)
		total += work[n];
	for (uint32_t n = 0; n < 4; n++)
		CHECK(work[n] > total / 5u && work[n] < total / 3u);
}

static struct task *watched[3];

static struct task *spawn_watched(void (*entry)(void *), void *argument)
{
	struct task *task = task_create("watched", 7, 1, 8);

	CHECK(task != NULL && task_launch(task, entry, argument));
	return task;
}

static uint64_t sum(struct task_times times)
{
	return times.run + times.ready + times.sleep;
}

/* `part` is about `percent` of `whole`. */
static bool is_about(uint64_t part, uint64_t whole, uint64_t percent)
{
	return part * 100u > whole * (percent - 8u) && part * 100u < whole * (percent + 8u);
}

static void sleep_on(void *argument)
{
	(void)argument;
	while (!atomic_load(&stop))
		task_sleep_until(arch_counter() + TICKS_PER_SECOND / 20u);
	semaphore_give(&done);
}

/* Two that spin and one that sleeps have CPU 0 between them. */
static void every_tick_of_a_task_is_accounted(void)
{
	uint64_t idle = scheduler_idle_time(0);
	uint64_t start = arch_counter();
	uint64_t total;

	semaphore_init(&done, 0);
	watched[0] = spawn_watched(spin, &work[0]);
	watched[1] = spawn_watched(spin, &work[1]);
	watched[2] = spawn_watched(sleep_on, NULL);
	task_sleep_until(start + TICKS_PER_SECOND / 2u);
	total = arch_counter() - start;
	for (uint32_t n = 0; n < 3; n++)
		CHECK(is_about(sum(scheduler_task_times(watched[n])), total, 100));
	for (uint32_t n = 0; n < 2; n++) {
		struct task_times times = scheduler_task_times(watched[n]);

		CHECK(is_about(times.run, total, 50) && is_about(times.ready, total, 50) && times.sleep == 0);
	}
	CHECK(scheduler_task_times(watched[2]).sleep > total / 2u);
	CHECK(scheduler_idle_time(0) - idle < total / 50u);
	atomic_store(&stop, true);
	await(3);
	for (uint32_t n = 0; n < 3; n++)
		task_drop(watched[n]);
}

static void a_cpu_without_tasks_is_idle(void)
{
	uint64_t before = scheduler_idle_time(1);
	uint64_t start = arch_counter();

	task_sleep_until(start + TICKS_PER_SECOND / 10u);
	CHECK(is_about(scheduler_idle_time(1) - before, arch_counter() - start, 100));
	CHECK(scheduler_idle_time(7) == 0);
}

static void lonely_task_gets_no_tick(void)
{
	uint64_t before;

	semaphore_init(&done, 0);
	spawn(1, 8, spin, &work[0]);
	before = machine_timer_interrupts();
	task_sleep_until(arch_counter() + TICKS_PER_SECOND / 4u);
	atomic_store(&stop, true);
	await(1);
	CHECK(machine_timer_interrupts() - before == 1);
}

static void busy_tasks_spread(void)
{
	semaphore_init(&done, 0);
	for (uint32_t n = 0; n < 3; n++)
		spawn(ALL_CPUS & ~1u, 8, spin, &work[n]);
	task_sleep_until(arch_counter() + TICKS_PER_SECOND / 100u);
	atomic_store(&stop, true);
	await(3);
	for (uint32_t n = 0; n < 3; n++)
		CHECK(work[n] > 500);
}

static void keep_to_mask(void *argument)
{
	uint32_t cpu = (uint32_t)(uintptr_t)argument;

	for (uint32_t n = 0; n < 50; n++) {
		CHECK(cpu_index() == cpu);
		task_sleep_until(arch_counter() + n);
		task_yield();
	}
	semaphore_give(&done);
}

static void tasks_keep_to_their_cpus(void)
{
	semaphore_init(&done, 0);
	for (uint32_t n = 0; n < 12; n++)
		spawn(1u << n % 4u, (uint8_t)(8 + n % 3u), keep_to_mask, (void *)(uintptr_t)(n % 4u));
	await(12);
}

static void ordered_sleep(void *argument)
{
	uint32_t milliseconds = (uint32_t)(uintptr_t)argument;
	uint64_t deadline = (uint64_t)milliseconds * 1000u;

	task_sleep_until(deadline);
	CHECK(arch_counter() >= deadline);
	order[order_length++] = (char)('0' + milliseconds / 10u);
	semaphore_give(&done);
}

static void sleepers_wake_in_order(void)
{
	semaphore_init(&done, 0);
	for (uint32_t n = 0; n < 4; n++)
		spawn(ALL_CPUS, 8, ordered_sleep, (void *)(uintptr_t)(n * 7u % 4u * 10u + 10u));
	await(4);
	CHECK(strcmp(order, "1234") == 0);
}

static void nothing(void *argument)
{
	(void)argument;
}

static void finished_tasks_leave_nothing(void)
{
	uint64_t used = heap_used();
	uint32_t tasks = task_count();

	for (uint32_t round = 0; round < 50; round++) {
		for (uint32_t n = 0; n < 5; n++)
			spawn(ALL_CPUS, (uint8_t)(n * 6u), nothing, NULL);
		task_sleep_until(arch_counter() + 5000u);
		CHECK(heap_used() == used && task_count() == tasks);
	}
}

static void impossible_masks_are_refused(void)
{
	struct task *task = task_create("worker", 6, 1u << 7, 8);

	CHECK(!task_launch(task, nothing, NULL));
	task_drop(task);
}

int main(void)
{
	machine_run(1, 20, higher_priority_runs_first);
	machine_run(1, 3, equal_tasks_share_a_cpu);
	machine_run(1, 5, every_tick_of_a_task_is_accounted);
	machine_run(2, 5, a_cpu_without_tasks_is_idle);
	machine_run(1, 5, lonely_task_gets_no_tick);
	machine_run(4, 20, busy_tasks_spread);
	machine_run(4, 50, tasks_keep_to_their_cpus);
	machine_run(4, 30, sleepers_wake_in_order);
	machine_run(3, 20, finished_tasks_leave_nothing);
	machine_run(2, 1, impossible_masks_are_refused);
	puts("ok");
}
