/*
 * Tasks that sleep until somebody wakes them: src/std/kernel/wait-queue.ts. A wake-up between `prepare` and `wait` is
 * not lost, because the ticket counts the wake-ups so far.
 */
#ifndef TSVISOR_WAIT_QUEUE_H
#define TSVISOR_WAIT_QUEUE_H

#include <stdbool.h>
#include <stdint.h>

#include "list/list.h"
#include "sync/spinlock.h"

struct wait_queue {
	struct spinlock lock; /* guards what follows; taken before any run queue's lock */
	uint64_t wakes;
	struct list waiters;
};

bool wait_queue_init(struct wait_queue *queue);
/* Nobody may be waiting. */
void wait_queue_fini(struct wait_queue *queue);

/* Ticket for `wait`: take it before looking at the condition. */
uint64_t wait_queue_prepare(struct wait_queue *queue);
/* Sleeps, unless somebody woke the queue since `prepare`. */
void wait_queue_wait(struct wait_queue *queue, uint64_t ticket);
/* As wait_queue_wait(), until `deadline` (ticks) at most; false when it passed. */
bool wait_queue_wait_until(struct wait_queue *queue, uint64_t ticket, uint64_t deadline);
/* Wakes all; never waits; interrupt handlers may call it. */
void wait_queue_wake_all(struct wait_queue *queue);

#endif
