/* Timer queues: order, arming again, and cancelling against expiry on another CPU. */
#include "check.h"
#include "simulated-machine.h"
#include "sync/semaphore.h"
#include "task/task.h"
#include "timer/timer.h"

#define ALL_CPUS 0xffu
#define TIMERS	 30u

static struct timer timers[TIMERS];
static uint32_t expired_count;
static uint32_t sequence[TIMERS * 2u];
static struct semaphore done;

static void note(void *argument)
{
	struct timer *timer = argument;

	CHECK(arch_counter() >= timer->deadline);
	sequence[expired_count++] = (uint32_t)(timer - timers);
}

static void init_all(void (*expired)(void *))
{
	for (uint32_t n = 0; n < TIMERS; n++)
		timer_init(&timers[n], expired, &timers[n]);
}

static void timers_expire_in_order(void)
{
	uint64_t start = arch_counter() + 5000u;

	init_all(note);
	for (uint32_t n = 0; n < TIMERS; n++)
		timer_arm(&timers[n], start + n * 7u % TIMERS * 100u);
	task_sleep_until(start + TIMERS * 100u);
	CHECK(expired_count == TIMERS);
	for (uint32_t n = 0; n < TIMERS; n++)
		CHECK(sequence[n] * 7u % TIMERS == n);
}

static void arming_again_replaces(void)
{
	uint64_t start = arch_counter();

	init_all(note);
	timer_arm(&timers[0], start + 100u);
	timer_arm(&timers[0], start + 3000u);
	timer_arm(&timers[1], start + 3000u);
	timer_arm(&timers[1], start + 1000u);
	task_sleep_until(start + 2000u);
	CHECK(expired_count == 1 && sequence[0] == 1);
	task_sleep_until(start + 4000u);
	CHECK(expired_count == 2 && sequence[1] == 0);
}

static void cancelled_timers_stay_silent(void)
{
	uint64_t start = arch_counter();

	init_all(note);
	for (uint32_t n = 0; n < TIMERS; n++)
		timer_arm(&timers[n], start + 2000u + n);
	for (uint32_t n = 0; n < TIMERS; n += 2)
		timer_cancel(&timers[n]);
	timer_cancel(&timers[0]);
	task_sleep_until(start + 4000u);
	CHECK(expired_count == TIMERS / 2u);
	for (uint32_t n = 0; n < expired_count; n++)
		CHECK(sequence[n] % 2u == 1);
}

static _Atomic bool alive;

static void must_be_alive(void *argument)
{
	struct timer *timer = argument;

	for (uint32_t n = 0; n < 5; n++) {
		CHECK(atomic_load(&alive));
		arch_cpu_relax();
	}
	timer_arm(timer, arch_counter() + 40u);
	CHECK(atomic_load(&alive));
}

static void arm_it(void *argument)
{
	(void)argument;
	timer_arm(&timers[0], arch_counter() + 10u);
	semaphore_give(&done);
	task_sleep_until(arch_counter() + 300u);
	semaphore_give(&done);
}

/* The timer expires and arms itself on CPU 1; what it uses may go as soon as CPU 0 has cancelled it. */
static void cancel_waits_for_expiry(void)
{
	semaphore_init(&done, 0);
	for (uint32_t round = 0; round < 20; round++) {
		struct task *task = task_create("armer", 5, 2, 8);

		atomic_store(&alive, true);
		timer_init(&timers[0], must_be_alive, &timers[0]);
		CHECK(task_launch(task, arm_it, NULL));
		task_drop(task);
		semaphore_take(&done);
		task_sleep_until(arch_counter() + round * 3u);
		timer_cancel(&timers[0]);
		atomic_store(&alive, false);
		semaphore_take(&done);
	}
}

int main(void)
{
	machine_run(1, 5, timers_expire_in_order);
	machine_run(2, 10, arming_again_replaces);
	machine_run(2, 10, cancelled_timers_stay_silent);
	machine_run(2, 100, cancel_waits_for_expiry);
	puts("ok");
}
