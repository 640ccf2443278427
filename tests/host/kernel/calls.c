/* Functions that run on another CPU, in an interrupt there. */
#include <stdio.h>
#include <string.h>

#include "check.h"
#include "kernel.h"
#include "simulated-machine.h"
#include "sync/semaphore.h"

#define CPUS 4u

/* A closure that notes where it ran. */
struct note {
	struct rt_closure closure;
	uint32_t cpu;
	uint32_t calls;
	bool interrupts_on;
};

static bool note_call(struct rt_closure *closure)
{
	struct note *note = (struct note *)closure;

	note->cpu = arch_cpu_index();
	note->interrupts_on = arch_irqs_are_on();
	note->calls++;
	return true;
}

static struct note make_note(void)
{
	return (struct note){.closure = {.object = {RT_IMMORTAL, 0, NULL}, .code = (void (*)(void))note_call}};
}

static void runs_where_it_is_told(void)
{
	for (uint32_t n = 0; n < 3u * CPUS; n++) {
		struct note note = make_note();

		CHECK(cpu_call(n % CPUS, &note.closure));
		CHECK(note.calls == 1 && note.cpu == n % CPUS && !note.interrupts_on);
		CHECK(arch_irqs_are_on());
	}
}

static void absent_cpus_are_refused(void)
{
	struct note note = make_note();

	CHECK(!cpu_call(1, &note.closure) && !cpu_call(63, &note.closure) && !cpu_call(64, &note.closure));
	CHECK(note.calls == 0);
}

static struct semaphore done;

static void call_everywhere(void *argument)
{
	(void)argument;
	for (uint32_t round = 0; round < 20; round++)
		for (uint32_t n = 0; n < CPUS; n++) {
			struct note note = make_note();

			CHECK(cpu_call(n, &note.closure) && note.calls == 1 && note.cpu == n);
		}
	semaphore_give(&done);
}

static void spawn(uint64_t allowed, void (*entry)(void *))
{
	struct task *task = task_create("caller", 6, allowed, 8);

	CHECK(task != NULL && task_launch(task, entry, NULL));
	task_drop(task);
}

/* Bound ones, and ones that move. */
static void all_call_all_at_once(void)
{
	semaphore_init(&done, 0);
	for (uint32_t n = 0; n < CPUS; n++) {
		spawn(1u << n, call_everywhere);
		spawn((1u << CPUS) - 1u, call_everywhere);
	}
	for (uint32_t n = 0; n < 2u * CPUS; n++)
		semaphore_take(&done);
}

static _Atomic bool stop;

static void spin(void *argument)
{
	(void)argument;
	while (!atomic_load(&stop))
		arch_cpu_relax();
	semaphore_give(&done);
}

/* A task that never sleeps, of higher priority than the caller, does not hold it up. */
static void busy_cpu_answers(void)
{
	struct task *task = task_create("busy", 4, 2, 31);
	struct note note = make_note();

	semaphore_init(&done, 0);
	CHECK(task != NULL && task_launch(task, spin, NULL));
	task_drop(task);
	task_sleep_until(arch_counter() + 1000u);
	CHECK(cpu_call(1, &note.closure) && note.cpu == 1);
	atomic_store(&stop, true);
	semaphore_take(&done);
}

int main(void)
{
	machine_run(CPUS, 40, runs_where_it_is_told);
	machine_run(1, 1, absent_cpus_are_refused);
	machine_run(CPUS, 40, all_call_all_at_once);
	machine_run(2, 10, busy_cpu_answers);
	puts("ok");
}
