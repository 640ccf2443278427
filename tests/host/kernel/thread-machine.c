#include "thread-machine.h"

#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "arch.h"
#include "heap/heap.h"
#include "task/cpu.h"
#include "task/scheduler.h"
#include "task/task.h"
#include "timer/timer.h"

#define HEAP_BYTES (16u * 1024u * 1024u)

static _Thread_local struct task *current;
static _Thread_local uint32_t index_here;
static _Thread_local bool interrupts_on;
static _Thread_local uint64_t deadline = UINT64_MAX;
static struct task idle_tasks[ARCH_MAX_CPUS];
static _Alignas(4096) char heap_memory[HEAP_BYTES];
static uint32_t cpu_total;
static void (*test_body)(uint32_t cpu);
static pthread_barrier_t started;

static _Noreturn void unsupported(const char *what)
{
	fprintf(stderr, "%s: not on the machine of threads\n", what);
	abort();
}

struct task *arch_current_task(void)
{
	return current;
}

void arch_adopt_task(struct arch_task *task)
{
	current = (struct task *)task;
}

void arch_task_prepare(struct arch_task *task, void *stack_top, void (*entry)(void *), void *argument)
{
	(void)task;
	(void)stack_top;
	(void)entry;
	(void)argument;
	unsupported("arch_task_prepare");
}

void arch_task_switch(struct arch_task *from, struct arch_task *to)
{
	(void)from;
	(void)to;
	unsupported("arch_task_switch");
}

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
	bool before = interrupts_on;

	interrupts_on = false;
	return before;
}

void arch_irq_restore(arch_irq_state_t before)
{
	interrupts_on = before != 0;
}

void arch_irq_enable(void)
{
	interrupts_on = true;
}

void arch_irq_disable(void)
{
	interrupts_on = false;
}

bool arch_irqs_are_on(void)
{
	return interrupts_on;
}

void arch_wait_for_interrupt(void)
{
	sched_yield();
}

void arch_cpu_relax(void)
{
	sched_yield();
}

uint32_t arch_cpu_index(void)
{
	return index_here;
}

uint32_t arch_cpu_count(void)
{
	return cpu_total;
}

void arch_send_reschedule(uint32_t cpu)
{
	(void)cpu;
}

void arch_send_call(uint32_t cpu)
{
	(void)cpu;
}

/* Microseconds. */
uint64_t arch_counter(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (uint64_t)now.tv_sec * 1000000u + (uint64_t)now.tv_nsec / 1000u;
}

uint64_t arch_counter_frequency(void)
{
	return 1000000u;
}

void arch_timer_set(uint64_t when)
{
	deadline = when;
}

void arch_timer_off(void)
{
	deadline = UINT64_MAX;
}

void machine_poll_timer(void)
{
	if (deadline > arch_counter())
		return;
	interrupts_on = false;
	timer_interrupt();
	interrupts_on = true;
}

static void *run_cpu(void *argument)
{
	uint32_t cpu = (uint32_t)(uintptr_t)argument;

	index_here = cpu;
	task_setup(&idle_tasks[cpu], "cpu", 3, 1u << cpu, 0);
	scheduler_adopt_cpu(cpu, &idle_tasks[cpu]);
	if (cpu == 0)
		heap_begin(heap_memory, sizeof(heap_memory));
	pthread_barrier_wait(&started);
	interrupts_on = true;
	test_body(cpu);
	return NULL;
}

void machine_run(uint32_t cpus_wanted, void (*body)(uint32_t cpu))
{
	pthread_t threads[ARCH_MAX_CPUS];

	cpu_total = cpus_wanted;
	test_body = body;
	pthread_barrier_init(&started, NULL, cpus_wanted);
	for (uint32_t n = 0; n < cpus_wanted; n++)
		pthread_create(&threads[n], NULL, run_cpu, (void *)(uintptr_t)n);
	for (uint32_t n = 0; n < cpus_wanted; n++)
		pthread_join(threads[n], NULL);
	pthread_barrier_destroy(&started);
}
