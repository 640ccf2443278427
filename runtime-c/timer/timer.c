#include "timer/timer.h"

#include "task/cpu.h"

/* Timers that are armed, on all queues. */
static _Atomic uint32_t armed;

void timer_queue_init(struct timer_queue *queue)
{
	spinlock_init(&queue->lock);
	list_init(&queue->armed);
	atomic_init(&queue->running, NULL);
}

void timer_init(struct timer *timer, void (*expired)(void *argument), void *argument)
{
	list_init(&timer->link);
	timer->deadline = 0;
	atomic_init(&timer->queue, NULL);
	atomic_init(&timer->last, NULL);
	timer->expired = expired;
	timer->argument = argument;
}

static struct timer *first_of(struct timer_queue *queue)
{
	return list_is_empty(&queue->armed) ? NULL : list_entry(queue->armed.next, struct timer, link);
}

/* Locks the queue on which the timer is armed; NULL when it is on none. */
static struct timer_queue *lock_queue_of(struct timer *timer)
{
	for (;;) {
		struct timer_queue *queue = atomic_load_explicit(&timer->queue, memory_order_acquire);

		if (queue == NULL)
			return NULL;
		spinlock_acquire(&queue->lock);
		if (atomic_load_explicit(&timer->queue, memory_order_relaxed) == queue)
			return queue;
		spinlock_release(&queue->lock);
	}
}

static void take_off(struct timer *timer)
{
	list_remove(&timer->link);
	atomic_fetch_sub_explicit(&armed, 1, memory_order_relaxed);
	atomic_store_explicit(&timer->queue, NULL, memory_order_release);
}

static void disarm(struct timer *timer)
{
	struct timer_queue *queue = lock_queue_of(timer);

	if (queue == NULL)
		return;
	take_off(timer);
	spinlock_release(&queue->lock);
}

/* Timers of one deadline expire in the order in which they were armed. */
static void insert(struct timer_queue *queue, struct timer *timer)
{
	struct list *place = queue->armed.previous;

	while (place != &queue->armed && list_entry(place, struct timer, link)->deadline > timer->deadline)
		place = place->previous;
	list_insert_after(place, &timer->link);
	atomic_fetch_add_explicit(&armed, 1, memory_order_relaxed);
}

/* Is another CPU than that of `here` calling its function? Only the CPU that armed it last can be. */
static bool runs_elsewhere(struct timer *timer, const struct timer_queue *here)
{
	struct timer_queue *last = atomic_load(&timer->last);

	return last != NULL && last != here && atomic_load(&last->running) == timer;
}

/* Afterwards the timer is armed nowhere, unless somebody armed it again, and its function is not called elsewhere. */
static void stop(struct timer *timer, const struct timer_queue *here)
{
	do {
		disarm(timer);
		while (runs_elsewhere(timer, here))
			arch_cpu_relax();
	} while (atomic_load(&timer->queue) != NULL);
}

/* Claims the timer for this queue, whose lock is held; false: another CPU has armed or run it since stop(). */
static bool claim(struct timer *timer, struct timer_queue *queue)
{
	struct timer_queue *none = NULL;

	if (!atomic_compare_exchange_strong(&timer->queue, &none, queue))
		return false;
	if (!runs_elsewhere(timer, queue)) {
		atomic_store(&timer->last, queue);
		return true;
	}
	atomic_store(&timer->queue, NULL);
	return false;
}

static bool arm_on(struct timer_queue *queue, struct timer *timer, uint64_t deadline)
{
	bool claimed;

	spinlock_acquire(&queue->lock);
	claimed = claim(timer, queue);
	if (claimed) {
		timer->deadline = deadline;
		insert(queue, timer);
		if (first_of(queue) == timer)
			arch_timer_set(deadline);
	}
	spinlock_release(&queue->lock);
	return claimed;
}

void timer_arm(struct timer *timer, uint64_t deadline)
{
	arch_irq_state_t before = arch_irq_save();
	struct timer_queue *here = &cpu_current()->timers;

	do
		stop(timer, here);
	while (!arm_on(here, timer, deadline));
	arch_irq_restore(before);
}

void timer_cancel(struct timer *timer)
{
	arch_irq_state_t before = arch_irq_save();

	stop(timer, &cpu_current()->timers);
	arch_irq_restore(before);
}

/* Takes the first timer whose time has come off the queue and notes it as running; NULL: none, and the next one is set.
 */
static struct timer *take_expired(struct timer_queue *queue)
{
	struct timer *timer;

	spinlock_acquire(&queue->lock);
	timer = first_of(queue);
	if (timer == NULL) {
		arch_timer_off();
	} else if (timer->deadline > arch_counter()) {
		arch_timer_set(timer->deadline);
		timer = NULL;
	} else {
		atomic_store(&queue->running, timer);
		take_off(timer);
	}
	spinlock_release(&queue->lock);
	return timer;
}

void timer_interrupt(void)
{
	struct timer_queue *queue = &cpu_current()->timers;
	struct timer *timer;

	while ((timer = take_expired(queue)) != NULL) {
		timer->expired(timer->argument);
		atomic_store(&queue->running, NULL);
	}
}

uint32_t timer_count(void)
{
	return atomic_load_explicit(&armed, memory_order_relaxed);
}
