#include "task/run_queue.h"

#include "task/task.h"

void run_queue_init(struct run_queue *queue)
{
	queue->occupied = 0;
	for (uint32_t priority = 0; priority < TASK_PRIORITIES; priority++)
		list_init(&queue->tasks[priority]);
}

void run_queue_append(struct run_queue *queue, struct task *task)
{
	list_append(&queue->tasks[task->priority], &task->link);
	queue->occupied |= 1u << task->priority;
}

void run_queue_prepend(struct run_queue *queue, struct task *task)
{
	list_prepend(&queue->tasks[task->priority], &task->link);
	queue->occupied |= 1u << task->priority;
}

int run_queue_priority(const struct run_queue *queue)
{
	return queue->occupied == 0 ? -1 : 31 - __builtin_clz(queue->occupied);
}

struct task *run_queue_take(struct run_queue *queue)
{
	int priority = run_queue_priority(queue);
	struct task *task;

	if (priority < 0)
		return NULL;
	task = list_entry(queue->tasks[priority].next, struct task, link);
	list_remove(&task->link);
	if (list_is_empty(&queue->tasks[priority]))
		queue->occupied &= ~(1u << priority);
	return task;
}
