/* Natives of src/std/kernel: locks, tasks, time, heap. */
#ifndef TSVISOR_HOST_KERNEL_H
#define TSVISOR_HOST_KERNEL_H

#include "../../lang/rt.h"

struct spinlock {
	bool held;
};
bool spinlock_init(struct spinlock *lock);
void spinlock_fini(struct spinlock *lock);
uint64_t spinlock_lock(struct spinlock *lock);
void spinlock_unlock(struct spinlock *lock, uint64_t before);

struct semaphore {
	uint32_t count;
};
bool semaphore_init(struct semaphore *semaphore, uint32_t initial);
void semaphore_fini(struct semaphore *semaphore);
void semaphore_take(struct semaphore *semaphore);
bool semaphore_take_until(struct semaphore *semaphore, uint64_t deadline);
void semaphore_give(struct semaphore *semaphore);

struct wait_queue {
	uint64_t wakes;
};
bool wait_queue_init(struct wait_queue *queue);
void wait_queue_fini(struct wait_queue *queue);
uint64_t wait_queue_prepare(struct wait_queue *queue);
void wait_queue_wait(struct wait_queue *queue, uint64_t ticket);
bool wait_queue_wait_until(struct wait_queue *queue, uint64_t ticket, uint64_t deadline);
void wait_queue_wake_all(struct wait_queue *queue);
/* From now on `body` is called whenever somebody would sleep on a wait queue; NULL: nothing is. */
void host_while_waiting(struct rt_closure *body);

struct task_handle {
	struct rt_closure *body; /* counted */
	bool finished;
};
bool task_handle_init(
	struct task_handle *task, struct rt_string *name, uint64_t allowed, uint8_t priority, struct rt_closure *body);
void task_handle_fini(struct task_handle *task);
bool task_start(struct task_handle *task);
/* Runs the body. */
void task_join(struct task_handle *task);
int64_t task_state(struct task_handle *task);
void task_kick(struct task_handle *task);
uint64_t task_run_time(struct task_handle *task);
uint64_t task_ready_time(struct task_handle *task);
uint64_t task_sleep_time(struct task_handle *task);
uint32_t task_cpu(struct task_handle *task);
/* There is one CPU. */
bool cpu_call(uint32_t index, struct rt_closure *body);
uint64_t scheduler_idle_time(uint32_t index);
void task_sleep_until(uint64_t deadline);
void task_yield(void);
uint32_t task_count(void);
uint32_t cpu_index(void);

/* Nanoseconds. */
uint64_t time_now(void);
uint64_t time_frequency(void);
uint32_t timer_count(void);

void heap_add(uint64_t hpa, uint64_t bytes);
uint64_t heap_used(void);
uint64_t heap_size(void);

#endif
