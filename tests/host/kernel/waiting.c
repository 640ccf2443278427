/* Semaphores and wait queues: nobody is forgotten, whatever the order in which CPUs get on. */
#include <string.h>

#include "check.h"
#include "simulated-machine.h"
#include "sync/semaphore.h"
#include "sync/wait_queue.h"
#include "task/task.h"

#define ALL_CPUS 0xffu
#define ROUNDS	 200u

static struct semaphore ping, pong, done;
static struct wait_queue queue;
static _Atomic uint32_t value;
static uint32_t inside;
static char order[8];
static uint32_t order_length;

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

static void take_ping(void *argument)
{
	(void)argument;
	for (uint32_t n = 0; n < ROUNDS; n++) {
		semaphore_take(&ping);
		CHECK(atomic_fetch_add(&value, 1) == n);
		semaphore_give(&pong);
	}
	semaphore_give(&done);
}

static void two_tasks_alternate(void)
{
	semaphore_init(&ping, 0);
	semaphore_init(&pong, 0);
	semaphore_init(&done, 0);
	spawn(ALL_CPUS, 8, take_ping, NULL);
	for (uint32_t n = 0; n < ROUNDS; n++) {
		CHECK(atomic_load(&value) == n);
		semaphore_give(&ping);
		semaphore_take(&pong);
	}
	await(1);
}

static void enter(void *argument)
{
	(void)argument;
	for (uint32_t n = 0; n < 50; n++) {
		semaphore_take(&ping);
		CHECK(inside++ == 0);
		for (uint32_t m = 0; m < n % 7u; m++)
			task_yield();
		arch_cpu_relax();
		CHECK(--inside == 0);
		semaphore_give(&ping);
	}
	semaphore_give(&done);
}

static void semaphore_of_one_excludes(void)
{
	semaphore_init(&ping, 1);
	semaphore_init(&done, 0);
	for (uint32_t n = 0; n < 8; n++)
		spawn(ALL_CPUS, (uint8_t)(8 + n), enter, NULL);
	await(8);
}

static void take_with_deadline(void *argument)
{
	uint32_t taken = 0;

	(void)argument;
	for (uint32_t n = 0; n < 100; n++) {
		uint64_t deadline = arch_counter() + n * 5u;

		if (semaphore_take_until(&ping, deadline))
			taken++;
		else
			CHECK(arch_counter() >= deadline);
	}
	atomic_fetch_add(&value, taken);
	semaphore_give(&done);
}

static void give_slowly(void *argument)
{
	(void)argument;
	for (uint32_t n = 0; n < 100; n++) {
		semaphore_give(&ping);
		task_sleep_until(arch_counter() + n * 3u % 50u);
	}
	semaphore_give(&done);
}

/* What is given is either taken or still there: a deadline that passes at the same moment loses nothing. */
static void deadlines_lose_nothing(void)
{
	semaphore_init(&ping, 0);
	semaphore_init(&done, 0);
	spawn(ALL_CPUS, 8, give_slowly, NULL);
	for (uint32_t n = 0; n < 3; n++)
		spawn(ALL_CPUS, (uint8_t)(7 + n), take_with_deadline, NULL);
	await(4);
	CHECK(atomic_load(&value) + ping.count == 100);
}

static void wait_in_order(void *argument)
{
	semaphore_take(&ping);
	order[order_length++] = *(const char *)argument;
	semaphore_give(&done);
}

static void semaphore_wakes_the_oldest(void)
{
	semaphore_init(&ping, 0);
	semaphore_init(&done, 0);
	spawn(1, 20, wait_in_order, "a");
	spawn(1, 25, wait_in_order, "b");
	spawn(1, 22, wait_in_order, "c");
	for (uint32_t n = 0; n < 3; n++)
		semaphore_give(&ping);
	await(3);
	CHECK(strcmp(order, "abc") == 0);
}

static void follow(void *argument)
{
	uint32_t seen = 0;

	(void)argument;
	while (seen < ROUNDS) {
		uint64_t ticket = wait_queue_prepare(&queue);
		uint32_t found = atomic_load(&value);

		if (found == seen)
			wait_queue_wait(&queue, ticket);
		else
			seen = found;
	}
	semaphore_give(&done);
}

static void no_wake_up_is_lost(void)
{
	wait_queue_init(&queue);
	semaphore_init(&done, 0);
	for (uint32_t n = 0; n < 4; n++)
		spawn(ALL_CPUS, (uint8_t)(8 + n * 4u), follow, NULL);
	for (uint32_t n = 0; n < ROUNDS; n++) {
		atomic_fetch_add(&value, 1);
		wait_queue_wake_all(&queue);
		if (n % 3u == 0)
			task_sleep_until(arch_counter() + n);
	}
	await(4);
	wait_queue_fini(&queue);
}

static void wait_ends_at_its_deadline(void)
{
	uint64_t deadline;

	wait_queue_init(&queue);
	deadline = arch_counter() + 1000u;
	CHECK(!wait_queue_wait_until(&queue, wait_queue_prepare(&queue), deadline));
	CHECK(arch_counter() >= deadline && arch_counter() < deadline + 200u);
}

static struct timer timer;

static void wake_from_interrupt(void *argument)
{
	(void)argument;
	atomic_fetch_add(&value, 1);
	wait_queue_wake_all(&queue);
	if (atomic_load(&value) < ROUNDS)
		timer_arm(&timer, arch_counter() + 10u);
}

static void interrupts_wake(void)
{
	wait_queue_init(&queue);
	semaphore_init(&done, 0);
	timer_init(&timer, wake_from_interrupt, NULL);
	timer_arm(&timer, arch_counter() + 10u);
	spawn(ALL_CPUS, 8, follow, NULL);
	spawn(ALL_CPUS, 8, follow, NULL);
	await(2);
}

int main(void)
{
	machine_run(1, 10, two_tasks_alternate);
	machine_run(3, 60, two_tasks_alternate);
	machine_run(4, 60, semaphore_of_one_excludes);
	machine_run(1, 20, deadlines_lose_nothing);
	machine_run(4, 100, deadlines_lose_nothing);
	machine_run(1, 5, semaphore_wakes_the_oldest);
	machine_run(1, 10, no_wake_up_is_lost);
	machine_run(4, 60, no_wake_up_is_lost);
	machine_run(2, 20, wait_ends_at_its_deadline);
	machine_run(3, 40, interrupts_wake);
	puts("ok");
}
