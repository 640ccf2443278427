/* A task is a thread, memory is malloc's, and whatever ends a program early is told on stderr. */
#include "threads.h"

#include <stdio.h>
#include <stdlib.h>

static _Thread_local struct rt_task_state task_state;
static _Thread_local uint32_t cpu_here;

struct rt_task_state *rt_task_state(void)
{
	return &task_state;
}

void *rt_allocate(size_t bytes)
{
	return malloc(bytes);
}

void rt_free(void *memory, size_t bytes)
{
	(void)bytes;
	free(memory);
}

_Noreturn void rt_trap(const struct rt_place *place, const char *reason)
{
	(void)fprintf(stderr, "%s:%u: trap: %s\n", place->file, place->line, reason);
	_Exit(1);
}

_Noreturn void rt_panic(const struct rt_string *message)
{
	(void)fprintf(stderr, "panic: %s\n", message->text);
	_Exit(1);
}

void rt_print(const struct rt_string *text)
{
	(void)puts(text->text);
}

static pthread_mutex_t weak_mutex = PTHREAD_MUTEX_INITIALIZER;

uint64_t rt_weak_lock(void)
{
	(void)pthread_mutex_lock(&weak_mutex);
	return 0;
}

void rt_weak_unlock(uint64_t before)
{
	(void)before;
	(void)pthread_mutex_unlock(&weak_mutex);
}

bool spinlock_init(struct spinlock *lock)
{
	return pthread_mutex_init(&lock->mutex, NULL) == 0;
}

void spinlock_fini(struct spinlock *lock)
{
	(void)pthread_mutex_destroy(&lock->mutex);
}

uint64_t spinlock_lock(struct spinlock *lock)
{
	(void)pthread_mutex_lock(&lock->mutex);
	return 0;
}

void spinlock_unlock(struct spinlock *lock, uint64_t before)
{
	(void)before;
	(void)pthread_mutex_unlock(&lock->mutex);
}

bool semaphore_init(struct semaphore *semaphore, uint32_t initial)
{
	semaphore->count = initial;
	return pthread_mutex_init(&semaphore->mutex, NULL) == 0 && pthread_cond_init(&semaphore->changed, NULL) == 0;
}

void semaphore_fini(struct semaphore *semaphore)
{
	(void)pthread_cond_destroy(&semaphore->changed);
	(void)pthread_mutex_destroy(&semaphore->mutex);
}

void semaphore_take(struct semaphore *semaphore)
{
	(void)pthread_mutex_lock(&semaphore->mutex);
	while (semaphore->count == 0)
		(void)pthread_cond_wait(&semaphore->changed, &semaphore->mutex);
	semaphore->count--;
	(void)pthread_mutex_unlock(&semaphore->mutex);
}

void semaphore_give(struct semaphore *semaphore)
{
	(void)pthread_mutex_lock(&semaphore->mutex);
	semaphore->count++;
	(void)pthread_cond_signal(&semaphore->changed);
	(void)pthread_mutex_unlock(&semaphore->mutex);
}

bool wait_queue_init(struct wait_queue *queue)
{
	queue->wakes = 0;
	return pthread_mutex_init(&queue->mutex, NULL) == 0 && pthread_cond_init(&queue->woken, NULL) == 0;
}

void wait_queue_fini(struct wait_queue *queue)
{
	(void)pthread_cond_destroy(&queue->woken);
	(void)pthread_mutex_destroy(&queue->mutex);
}

uint64_t wait_queue_prepare(struct wait_queue *queue)
{
	uint64_t ticket;

	(void)pthread_mutex_lock(&queue->mutex);
	ticket = queue->wakes;
	(void)pthread_mutex_unlock(&queue->mutex);
	return ticket;
}

void wait_queue_wait(struct wait_queue *queue, uint64_t ticket)
{
	(void)pthread_mutex_lock(&queue->mutex);
	while (queue->wakes == ticket)
		(void)pthread_cond_wait(&queue->woken, &queue->mutex);
	(void)pthread_mutex_unlock(&queue->mutex);
}

void wait_queue_wake_all(struct wait_queue *queue)
{
	(void)pthread_mutex_lock(&queue->mutex);
	queue->wakes++;
	(void)pthread_cond_broadcast(&queue->woken);
	(void)pthread_mutex_unlock(&queue->mutex);
}

bool task_handle_init(
	struct task_handle *task, struct rt_string *name, uint64_t allowed, uint8_t priority, struct rt_closure *body)
{
	(void)name;
	(void)priority;
	task->body = rt_retain(body);
	task->cpu = (uint32_t)__builtin_ctzll(allowed);
	return true;
}

void task_handle_fini(struct task_handle *task)
{
	rt_release(task->body);
}

struct start {
	struct rt_closure *body;
	uint32_t cpu;
};

static void *run_body(void *argument)
{
	struct start start = *(struct start *)argument;

	free(argument);
	cpu_here = start.cpu;
	if (!rt_closure_call(start.body))
		rt_release(rt_catch());
	rt_release(start.body);
	return NULL;
}

bool task_start(struct task_handle *task)
{
	struct start *start = malloc(sizeof(*start));

	if (start == NULL)
		return false;
	*start = (struct start){task->body, task->cpu};
	task->body = NULL;
	task->started = pthread_create(&task->thread, NULL, run_body, start) == 0;
	return task->started;
}

void task_join(struct task_handle *task)
{
	if (task->started)
		(void)pthread_join(task->thread, NULL);
	task->started = false;
}

uint32_t cpu_index(void)
{
	return cpu_here;
}

int main(void)
{
	if (!program_initialise())
		return 1;
	program_release_globals();
	return 0;
}
