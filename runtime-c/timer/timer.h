/*
 * One-shot timers, kept per CPU in order of their deadlines over arch_timer_set(). A timer expires on the CPU that
 * armed it.
 */
#ifndef TSVISOR_TIMER_H
#define TSVISOR_TIMER_H

#include <stdatomic.h>
#include <stdint.h>

#include "list/list.h"
#include "sync/spinlock.h"

struct timer_queue;

/* Embedded in whatever waits; must be cancelled before that is freed. */
struct timer {
	struct list link;		     /* in its queue; guarded by the queue's lock */
	uint64_t deadline;		     /* ticks; guarded by the queue's lock */
	_Atomic(struct timer_queue *) queue; /* where it is armed, NULL: not armed. Changes under that queue's lock */
	_Atomic(struct timer_queue *) last;  /* where it was armed last: its function may be running there */
	void (*expired)(void *argument);
	void *argument;
};

/* The timers of one CPU. */
struct timer_queue {
	struct spinlock lock; /* guards `armed` and the timers on it; only the heap's and console's come after it */
	struct list armed;    /* by deadline, soonest first */
	_Atomic(struct timer *) running; /* whose function this CPU is calling */
};

void timer_queue_init(struct timer_queue *queue);

/* `expired` runs in timer_interrupt(), with interrupts off and no lock held; it may arm the timer again. */
void timer_init(struct timer *timer, void (*expired)(void *argument), void *argument);
/*
 * Expires once arch_counter() has reached `deadline`, on this CPU; an earlier deadline is forgotten. Any CPU. Where
 * another CPU calls `expired` at the moment it waits for the end of that, as timer_cancel() does.
 */
void timer_arm(struct timer *timer, uint64_t deadline);
/*
 * Any CPU. When it returns, `expired` neither runs nor will run, unless it is `expired` itself that calls or somebody
 * arms the timer again. Hold no lock that `expired` takes.
 */
void timer_cancel(struct timer *timer);

/* Timers that are armed at this moment, for leak checks. Native of src/std/kernel/time.ts. */
uint32_t timer_count(void);

/* The timer of this CPU fired; interrupts are off. */
void timer_interrupt(void);

#endif
