#include "simulated-machine.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "coroutine.h"
#include "heap/heap.h"
#include "kernel.h"
#include "task/cpu.h"
#include "task/stack.h"

#define HEAP_BYTES (24u * 1024u * 1024u)

struct simulated_cpu {
	struct task *task;
	struct coroutine *running;
	struct coroutine first; /* where it starts; its idle task */
	struct task idle;
	bool interrupts_on;
	bool reschedule_pending;
	bool call_pending;
	bool waiting; /* for an interrupt */
	bool timer_on;
	uint64_t deadline;
};

static struct simulated_cpu machine[ARCH_MAX_CPUS];
static uint32_t cpu_total;
static uint32_t here; /* the CPU that goes on */
static uint64_t now;
static uint64_t random_state;
static uint64_t timer_interrupts;
static _Alignas(4096) char heap_memory[HEAP_BYTES];
static void (*test_body)(void);

/* Knuth's MMIX generator. */
static uint32_t random_below(uint32_t limit)
{
	random_state = random_state * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(random_state >> 33) % limit;
}

static bool timer_is_due(const struct simulated_cpu *cpu)
{
	return cpu->timer_on && cpu->deadline <= now;
}

static bool has_interrupt(const struct simulated_cpu *cpu)
{
	return cpu->reschedule_pending || cpu->call_pending || timer_is_due(cpu);
}

static bool can_go_on(struct simulated_cpu *cpu)
{
	if (cpu->waiting && has_interrupt(cpu))
		cpu->waiting = false;
	return !cpu->waiting;
}

/* Time passes until a CPU that waits has something to do. */
static void skip_to_next_deadline(void)
{
	uint64_t next = UINT64_MAX;

	for (uint32_t n = 0; n < cpu_total; n++)
		if (machine[n].timer_on && machine[n].deadline < next)
			next = machine[n].deadline;
	if (next == UINT64_MAX) {
		fprintf(stderr, "deadlock: every CPU waits for ever\n");
		_exit(1);
	}
	now = next;
}

static void continue_on(uint32_t next)
{
	struct coroutine *from = machine[here].running;

	if (next == here)
		return;
	here = next;
	coroutine_switch(from, machine[next].running);
}

/* Any CPU goes on that can; a waiting one only comes back when it has an interrupt. */
static void let_others_run(void)
{
	uint32_t start = random_below(cpu_total);

	for (;;) {
		for (uint32_t n = 0; n < cpu_total; n++) {
			uint32_t next = (start + n) % cpu_total;

			if (can_go_on(&machine[next])) {
				continue_on(next);
				return;
			}
		}
		skip_to_next_deadline();
	}
}

static void take_interrupts(void)
{
	while (machine[here].interrupts_on && has_interrupt(&machine[here])) {
		machine[here].interrupts_on = false;
		machine[here].reschedule_pending = false;
		if (machine[here].call_pending) {
			machine[here].call_pending = false;
			cpu_call_interrupt();
		}
		if (timer_is_due(&machine[here])) {
			timer_interrupts++;
			timer_interrupt();
		}
		scheduler_preempt_if_needed();
		machine[here].interrupts_on = true;
	}
}

/* What may happen between any two instructions, looked at on each call into this file. */
static void pass_time(void)
{
	now++;
	if (random_below(4) == 0)
		let_others_run();
	take_interrupts();
}

struct task *arch_current_task(void)
{
	return machine[here].task;
}

void arch_adopt_task(struct arch_task *task)
{
	task->coroutine = &machine[here].first;
	machine[here].task = (struct task *)task;
}

void arch_task_prepare(struct arch_task *task, void *stack_top, void (*entry)(void *), void *argument)
{
	task->coroutine = calloc(1, sizeof(*task->coroutine));
	coroutine_make(task->coroutine, (char *)stack_top - STACK_BYTES, STACK_BYTES, entry, argument);
}

void arch_task_switch(struct arch_task *from, struct arch_task *to)
{
	machine[here].task = (struct task *)to;
	machine[here].running = to->coroutine;
	coroutine_switch(from->coroutine, to->coroutine);
}

/* No guests here. */
void arch_request_preemption(void)
{
}

void *arch_stack_map(void *memory, size_t bytes)
{
	(void)bytes;
	return memory;
}

arch_irq_state_t arch_irq_save(void)
{
	bool before;

	pass_time();
	before = machine[here].interrupts_on;
	machine[here].interrupts_on = false;
	return before;
}

void arch_irq_restore(arch_irq_state_t before)
{
	machine[here].interrupts_on = before != 0;
	pass_time();
}

void arch_irq_enable(void)
{
	arch_irq_restore(1);
}

void arch_irq_disable(void)
{
	arch_irq_save();
}

bool arch_irqs_are_on(void)
{
	return machine[here].interrupts_on;
}

void arch_wait_for_interrupt(void)
{
	if (!has_interrupt(&machine[here])) {
		machine[here].waiting = true;
		let_others_run();
	}
}

void arch_cpu_relax(void)
{
	now++;
	let_others_run();
	take_interrupts();
}

uint32_t arch_cpu_index(void)
{
	return here;
}

uint32_t arch_cpu_count(void)
{
	return cpu_total;
}

void arch_send_reschedule(uint32_t cpu)
{
	machine[cpu].reschedule_pending = true;
}

void arch_send_call(uint32_t cpu)
{
	machine[cpu].call_pending = true;
}

uint64_t arch_counter(void)
{
	pass_time();
	return now;
}

uint64_t arch_counter_frequency(void)
{
	return TICKS_PER_SECOND;
}

void arch_timer_set(uint64_t deadline)
{
	machine[here].timer_on = true;
	machine[here].deadline = deadline;
}

void arch_timer_off(void)
{
	machine[here].timer_on = false;
}

uint64_t machine_timer_interrupts(void)
{
	return timer_interrupts;
}

static void run_body(void *argument)
{
	(void)argument;
	while (__builtin_popcountll(scheduler_online_cpus()) < (int)cpu_total)
		arch_cpu_relax();
	test_body();
	_exit(0);
}

static void adopt_cpu(void)
{
	struct task *idle = &machine[here].idle;

	task_setup(idle, "idle", 4, 1u << here, 0);
	scheduler_adopt_cpu(here, idle);
}

static void begin_cpu(void *argument)
{
	struct task *boot;

	(void)argument;
	adopt_cpu();
	if (here == 0) {
		heap_begin(heap_memory, sizeof(heap_memory));
		boot = task_create("test", 4, 1, 16);
		task_launch(boot, run_body, NULL);
		task_drop(boot);
	}
	scheduler_idle();
}

static _Noreturn void run_once(void)
{
	static struct coroutine outside;

	for (uint32_t n = 0; n < cpu_total; n++) {
		machine[n].running = &machine[n].first;
		coroutine_make(&machine[n].first, malloc(STACK_BYTES), STACK_BYTES, begin_cpu, NULL);
	}
	coroutine_switch(&outside, machine[0].running);
	abort();
}

void machine_run(uint32_t cpus_wanted, uint32_t seeds, void (*body)(void))
{
	int status;

	cpu_total = cpus_wanted;
	test_body = body;
	for (uint32_t seed = 0; seed < seeds; seed++) {
		pid_t child = fork();

		random_state = seed;
		if (child == 0)
			run_once();
		if (waitpid(child, &status, 0) != child || status != 0) {
			fprintf(stderr, "failed with %u CPUs and seed %u\n", cpus_wanted, seed);
			exit(1);
		}
	}
}
