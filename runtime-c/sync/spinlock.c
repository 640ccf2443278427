#include "sync/spinlock.h"

#include "rt.h"
#include "task/scheduler.h"

/* Guards the table of weak references (rt_weak.c). Nothing is locked after it. */
static struct spinlock weak_references;

bool spinlock_init(struct spinlock *lock)
{
	atomic_init(&lock->next, 0);
	atomic_init(&lock->owner, 0);
	return true;
}

void spinlock_fini(struct spinlock *lock)
{
	(void)lock;
}

void spinlock_acquire(struct spinlock *lock)
{
	uint16_t ticket = atomic_fetch_add_explicit(&lock->next, 1, memory_order_relaxed);

	while (atomic_load_explicit(&lock->owner, memory_order_acquire) != ticket)
		arch_cpu_relax();
}

void spinlock_release(struct spinlock *lock)
{
	uint16_t ticket = atomic_load_explicit(&lock->owner, memory_order_relaxed);

	atomic_store_explicit(&lock->owner, (uint16_t)(ticket + 1u), memory_order_release);
}

arch_irq_state_t spinlock_lock(struct spinlock *lock)
{
	arch_irq_state_t before = arch_irq_save();

	spinlock_acquire(lock);
	return before;
}

void spinlock_unlock(struct spinlock *lock, arch_irq_state_t before)
{
	spinlock_release(lock);
	scheduler_irq_restore(before);
}

uint64_t rt_weak_lock(void)
{
	return spinlock_lock(&weak_references);
}

void rt_weak_unlock(uint64_t before)
{
	spinlock_unlock(&weak_references, before);
}
