/*
 * The architecture "host": what arch/aarch64/include/arch.h promises, simulated. Two machines implement it:
 * simulated-machine.c (CPUs are coroutines, time is virtual, every run repeats for its seed) and thread-machine.c (CPUs
 * are threads, no task switches).
 */
#ifndef TSVISOR_ARCH_H
#define TSVISOR_ARCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct task;

#define ARCH_MAX_CPUS	8u
#define ARCH_CACHE_LINE 64u
#define ARCH_PAGE_SIZE	4096u

struct coroutine;

struct arch_task {
	struct coroutine *coroutine;
	bool may_migrate;
};

typedef uint64_t arch_irq_state_t;

struct task *arch_current_task(void);
void arch_adopt_task(struct arch_task *task);
void arch_task_prepare(struct arch_task *task, void *stack_top, void (*entry)(void *), void *argument);
void arch_task_switch(struct arch_task *from, struct arch_task *to);
void arch_request_preemption(void);
void *arch_stack_map(void *memory, size_t bytes);

arch_irq_state_t arch_irq_save(void);
void arch_irq_restore(arch_irq_state_t before);
void arch_irq_enable(void);
void arch_irq_disable(void);
bool arch_irqs_are_on(void);
void arch_wait_for_interrupt(void);
void arch_cpu_relax(void);

uint32_t arch_cpu_index(void);
uint32_t arch_cpu_count(void);
void arch_send_reschedule(uint32_t cpu);
void arch_send_call(uint32_t cpu);

uint64_t arch_counter(void);
uint64_t arch_counter_frequency(void);
void arch_timer_set(uint64_t deadline);
void arch_timer_off(void);

/* Panics end the program before they would need more. */
struct arch_frame;

#endif
