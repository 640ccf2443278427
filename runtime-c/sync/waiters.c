#include "sync/waiters.h"

#include "task/scheduler.h"
#include "task/task.h"

/* One sleeping task; lies on its stack. */
struct waiter {
	struct list link;
	struct task *task;
	bool woken;
};

/* Sleeps once; may return early. */
static void sleep_once(struct task *task, struct spinlock *lock, uint64_t deadline)
{
	scheduler_prepare_block();
	spinlock_release(lock);
	if (deadline != NO_DEADLINE)
		timer_arm(&task->alarm, deadline);
	scheduler_block();
	spinlock_acquire(lock);
}

bool waiters_sleep(struct list *waiters, struct spinlock *lock, uint64_t deadline)
{
	struct task *task = arch_current_task();
	struct waiter self = {.task = task, .woken = false};

	list_append(waiters, &self.link);
	while (!self.woken && (deadline == NO_DEADLINE || arch_counter() < deadline))
		sleep_once(task, lock, deadline);
	if (!self.woken)
		list_remove(&self.link);
	if (deadline != NO_DEADLINE)
		timer_cancel(&task->alarm);
	return self.woken;
}

bool waiters_wake_one(struct list *waiters)
{
	struct waiter *waiter;
	struct task *task;

	if (list_is_empty(waiters))
		return false;
	waiter = list_entry(waiters->next, struct waiter, link);
	task = waiter->task;
	list_remove(&waiter->link);
	waiter->woken = true;
	scheduler_wake(task);
	return true;
}
