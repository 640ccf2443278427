/* Threads of the hypervisor: src/std/kernel/task.ts. Their scheduling is in scheduler.h. */
#ifndef TSVISOR_TASK_H
#define TSVISOR_TASK_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#include "arch.h"
#include "list/list.h"
#include "rt.h"
#include "sync/wait_queue.h"
#include "timer/timer.h"

#define TASK_NAME_BYTES 32 /* with the 0 at its end */

struct cpu;

/* The numbers are those of `enum TaskState` in src/std/kernel/task.ts. */
enum task_state { TASK_READY, TASK_RUNNING, TASK_BLOCKED, TASK_FINISHED };

/* What became of a task's time since it was started; ticks. */
struct task_times {
	uint64_t run;	/* on a CPU */
	uint64_t ready; /* it could have run, but another task had the CPU */
	uint64_t sleep; /* blocked */
};

struct task {
	struct arch_task arch; /* first: arch.h */
	struct list link;      /* in a run queue; guarded by the lock of `cpu` */
	_Atomic(struct cpu *)
		cpu; /* where it runs, is queued, or ran last; changes under that CPU's lock while it is not running */
	_Atomic uint32_t state; /* enum task_state; changes under the lock of `cpu`, to Blocked by the task itself */
	uint8_t priority;	/* 0 to 31 */
	char name[TASK_NAME_BYTES];
	uint64_t allowed; /* bit n: may run on CPU n */
	uint64_t slice;	  /* ticks left of its time slice; guarded by the lock of `cpu`, as the next two */
	struct task_times times;
	uint64_t counted;   /* when `times` was brought up to date */
	struct timer alarm; /* ends its sleep or wait */
	void (*entry)(void *argument);
	void *argument;
	void *stack;		    /* lowest address; NULL: not ours */
	struct wait_queue finished; /* who joins it */
	_Atomic uint32_t references;
	_Atomic bool started;
	struct rt_task_state language;
};

/*
 * A task that does not run yet, with one reference; NULL without memory. `name` is cut to what fits. A priority above
 * 31 counts as 31.
 */
struct task *task_create(const char *name, size_t name_bytes, uint64_t allowed, uint8_t priority);
/* For tasks that nobody creates: fills in `task`, which is all zero. */
void task_setup(struct task *task, const char *name, size_t name_bytes, uint64_t allowed, uint8_t priority);
/* Gives it a stack, on which it runs `entry`, and makes it ready. False: no memory, or none of its CPUs is up. */
bool task_launch(struct task *task, void (*entry)(void *argument), void *argument);
void task_retain(struct task *task);
/* Frees it when nobody has it any more. */
void task_drop(struct task *task);
/* Last act of the scheduler for a finished task, on another stack, with interrupts off. */
void task_reap(struct task *task);

/* ---- natives of src/std/kernel/task.ts ---- */

/* What a TypeScript Task holds. */
struct task_handle {
	struct task *task;
	struct rt_closure *body; /* counted; the running task takes it over */
};

bool task_handle_init(struct task_handle *handle, struct rt_string *name, uint64_t allowed, uint8_t priority,
	struct rt_closure *body);
void task_handle_fini(struct task_handle *handle);
/* False without memory for the stack, or when none of its CPUs is up. Once per task. */
bool task_start(struct task_handle *handle);
/* Waits until the body has returned and its stack is free; returns at once when it was never started. */
void task_join(struct task_handle *handle);
int64_t task_state(struct task_handle *handle);
void task_kick(struct task_handle *handle);
uint64_t task_run_time(struct task_handle *handle);
uint64_t task_ready_time(struct task_handle *handle);
uint64_t task_sleep_time(struct task_handle *handle);
/* Where it runs, is queued, or ran last; this CPU for one that was never started. */
uint32_t task_cpu(struct task_handle *handle);
void task_sleep_until(uint64_t deadline);
void task_yield(void);
/* Tasks that exist; those of the C kernel (idle ones) do not count. */
uint32_t task_count(void);
uint32_t cpu_index(void);

#endif
