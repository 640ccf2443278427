/* Natives of src/std/kernel for programs whose tasks are threads, so that the thread sanitizer sees what they share. */
#ifndef TSVISOR_TEST_THREADS_H
#define TSVISOR_TEST_THREADS_H

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>

#include "lang/rt.h"
#include "sync/atomic.h"

struct spinlock {
	pthread_mutex_t mutex;
};
bool spinlock_init(struct spinlock *lock);
void spinlock_fini(struct spinlock *lock);
uint64_t spinlock_lock(struct spinlock *lock);
void spinlock_unlock(struct spinlock *lock, uint64_t before);

/* `count` is guarded by `mutex`, and `changed` signalled at each change. */
struct semaphore {
	pthread_mutex_t mutex;
	pthread_cond_t changed;
	uint32_t count;
};
bool semaphore_init(struct semaphore *semaphore, uint32_t initial);
void semaphore_fini(struct semaphore *semaphore);
void semaphore_take(struct semaphore *semaphore);
void semaphore_give(struct semaphore *semaphore);

/* `wakes` is guarded by `mutex`. */
struct wait_queue {
	pthread_mutex_t mutex;
	pthread_cond_t woken;
	uint64_t wakes;
};
bool wait_queue_init(struct wait_queue *queue);
void wait_queue_fini(struct wait_queue *queue);
uint64_t wait_queue_prepare(struct wait_queue *queue);
void wait_queue_wait(struct wait_queue *queue, uint64_t ticket);
void wait_queue_wake_all(struct wait_queue *queue);

struct task_handle {
	struct rt_closure *body; /* counted; the thread takes it over */
	pthread_t thread;
	uint32_t cpu;
	bool started;
};
bool task_handle_init(
	struct task_handle *task, struct rt_string *name, uint64_t allowed, uint8_t priority, struct rt_closure *body);
void task_handle_fini(struct task_handle *task);
bool task_start(struct task_handle *task);
void task_join(struct task_handle *task);
/* The CPU of the task's mask with the lowest number; 0 for the main program. */
uint32_t cpu_index(void);

#endif
