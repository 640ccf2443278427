#include "sync/semaphore.h"

#include "panic/panic.h"
#include "sync/waiters.h"

bool semaphore_init(struct semaphore *semaphore, uint32_t initial)
{
	spinlock_init(&semaphore->lock);
	semaphore->count = initial;
	list_init(&semaphore->waiters);
	return true;
}

void semaphore_fini(struct semaphore *semaphore)
{
	if (!list_is_empty(&semaphore->waiters))
		panic_with("a semaphore was destroyed while tasks wait on it");
}

bool semaphore_take_until(struct semaphore *semaphore, uint64_t deadline)
{
	arch_irq_state_t before = spinlock_lock(&semaphore->lock);
	bool taken = true;

	if (semaphore->count > 0)
		semaphore->count--;
	else
		taken = waiters_sleep(&semaphore->waiters, &semaphore->lock, deadline);
	spinlock_unlock(&semaphore->lock, before);
	return taken;
}

void semaphore_take(struct semaphore *semaphore)
{
	semaphore_take_until(semaphore, NO_DEADLINE);
}

void semaphore_give(struct semaphore *semaphore)
{
	arch_irq_state_t before = spinlock_lock(&semaphore->lock);

	if (!waiters_wake_one(&semaphore->waiters)) {
		if (semaphore->count == UINT32_MAX)
			panic_with("a semaphore was given more often than it can count");
		semaphore->count++;
	}
	spinlock_unlock(&semaphore->lock, before);
}
