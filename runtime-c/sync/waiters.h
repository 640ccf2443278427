/* Tasks asleep on something, oldest first. The lock of that something guards the list. */
#ifndef TSVISOR_WAITERS_H
#define TSVISOR_WAITERS_H

#include <stdbool.h>
#include <stdint.h>

#include "list/list.h"
#include "sync/spinlock.h"

#define NO_DEADLINE UINT64_MAX

/*
 * Puts the running task to sleep until it is woken or `deadline` (ticks) passes. `lock` is held before and after, and
 * free meanwhile. False: the deadline passed and nobody woke it.
 */
bool waiters_sleep(struct list *waiters, struct spinlock *lock, uint64_t deadline);
/* Wakes the oldest; false when there is none. The lock is held. */
bool waiters_wake_one(struct list *waiters);

#endif
