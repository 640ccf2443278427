/*
 * Ticket spinlock: CPUs get it in the order in which they asked. Held with interrupts off; never across a wait.
 *
 * Order of the kernel's locks, outermost first: semaphore or wait queue; run queue; timer queue; stack pool; heap;
 * console. At most one lock of a kind at a time. The table of weak references has a lock that stands alone.
 */
#ifndef TSVISOR_SPINLOCK_H
#define TSVISOR_SPINLOCK_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#include "arch.h"

struct spinlock {
	_Atomic uint16_t next;	/* ticket to hand out */
	_Atomic uint16_t owner; /* ticket that holds the lock */
};

/* All zero is a free lock. */
bool spinlock_init(struct spinlock *lock);
void spinlock_fini(struct spinlock *lock);

/* Takes the lock and returns the interrupt state to hand back to spinlock_unlock(). */
arch_irq_state_t spinlock_lock(struct spinlock *lock);
/* A task that was woken meanwhile and should run instead of this one does so now, if interrupts were on before. */
void spinlock_unlock(struct spinlock *lock, arch_irq_state_t before);

/* For callers that have interrupts off already. */
void spinlock_acquire(struct spinlock *lock);
void spinlock_release(struct spinlock *lock);

#endif
