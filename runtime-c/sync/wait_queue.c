#include "sync/wait_queue.h"

#include "panic/panic.h"
#include "sync/waiters.h"

bool wait_queue_init(struct wait_queue *queue)
{
	spinlock_init(&queue->lock);
	queue->wakes = 0;
	list_init(&queue->waiters);
	return true;
}

void wait_queue_fini(struct wait_queue *queue)
{
	if (!list_is_empty(&queue->waiters))
		panic_with("a wait queue was destroyed while tasks wait on it");
}

uint64_t wait_queue_prepare(struct wait_queue *queue)
{
	arch_irq_state_t before = spinlock_lock(&queue->lock);
	uint64_t ticket = queue->wakes;

	spinlock_unlock(&queue->lock, before);
	return ticket;
}

bool wait_queue_wait_until(struct wait_queue *queue, uint64_t ticket, uint64_t deadline)
{
	arch_irq_state_t before = spinlock_lock(&queue->lock);
	bool woken = queue->wakes != ticket || waiters_sleep(&queue->waiters, &queue->lock, deadline);

	spinlock_unlock(&queue->lock, before);
	return woken;
}

void wait_queue_wait(struct wait_queue *queue, uint64_t ticket)
{
	wait_queue_wait_until(queue, ticket, NO_DEADLINE);
}

void wait_queue_wake_all(struct wait_queue *queue)
{
	arch_irq_state_t before = spinlock_lock(&queue->lock);

	queue->wakes++;
	while (waiters_wake_one(&queue->waiters))
		continue;
	spinlock_unlock(&queue->lock, before);
}
