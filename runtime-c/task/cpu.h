/* What the kernel keeps for each CPU. */
#ifndef TSVISOR_CPU_H
#define TSVISOR_CPU_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#include "arch.h"
#include "sync/spinlock.h"
#include "task/run_queue.h"
#include "task/task.h"
#include "timer/timer.h"

struct cpu_call;

struct cpu {
	uint32_t index;
	struct task *idle;    /* runs when nothing is ready */
	struct spinlock lock; /* the run queue's lock: guards `ready`, `current`, and the state of its tasks */
	struct run_queue ready;
	_Atomic(struct task *) current;	  /* written by this CPU alone, under `lock` */
	struct task *previous;		  /* during a switch: the task that is being left */
	_Atomic uint32_t load;		  /* tasks that are ready or running, `idle` left out */
	_Atomic bool reschedule;	  /* scheduler_preempt_if_needed() has something to look at */
	_Atomic(struct cpu_call *) calls; /* asked for by cpu_call(), newest first */
	struct timer slice;		  /* ends the running task's time slice while others of its priority wait */
	struct timer_queue timers;
};

extern struct cpu cpus[ARCH_MAX_CPUS];

/* The CPU that runs this. Interrupts are off, or the task cannot migrate. */
static inline struct cpu *cpu_current(void)
{
	return atomic_load_explicit(&arch_current_task()->cpu, memory_order_relaxed);
}

#endif
