/*
 * Counting semaphore: src/std/kernel/semaphore.ts. What is given while tasks wait goes straight to the oldest of them,
 * so that nobody who comes later overtakes it.
 */
#ifndef TSVISOR_SEMAPHORE_H
#define TSVISOR_SEMAPHORE_H

#include <stdbool.h>
#include <stdint.h>

#include "list/list.h"
#include "sync/spinlock.h"

struct semaphore {
	struct spinlock lock; /* guards what follows; taken before any run queue's lock */
	uint32_t count;	      /* 0 while somebody waits */
	struct list waiters;
};

bool semaphore_init(struct semaphore *semaphore, uint32_t initial);
/* Nobody may be waiting. */
void semaphore_fini(struct semaphore *semaphore);

void semaphore_take(struct semaphore *semaphore);
/* Waits until `deadline` (ticks) at most; false when it passed. */
bool semaphore_take_until(struct semaphore *semaphore, uint64_t deadline);
/* Never waits; interrupt handlers may call it. */
void semaphore_give(struct semaphore *semaphore);

#endif
