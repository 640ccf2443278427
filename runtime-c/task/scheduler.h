/*
 * Preemptive scheduler. Every CPU has its own run queue: the highest priority runs, within a priority tasks take turns
 * of SLICE_MILLISECONDS. A task changes its CPU only when it is woken, to the least loaded one that it may use. A CPU
 * that has one task to run gets no tick.
 */
#ifndef TSVISOR_SCHEDULER_H
#define TSVISOR_SCHEDULER_H

#include <stdbool.h>
#include <stdint.h>

#include "arch.h"
#include "task/task.h"

#define SLICE_MILLISECONDS 10u

/* Makes `idle` the task that CPU `index` now runs on the stack that it has, and that it runs whenever nothing is ready.
 */
void scheduler_adopt_cpu(uint32_t index, struct task *idle);
/* The CPU takes tasks from now on; runs them for ever. */
_Noreturn void scheduler_idle(void);
/* Bit n: CPU n takes tasks. */
uint64_t scheduler_online_cpus(void);

/* Makes a new task ready. False: none of its CPUs is up. */
bool scheduler_start(struct task *task);
/*
 * The running task is about to sleep: from now on scheduler_wake() counts. Interrupts are off and stay so until
 * scheduler_block(). Whoever is to wake it must find out about it after this call, by a lock that the caller holds.
 */
void scheduler_prepare_block(void);
/* Leaves the CPU unless somebody woke the task since scheduler_prepare_block(). Interrupts are off. */
void scheduler_block(void);
/* Makes a blocked task ready; of any other it does nothing and returns false. Any CPU, interrupts off. */
bool scheduler_wake(struct task *task);
/* To the end of its priority's queue. */
void scheduler_yield(void);
/* The running task is over. Interrupts are off. */
_Noreturn void scheduler_exit(void);
/* The first thing a new task does, with interrupts off: ends the switch to it. */
void scheduler_finish_switch(void);

/* At the end of each interrupt, and before the return to a guest: runs another task first if one should. Interrupts are
 * off. */
void scheduler_preempt_if_needed(void);
/* Has scheduler_preempt_if_needed() anything to do? */
bool scheduler_wants_preemption(void);
/*
 * No other task wants this CPU. Interrupts are off. When that changes, scheduler_preempt_if_needed() is called here.
 */
bool scheduler_is_alone(void);
/* arch_irq_restore(), then the preemption that was held back while interrupts were off. */
void scheduler_irq_restore(arch_irq_state_t before);

/* An interrupt for the CPU that runs `task`, if it runs on another one. What was written before is visible to the task
 * after it. */
void scheduler_kick(struct task *task);
/* Up to this moment. Any CPU; takes the lock of the task's CPU. */
struct task_times scheduler_task_times(struct task *task);
/* Ticks that CPU `index` has had nothing to do, up to this moment; 0 for one that is not up. */
uint64_t scheduler_idle_time(uint32_t index);

#endif
