/* The kernel's natives for one CPU without interrupts. */
#include "include/host_kernel.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "exit_codes.h"

/* Waiting for what nobody can do any more is a bug of the program. */
static _Noreturn void report_deadlock(const char *what)
{
	(void)fflush(stdout);
	(void)fprintf(stderr, "deadlock: %s\n", what);
	_Exit(EXIT_PANIC);
}

bool spinlock_init(struct spinlock *lock)
{
	lock->held = false;
	return true;
}

void spinlock_fini(struct spinlock *lock)
{
	(void)lock;
}

uint64_t spinlock_lock(struct spinlock *lock)
{
	if (lock->held)
		report_deadlock("a spinlock was taken twice");
	lock->held = true;
	return 0;
}

void spinlock_unlock(struct spinlock *lock, uint64_t before)
{
	(void)before;
	lock->held = false;
}

bool semaphore_init(struct semaphore *semaphore, uint32_t initial)
{
	semaphore->count = initial;
	return true;
}

void semaphore_fini(struct semaphore *semaphore)
{
	(void)semaphore;
}

void semaphore_take(struct semaphore *semaphore)
{
	if (!semaphore_take_until(semaphore, 0))
		report_deadlock("a semaphore with nobody to give to it");
}

bool semaphore_take_until(struct semaphore *semaphore, uint64_t deadline)
{
	(void)deadline;
	if (semaphore->count == 0)
		return false;
	semaphore->count--;
	return true;
}

void semaphore_give(struct semaphore *semaphore)
{
	semaphore->count++;
}

bool wait_queue_init(struct wait_queue *queue)
{
	queue->wakes = 0;
	return true;
}

void wait_queue_fini(struct wait_queue *queue)
{
	(void)queue;
}

uint64_t wait_queue_prepare(struct wait_queue *queue)
{
	return queue->wakes;
}

void wait_queue_wait(struct wait_queue *queue, uint64_t ticket)
{
	if (!wait_queue_wait_until(queue, ticket, 0))
		report_deadlock("a wait that nobody ends");
}

/* What other tasks would do while the program waits; counted. */
static struct rt_closure *while_waiting;

void host_while_waiting(struct rt_closure *body)
{
	rt_release(while_waiting);
	while_waiting = rt_retain(body);
}

bool wait_queue_wait_until(struct wait_queue *queue, uint64_t ticket, uint64_t deadline)
{
	(void)deadline;
	if (ticket == queue->wakes && while_waiting != NULL && !rt_closure_call(while_waiting))
		rt_release(rt_catch());
	return ticket != queue->wakes;
}

void wait_queue_wake_all(struct wait_queue *queue)
{
	queue->wakes++;
}

bool task_handle_init(
	struct task_handle *task, struct rt_string *name, uint64_t allowed, uint8_t priority, struct rt_closure *body)
{
	(void)name;
	(void)allowed;
	(void)priority;
	*task = (struct task_handle){rt_retain(body), false};
	return true;
}

void task_handle_fini(struct task_handle *task)
{
	rt_release(task->body);
}

bool task_start(struct task_handle *task)
{
	(void)task;
	return true;
}

void task_join(struct task_handle *task)
{
	if (task->finished)
		return;
	task->finished = true;
	if (!rt_closure_call(task->body))
		rt_release(rt_catch());
}

/* TaskState.Finished and TaskState.Ready. */
int64_t task_state(struct task_handle *task)
{
	return task->finished ? 3 : 0;
}

void task_kick(struct task_handle *task)
{
	(void)task;
}

uint64_t task_run_time(struct task_handle *task)
{
	(void)task;
	return 0;
}

uint64_t task_ready_time(struct task_handle *task)
{
	(void)task;
	return 0;
}

uint64_t task_sleep_time(struct task_handle *task)
{
	(void)task;
	return 0;
}

uint32_t task_cpu(struct task_handle *task)
{
	(void)task;
	return 0;
}

bool cpu_call(uint32_t index, struct rt_closure *body)
{
	(void)index;
	if (!rt_closure_call(body))
		rt_release(rt_catch());
	return true;
}

uint64_t scheduler_idle_time(uint32_t index)
{
	(void)index;
	return 0;
}

void task_sleep_until(uint64_t deadline)
{
	(void)deadline;
}

void task_yield(void)
{
}

uint32_t task_count(void)
{
	return 0;
}

uint32_t cpu_index(void)
{
	return 0;
}

uint64_t time_now(void)
{
	struct timespec now;
	(void)timespec_get(&now, TIME_UTC);
	return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

uint64_t time_frequency(void)
{
	return 1000000000u;
}

uint32_t timer_count(void)
{
	return 0;
}

void heap_add(uint64_t hpa, uint64_t bytes)
{
	(void)hpa;
	(void)bytes;
}

uint64_t heap_used(void)
{
	return 0;
}

uint64_t heap_size(void)
{
	return 0;
}
